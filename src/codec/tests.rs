//! Codecs against a call layer that answers whatever a test wants.
#![allow(clippy::indexing_slicing, clippy::cast_possible_truncation)]

use core::time::Duration;
use std::cell::RefCell;
use std::fmt::Debug;
use std::net::{Ipv4Addr, Ipv6Addr};

use proptest::prelude::*;

use super::*;
use crate::error::ErrorKind;
use crate::filter::Filter;
use crate::interface::Interface;
use crate::name::Name;
use crate::opt::Id;
use crate::values::*;
use crate::{Domain, Type};

/// A kernel that answers each get with the same bytes and claims a length, and
/// keeps what was set.
#[derive(Default)]
struct Fake {
    bytes: Vec<u8>,
    claim: usize,
    fails: Option<i32>,
    set: RefCell<Option<Vec<u8>>>,
}

impl Fake {
    fn answers(bytes: &[u8]) -> Fake {
        Fake { bytes: bytes.to_vec(), claim: bytes.len(), ..Fake::default() }
    }
}

impl Call for Fake {
    fn get<R: Reply>(&self, _: Id, reply: &mut R) -> Result<usize, Refusal> {
        let reply = reply.room();
        if let Some(code) = self.fails {
            return Err(Refusal { code, length: self.claim });
        }
        for (to, from) in reply.iter_mut().zip(&self.bytes) {
            *to = *from;
        }
        Ok(self.claim)
    }

    fn set(&self, _: Id, value: &[u8]) -> Result<(), i32> {
        match self.fails {
            Some(code) => Err(code),
            None => {
                *self.set.borrow_mut() = Some(value.to_vec());
                Ok(())
            }
        }
    }
}

fn got<C: Decode>(bytes: &[u8]) -> Result<C::Value, ErrorKind> {
    get::<C>(&Fake::answers(bytes), Id::TEST).map_err(|fault| fault.kind())
}

/// The bytes that reach the kernel, if any do.
fn sent<C: Encode>(arg: C::Arg<'_>) -> Result<Vec<u8>, ErrorKind> {
    let fake = Fake::default();
    let result = set::<C>(&fake, Id::TEST, &arg);
    let bytes = fake.set.into_inner();
    assert_eq!(result.is_ok(), bytes.is_some(), "a refused value must not reach the kernel");
    result.map(|()| bytes.unwrap_or_default()).map_err(|fault| fault.kind())
}

fn printed<C: Codec>(value: &C::Value) -> String {
    Printed::<C>(value).to_string()
}

const RANGE: ErrorKind = ErrorKind::OutOfRange;

#[test]
fn a_flag_is_an_int_of_one_or_zero() {
    assert_eq!(sent::<Flag>(true), Ok(1i32.to_ne_bytes().to_vec()));
    assert_eq!(sent::<Flag>(false), Ok(0i32.to_ne_bytes().to_vec()));
    // The BSDs answer with the option's bit; Windows with one byte or four.
    for (bytes, value) in
        [(&[0, 0, 0, 0][..], false), (&[0, 0, 8, 0], true), (&[1], true), (&[0, 0], false)]
    {
        assert_eq!(got::<Flag>(bytes), Ok(value));
    }
    assert_eq!(got::<Flag>(&[]), Err(ErrorKind::ShortReply));
    assert_eq!(got::<Flag>(&[0; 5]), Err(ErrorKind::LongReply));
    assert_eq!(sent::<Flag<u8>>(true), Ok(vec![1]));
}

#[test]
fn an_int_keeps_its_range() {
    type Small = Int<u8, 1, 127>;
    assert_eq!(sent::<Small>(127), Ok(127i32.to_ne_bytes().to_vec()));
    assert_eq!(sent::<Small>(0), Err(RANGE));
    assert_eq!(sent::<Small>(128), Err(RANGE));
    assert_eq!(got::<Small>(&256i32.to_ne_bytes()), Err(ErrorKind::BadReply));
    assert_eq!(got::<Small>(&[0; 3]), Err(ErrorKind::ShortReply));
    assert_eq!(sent::<Int<u32>>(u32::MAX), Err(RANGE));
    assert_eq!(sent::<U32>(u32::MAX), Ok(vec![0xff; 4]));
    assert_eq!(sent::<U64>(u64::MAX), Ok(vec![0xff; 8]));
    assert_eq!(sent::<Int<u32, 0, 9, BigEndian>>(7), Ok(vec![0, 0, 0, 7]));
}

