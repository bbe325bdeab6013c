//! The rules of [`shape`](crate::shape) against the codecs themselves: that is what the rest stands on.

use sockopt::codec::*;
use sockopt::registry::Platforms;
use sockopt::{
    BufLock, CanErrors, Domain, Ipv4Member, Ipv4SourceMember, Ipv6Member, Ipv6Source, MemInfo,
    PeerCred, TcpInfo,
};

use crate::facts::Span;
use crate::shape::{shape, Shape};

fn of(codec: &str) -> Shape {
    shape(codec, Platforms::HERE).unwrap_or_else(|| panic!("no rule for {codec}"))
}

/// The bytes of a value are as many as the rule says.
fn sends<C: Encode>(codec: &str, text: &str) {
    let value = C::parse(text).unwrap_or_else(|fault| panic!("{codec} {text}: {fault:?}"));
    let arg = C::lend(&value);
    let bytes = C::encode(&arg).unwrap_or_else(|fault| panic!("{codec} {text}: {fault:?}"));
    let size = i128::try_from(bytes.as_ref().len()).unwrap();
    assert!(of(codec).sends.holds(&Span::one(size)), "{codec}: {size} bytes");
}

/// There is as much room for an answer as the rule says.
fn takes<C: Decode>(codec: &str) {
    let room = i128::try_from(C::Reply::empty().room().len()).unwrap();
    assert_eq!(of(codec).room, room, "{codec}");
}

/// The first and the last integer that are sent are those of the rule.
fn ends<C: Scalar>(codec: &str) {
    let spans = of(codec).range.unwrap_or_else(|| panic!("{codec} has no range")).0;
    let sent = |raw: i128| {
        let back = <C as Scalar>::from_raw(raw).and_then(C::to_raw);
        back.is_ok_and(|back| back == raw && C::Wire::pack(raw).is_some())
    };
    for &(first, last) in &spans {
        assert!(sent(first) && sent(last), "{codec}: from {first} to {last}");
    }
    let first = spans.iter().map(|span| span.0).min().unwrap();
    let last = spans.iter().map(|span| span.1).max().unwrap();
    assert!(!sent(first - 1) && !sent(last + 1), "{codec}: no further than {first} to {last}");
}

macro_rules! all {
    ($($how:ident: $($codec:ty $(= $text:literal)?),+;)+) => {
        $($($how::<$codec>(stringify!($codec) $(, $text)?);)+)+
    };
}

#[test]
fn scalars_have_the_size_and_the_range_of_their_rules() {
    all! {
        sends: Flag = "on", Flag<u8> = "on", Flag<u32> = "off", Int<u8, 1, 127> = "7",
            Int<u32> = "7", Int<u8, 0, 255, u8> = "7", U32 = "7", U64 = "7", Size = "7 KiB",
            Size<1, { u32::MAX as i128 }, u32> = "7", Secs<1, 32767> = "7s", Millis<1> = "7s",
            Micros = "7us", Secs<0, { u32::MAX as i128 }, u32> = "7s", IfIndex = "7",
            IfIndex<BigEndian> = "7", OrNone<IfIndex, 0> = "none",
            OrNone<Int<u8, 0, 255, u8>, NEVER> = "7", Named<Domain> = "AF_INET",
            Bits<BufLock> = "none", Bits<CanErrors> = "none", NoValue<1> = "", NoBytes = "";
        takes: Flag, Flag<u8>, Int<u32>, Int<u8, 0, 255, u8>, U64, Named<Domain>, Pending,
            OrNone<Secs<1>, 0>;
        ends: Flag, Flag<u8>, Int<u8, 1, 127>, Int<u8, 0, 255, u8>, Int<u32, 1>, Int<u16>, U32,
            U64, Size, Size<0, { i32::MAX as i128 / 2 }>, Secs<1, 32767>, Millis<1>,
            Secs<0, { u32::MAX as i128 - 1 }, u32>, OrNone<Int<u8, 1, 255>, -1>, OrNone<Secs<1>, 0>,
            OrNone<Int<u8, 0, 255>, NEVER>, OrNone<IfIndex, 0>;
    }
}

#[test]
fn other_codecs_have_the_size_of_their_rules() {
    all! {
        sends: Text = "reno", OrUnset = "none", Octets<1, 4096> = "0102", OrEmpty<1, 40> = "none",
            Record<Ipv4Member, 12> = "group=239.1.2.3 address=0.0.0.0 interface=none",
            ByAddress = "group=239.1.2.3 address=0.0.0.0 interface=none",
            SourceFirst = "group=239.1.2.3 address=0.0.0.0 source=192.0.2.7",
            Record<Ipv4SourceMember, 12> = "group=239.1.2.3 address=0.0.0.0 source=192.0.2.7",
            Record<Ipv6Member, 20> = "group=ff02::fb interface=7",
            Record<Ipv6Source, 20> = "address=:: interface=none",
            MulticastIf = "address=127.0.0.1 interface=none",
            MulticastIf<false> = "address=127.0.0.1 interface=none",
            IcmpFilter<32> = "none", Linger = "7s", Linger<327> = "off";
        takes: Text, OrUnset, OrEmpty<1, 40>, OrEmpty<8, 2040>, Record<PeerCred, 12>,
            Record<MemInfo, 36>, OrAbsent<PeerCred, 12>, ProcessLast, Extensible<TcpInfo, 280>,
            Tail<U32, 32>, IcmpFilter<32>, MulticastIf, MulticastIf<false>, Linger, SocketAddress;
    }
}

/// Where they are as wide as in the facts: in 64 bits.
#[cfg(target_pointer_width = "64")]
#[test]
fn members_of_groups_have_the_size_of_their_rules() {
    sends::<Group>("Group", "group=239.1.2.3 interface=7");
    sends::<Source>("Source", "group=239.1.2.3 interface=7 source=192.0.2.7");
}

/// Where they are as wide as in the facts.
#[cfg(all(unix, target_pointer_width = "64"))]
#[test]
fn wide_codecs_have_the_size_of_their_rules() {
    all! {
        sends: TimeVal = "7s", Rate = "none";
        takes: TimeVal, Rate;
        ends: Rate;
    }
}