#[test]
fn a_size_does_not_wrap() {
    assert_eq!(sent::<Size>(1000), Ok(1000i32.to_ne_bytes().to_vec()));
    assert_eq!(sent::<Size>(usize::MAX), Err(RANGE));
    #[cfg(target_pointer_width = "64")]
    assert_eq!(sent::<Size>((1 << 32) + 1000), Err(RANGE));
    assert_eq!(got::<Size>(&(-1i32).to_ne_bytes()), Err(ErrorKind::BadReply));
}

#[test]
fn a_sentinel_is_none_and_nothing_else_is() {
    type Offset = OrNone<Int<u32>, -1>;
    assert_eq!(sent::<Offset>(None), Ok((-1i32).to_ne_bytes().to_vec()));
    assert_eq!(got::<Offset>(&(-1i32).to_ne_bytes()), Ok(None));
    assert_eq!(sent::<Offset>(Some(0)), Ok(vec![0; 4]));
    type Limit = OrNone<Int<u32, 0>, 0>;
    assert_eq!(sent::<Limit>(Some(0)), Err(RANGE), "it would mean none");
    assert_eq!(sent::<OrNone<Int<u8, 1, 255>, NEVER>>(None), Err(RANGE));
    assert_eq!(sent::<Rate>(Some(u64::MAX)), Err(RANGE));
    assert_eq!(got::<Rate>(&[0xff; 4]), Ok(None));
    assert_eq!(got::<Rate>(&1u32.to_ne_bytes()), got::<Rate>(&1usize.to_ne_bytes()));
}

#[test]
fn a_time_rounds_up() {
    type Idle = Secs<1, 32767>;
    let int = |value: i32| Ok(value.to_ne_bytes().to_vec());
    assert_eq!(sent::<Idle>(Duration::from_millis(900)), int(1));
    assert_eq!(sent::<Idle>(Duration::from_nanos(1)), int(1));
    assert_eq!(sent::<Idle>(Duration::new(7, 1)), int(8));
    assert_eq!(sent::<Idle>(Duration::ZERO), Err(RANGE));
    assert_eq!(sent::<Idle>(Duration::from_secs(32767)), int(32767));
    assert_eq!(sent::<Idle>(Duration::new(32767, 1)), Err(RANGE));
    assert_eq!(sent::<Idle>(Duration::MAX), Err(RANGE));
    type User = OrNone<Millis<1>, 0>;
    assert_eq!(sent::<User>(Some(Duration::from_micros(500))), int(1));
    assert_eq!(sent::<User>(Some(Duration::ZERO)), Err(RANGE));
    assert_eq!(sent::<User>(None), int(0));
    assert_eq!(sent::<User>(Some(Duration::from_secs(1 << 40))), Err(RANGE));
    assert_eq!(got::<User>(&1500i32.to_ne_bytes()), Ok(Some(Duration::from_millis(1500))));
    assert_eq!(got::<Micros>(&(-1i32).to_ne_bytes()), Err(ErrorKind::BadReply));
}

#[test]
fn a_timeval_is_never_no_limit_by_mistake() {
    let one = crate::sys::timeval(0, 1);
    assert_eq!(sent::<TimeVal>(Some(Duration::from_nanos(500))), Ok(one.to_vec()));
    assert_eq!(sent::<TimeVal>(Some(Duration::ZERO)), Err(RANGE));
    assert_eq!(sent::<TimeVal>(None), Ok(vec![0; one.len()]));
    let carried = sent::<TimeVal>(Some(Duration::new(4, 999_999_001)));
    assert_eq!(carried, Ok(crate::sys::timeval(5, 0).to_vec()));
    let most = Duration::from_secs(crate::sys::TIMEVAL_MAX_SECS);
    assert_eq!(sent::<TimeVal>(Some(most)), Err(RANGE));
    assert!(sent::<TimeVal>(Some(most - Duration::from_micros(1))).is_ok());
    assert_eq!(sent::<TimeVal>(Some(most - Duration::from_nanos(1))), Err(RANGE), "rounded up");
    assert_eq!(sent::<TimeVal>(Some(Duration::MAX)), Err(RANGE));
    let mut bad = one;
    bad.copy_from_slice(&crate::sys::timeval(0, 1_000_000));
    assert_eq!(got::<TimeVal>(&bad), Err(ErrorKind::BadReply));
}

#[test]
fn a_linger_is_a_reset_only_when_asked_for() {
    let on = |secs| Ok(crate::sys::linger(true, secs).to_vec());
    assert_eq!(sent::<Linger>(Some(Duration::ZERO)), on(0));
    assert_eq!(sent::<Linger>(Some(Duration::from_millis(500))), on(1));
    assert_eq!(sent::<Linger>(None), Ok(crate::sys::linger(false, 0).to_vec()));
    assert_eq!(sent::<Linger>(Some(Duration::from_secs(1 << 32))), Err(RANGE));
    assert_eq!(sent::<Linger>(Some(Duration::from_secs(u64::MAX))), Err(RANGE));
    type Short = Linger<327>;
    assert_eq!(sent::<Short>(Some(Duration::from_secs(327))), on(327));
    assert_eq!(sent::<Short>(Some(Duration::new(327, 1))), Err(RANGE));
    assert_eq!(got::<Linger>(&crate::sys::linger(false, 9)), Ok(None));
}

#[test]
fn a_name_is_cut_at_its_end_and_nowhere_else() {
    let name = |text| Name::new(text).map_err(|_| ErrorKind::BadText);
    let mut padded = *b"cubic\0\0\0\0\0\0\0\0\0\0\0";
    assert_eq!(got::<Text>(&padded), name("cubic"));
    assert_eq!(got::<Text>(b"cubic"), name("cubic"), "a system that pads nothing");
    padded[6] = b'x';
    assert_eq!(got::<Text>(&padded), name("cubic"), "what follows the end means nothing");
    assert_eq!(got::<Text>(&[0; 16]), Err(ErrorKind::ShortReply));
    let mut hidden = [0; 16];
    hidden[3] = b'x';
    assert_eq!(got::<Text>(&hidden), Err(ErrorKind::ShortReply), "an empty name is none");
    let unset = got::<OrUnset>(&hidden).map(|name| printed::<OrUnset>(&name));
    assert_eq!(unset.as_deref(), Ok("none"));
    assert_eq!(got::<Text>(&[b'x'; 17]), Err(ErrorKind::LongReply));
    assert_eq!(got::<OrUnset>(&[]), Ok(None));
    assert_eq!(got::<OrUnset>(b"lo\0"), name("lo").map(Some));
    assert_eq!(sent::<OrUnset>(None), Ok(vec![0; 16]));
    for bad in ["", "sixteen-bytes-xx", "a\0b"] {
        assert!(Name::new(bad).is_err());
    }
}

#[test]
fn a_set_of_flags_keeps_what_has_no_name() {
    type Lock = Bits<BufLock>;
    let both = BufLock::SNDBUF | BufLock::RCVBUF;
    assert_eq!(printed::<Lock>(&both), "SNDBUF|RCVBUF");
    assert_eq!(
        got::<Lock>(&7u32.to_ne_bytes()).map(|value| printed::<Lock>(&value)).as_deref(),
        Ok("SNDBUF|RCVBUF|0x4")
    );
    assert_eq!(printed::<Lock>(&BufLock::empty()), "none");
    assert_eq!(<Lock as Codec>::parse("RCVBUF | SNDBUF"), Ok(both));
    assert!(<Lock as Codec>::parse("RCVBUF|").is_err());
}

#[test]
fn an_enumeration_keeps_what_has_no_name() {
    type Kind = Named<Type>;
    assert_eq!(printed::<Kind>(&Type::STREAM), "SOCK_STREAM");
    assert_eq!(<Kind as Codec>::parse("SOCK_STREAM"), Ok(Type::STREAM));
    assert_eq!(printed::<Kind>(&Type::from_raw(77)), "77");
    assert_eq!(<Kind as Codec>::parse("77"), Ok(Type::from_raw(77)));
    assert!(<Kind as Codec>::parse("SOCK_STREAMS").is_err());
    assert_eq!("AF_INET".parse(), Ok(Domain::INET));
}

#[test]
fn a_record_asks_for_each_field_once() {
    type Codec12 = Record<PeerCred, 12>;
    let cred = PeerCred { pid: None, uid: 1, gid: 2 };
    assert_eq!(printed::<Codec12>(&cred), "pid=none uid=1 gid=2");
    assert_eq!(Codec12::parse("gid=2 uid=1 pid=none"), Ok(cred));
    for bad in
        ["", "pid=1", "pid=1 uid=1 gid=1 gid=1", "pid=1 uid=1 gid=1 x=1", "pid=1 uid=1 uid=1"]
    {
        assert!(Codec12::parse(bad).is_err(), "{bad}");
    }
    let none = [0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255];
    assert_eq!(got::<OrAbsent<PeerCred, 12>>(&none), Ok(None));
    assert_eq!(got::<Codec12>(&none[..8]), Err(ErrorKind::ShortReply));
    let openbsd = [1, 2, 3].map(u32::to_ne_bytes).concat();
    let cred = PeerCred { pid: Some(3), uid: 1, gid: 2 };
    assert_eq!(got::<ProcessLast>(&openbsd), Ok(Some(cred)));
}

#[test]
fn records_have_a_limit() {
    type Tokens = Records<DmabufToken, 8, 128, 1024>;
    let token = DmabufToken { token_start: 1, token_count: 2 };
    assert_eq!(sent::<Tokens>(&[]), Err(RANGE));
    assert_eq!(sent::<Tokens>(&[token; 129]), Err(RANGE));
    assert_eq!(sent::<Tokens>(&[token; 128]).map(|bytes| bytes.len()), Ok(1024));
    assert_eq!(
        printed::<Tokens>(&vec![token; 2]),
        "token_start=1 token_count=2,token_start=1 token_count=2"
    );

    // None at all, and structures that are longer than their fields.
    type Padded = Records<DmabufToken, 12, 2, 24, 0>;
    assert_eq!(sent::<Padded>(&[]), Ok(Vec::new()));
    assert_eq!(printed::<Padded>(&Vec::new()), "none");
    assert_eq!(Padded::parse("none"), Ok(Vec::new()));
    let bytes = [[1, 2, 0]; 2].concat().into_iter().flat_map(u32::to_ne_bytes).collect::<Vec<_>>();
    assert_eq!(sent::<Padded>(&[token; 2]), Ok(bytes.clone()));
    assert_eq!(got::<Padded>(&bytes), Ok(vec![token; 2]));
    assert_eq!(got::<Padded>(&bytes[..13]), Err(ErrorKind::ShortReply));
}

#[test]
fn timestamping_is_four_bytes_unless_a_clock_is_bound() {
    let flags = TimestampingFlags::SOFTWARE;
    let bits = flags.bits().to_ne_bytes();
    assert_eq!(sent::<Stamping>(flags.into()), Ok(bits.to_vec()));
    assert_eq!(got::<Stamping>(&bits), Ok(flags.into()));
    let bound = Timestamping { flags, bind_phc: Some(3) };
    let bytes = sent::<Stamping>(bound).unwrap_or_default();
    assert_eq!(bytes.len(), 8);
    assert_eq!(got::<Stamping>(&bytes), Ok(bound));
    let twice = TimestampingFlags::BIND_PHC.into();
    assert_eq!(sent::<Stamping>(twice), Err(RANGE), "the clock itself says that it is bound");
}

#[test]
fn multicast_by_address_refuses_an_index() {
    let group = Ipv4Member::from(Ipv4Addr::new(239, 1, 2, 3));
    assert_eq!(sent::<ByAddress>(group), Ok(vec![239, 1, 2, 3, 0, 0, 0, 0]));
    let on = Ipv4Member { interface: Interface::from_index(7), ..group };
    assert_eq!(sent::<ByAddress>(on), Err(RANGE));
    assert_eq!(
        sent::<Record<Ipv4Member, 12>>(on).map(|bytes| bytes[8..].to_vec()),
        Ok(7i32.to_ne_bytes().to_vec())
    );
    let by_index = MulticastInterface { address: Ipv4Addr::LOCALHOST, interface: on.interface };
    assert_eq!(sent::<MulticastIf<false>>(by_index), Err(RANGE));
    assert_eq!(sent::<MulticastIf>(by_index).map(|bytes| bytes.len()), Ok(12));
    let sender = Ipv4SourceMember {
        group: group.group,
        address: Ipv4Addr::LOCALHOST,
        source: Ipv4Addr::new(10, 0, 0, 1),
    };
    assert_eq!(
        sent::<SourceFirst>(sender).map(|bytes| bytes[4..].to_vec()),
        Ok(vec![10, 0, 0, 1, 127, 0, 0, 1])
    );
}

#[test]
fn a_filter_is_given_by_length_and_address() {
    let filter = Filter::drop_all();
    let bytes = sent::<Program>(&filter).unwrap_or_default();
    assert_eq!(bytes[..2], 1u16.to_ne_bytes());
    let address = filter.instructions().as_ptr() as usize;
    assert_eq!(bytes[bytes.len() / 2..], address.to_ne_bytes());
}

/// A kernel that counts instructions: a filter of `n` of them, which may grow.
struct Counts(RefCell<Vec<usize>>);

impl Call for Counts {
    fn get<R: Reply>(&self, _: Id, reply: &mut R) -> Result<usize, Refusal> {
        let reply = reply.room();
        let count = self.0.borrow_mut().pop().unwrap_or(0);
        match reply.len() / R::UNIT {
            0 => Ok(count * R::UNIT),
            room if room < count => Err(Refusal { code: 22, length: room }),
            _ => {
                for instruction in reply.chunks_mut(8).take(count) {
                    instruction.copy_from_slice(&[6, 0, 0, 0, 0, 0, 0, 0]);
                }
                if !cfg!(target_endian = "little") {
                    reply.chunks_mut(8).for_each(|instruction| instruction.swap(0, 1));
                }
                Ok(count * R::UNIT)
            }
        }
    }

    fn set(&self, _: Id, _: &[u8]) -> Result<(), i32> {
        Err(1)
    }
}

#[test]
fn a_filter_is_read_by_count() {
    let read =
        |counts: &[usize]| get::<ProgramBack>(&Counts(RefCell::new(counts.to_vec())), Id::TEST);
    assert_eq!(read(&[0]), Ok(None));
    assert_eq!(read(&[1, 1]).map(|filter| filter.map(|filter| filter.len())), Ok(Some(1)));
    assert_eq!(read(&[9, 1]), Err(Fault::os(22)), "it grew between the calls");
    assert_eq!(read(&[usize::MAX / 8]).map_err(|fault| fault.kind()), Err(ErrorKind::LongReply));
}

/// A kernel that refuses a buffer longer than the address, as for SO_PEERNAME.
struct Exact(Vec<u8>);

impl Call for Exact {
    fn get<R: Reply>(&self, _: Id, reply: &mut R) -> Result<usize, Refusal> {
        let reply = reply.room();
        match self.0.get(..reply.len()) {
            None => Err(Refusal { code: 22, length: reply.len() }),
            Some(bytes) => {
                reply.copy_from_slice(bytes);
                Ok(reply.len())
            }
        }
    }

    fn set(&self, _: Id, _: &[u8]) -> Result<(), i32> {
        Err(1)
    }
}

#[test]
fn an_address_is_read_whole_whatever_its_length() {
    for length in 2..=128 {
        let bytes: Vec<u8> = (0..length).map(|byte| byte as u8 | 0x80).collect();
        let mut reply = Stepping::empty();
        assert_eq!(fill(&Exact(bytes.clone()), Id::TEST, &mut reply), Ok(length));
        assert_eq!(reply.room(), bytes);
    }
    let mut reply = Stepping::empty();
    assert_eq!(fill(&Exact(vec![]), Id::TEST, &mut reply), Err(Fault::os(22)));
}

/// A kernel that says how much room it needs, as for SO_PEERGROUPS.
struct Needs(Vec<u8>);

impl Call for Needs {
    fn get<R: Reply>(&self, _: Id, reply: &mut R) -> Result<usize, Refusal> {
        let reply = reply.room();
        match reply.get_mut(..self.0.len()) {
            None => Err(Refusal { code: 34, length: self.0.len() }),
            Some(to) => {
                to.copy_from_slice(&self.0);
                Ok(self.0.len())
            }
        }
    }

    fn set(&self, _: Id, _: &[u8]) -> Result<(), i32> {
        Err(1)
    }
}

#[test]
fn a_list_is_read_whole() {
    for count in [0, 1, 16, 17, 1000] {
        let groups: Vec<u32> = (0..count).collect();
        let bytes = groups.iter().flat_map(|group| group.to_ne_bytes()).collect();
        assert_eq!(get::<List<U32>>(&Needs(bytes), Id::TEST), Ok(groups));
    }
    assert_eq!(got::<List<U32>>(&[0; 6]), Err(ErrorKind::ShortReply));
    assert_eq!(printed::<List<U32>>(&vec![1, 2]), "1,2");
    assert_eq!(<List<U32> as Codec>::parse("none"), Ok(vec![]));
    let endless = Fake { fails: Some(34), claim: usize::MAX, ..Fake::default() };
    assert!(get::<List<U32>>(&endless, Id::TEST).is_err(), "a kernel that asks for too much");
}

#[test]
fn a_label_loses_the_nul_at_its_end() {
    assert_eq!(got::<Label>(b"system_u:object_r\0").as_deref(), Ok("system_u:object_r"));
    assert_eq!(got::<Label>(b"unconfined").as_deref(), Ok("unconfined"));
    assert_eq!(got::<Label>(&[0xff]), Err(ErrorKind::BadReply));
}

#[test]
fn options_without_a_value_send_their_int() {
    assert_eq!(sent::<NoValue>(()), Ok(vec![0; 4]));
    assert_eq!(sent::<NoValue<1>>(()), Ok(1i32.to_ne_bytes().to_vec()));
    assert!(<NoValue as Codec>::parse("on").is_err());
}

#[test]
fn a_failing_call_gives_its_number() {
    let fake = Fake { fails: Some(92), ..Fake::default() };
    assert_eq!(get::<Flag>(&fake, Id::TEST), Err(Fault::os(92)));
    assert_eq!(set::<Flag>(&fake, Id::TEST, &true), Err(Fault::os(92)));
}

/// Whatever the kernel writes and claims to have written, the codec gives a value or
/// a fault; and a value that it gives is printed so that it can be read back.
fn holds<C: Decode>(bytes: &[u8], claim: usize) -> Result<(), TestCaseError>
where
    C::Value: PartialEq + Debug,
{
    let fake = Fake { bytes: bytes.to_vec(), claim, ..Fake::default() };
    if let Ok(value) = get::<C>(&fake, Id::TEST) {
        let text = printed::<C>(&value);
        prop_assert_eq!(C::parse(&text), Ok(value), "{}", text);
    }
    Ok(())
}

macro_rules! hold {
    ($bytes:expr, $claim:expr, $($codec:ty),* $(,)?) => {
        $(holds::<$codec>($bytes, $claim)?;)*
    };
}

proptest! {
    #[test]
    fn any_reply_is_a_value_or_a_fault(
        bytes in proptest::collection::vec(any::<u8>(), 0..160),
        claim in prop_oneof![0..160usize, Just(usize::MAX)],
    ) {
        hold!(&bytes, claim, Flag, Flag<u8>, Int<u8>, Int<i32>, U32, U64, Size, Rate, Secs, Millis, Micros);
        hold!(&bytes, claim, TimeVal, Linger, OrNone<Secs, -1>, OrNone<IfIndex<BigEndian>, 0>);
        hold!(&bytes, claim, Named<Domain>, Bits<BufLock>, List<U32>, Stamping);
        hold!(&bytes, claim, Record<MemInfo, 36>, Record<TxTime, 8>, OrAbsent<PeerCred, 12>);
        hold!(&bytes, claim, Ip<Ipv4Addr>, Ip<Ipv6Addr>, MulticastIf, SocketAddress);
        // Filters and names have rules of their own on what they are: no panic will do.
        let fake = Fake { bytes, claim, ..Fake::default() };
        let _ = get::<ProgramBack>(&fake, Id::TEST);
        let _ = get::<Text>(&fake, Id::TEST);
        let _ = get::<Label>(&fake, Id::TEST);
        let _ = get::<PeerName>(&fake, Id::TEST);
    }

    #[test]
    fn any_time_is_honoured_or_refused(secs in prop_oneof![0..100_000u64, any::<u64>()], nanos in 0..1_000_000_000u32) {
        let asked = Duration::new(secs, nanos);
        let back = |bytes: Vec<u8>| got::<Secs>(&bytes);
        if let Ok(bytes) = sent::<Secs>(asked) {
            prop_assert!(back(bytes)? >= asked);
        } else {
            prop_assert!(asked > Duration::from_secs(i32::MAX as u64));
        }
        if let Ok(bytes) = sent::<TimeVal>(Some(asked)) {
            let granted = got::<TimeVal>(&bytes)?;
            prop_assert!(granted >= Some(asked) && granted < Some(asked + Duration::from_micros(1)));
        }
        if let Ok(bytes) = sent::<Linger>(Some(asked)) {
            prop_assert!(got::<Linger>(&bytes)? >= Some(asked));
        }
        if let Ok(bytes) = sent::<OrNone<Micros<1>, 0>>(Some(asked)) {
            prop_assert!(got::<OrNone<Micros<1>, 0>>(&bytes)? >= Some(asked));
        }
    }

    #[test]
    fn any_number_comes_back_or_is_refused(value: u64) {
        if let Ok(bytes) = sent::<U64>(value) {
            prop_assert_eq!(got::<U64>(&bytes)?, value);
        }
        match sent::<Size>(value as usize) {
            Ok(bytes) => prop_assert_eq!(got::<Size>(&bytes)?, value as usize),
            Err(_) => prop_assert!(value as usize > i32::MAX as usize),
        }
        match sent::<Rate>(Some(value)) {
            Ok(bytes) => prop_assert_eq!(got::<Rate>(&bytes)?, Some(value)),
            Err(_) => prop_assert!(value >= usize::MAX as u64),
        }
    }

    #[test]
    fn any_address_comes_back(v4: u32, v6: u128) {
        let (v4, v6) = (Ipv4Addr::from(v4), Ipv6Addr::from(v6));
        prop_assert_eq!(got::<Ip<Ipv4Addr>>(&sent::<Ip<Ipv4Addr>>(v4)?)?, v4);
        prop_assert_eq!(got::<Ip<Ipv6Addr>>(&sent::<Ip<Ipv6Addr>>(v6)?)?, v6);
        prop_assert_eq!(sent::<Ip<Ipv6Addr>>(v6)?, v6.octets());
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,40}") {
        let _ = <Stamping as Codec>::parse(&text);
        let _ = <Record<PeerCred, 12> as Codec>::parse(&text);
        let _ = <Bits<TimestampingFlags> as Codec>::parse(&text);
        let _ = <SocketAddress as Codec>::parse(&text);
        let _ = <Program as Codec>::parse(&text);
        let _ = <List<U32> as Codec>::parse(&text);
        let _ = <Linger as Codec>::parse(&text);
    }
}
