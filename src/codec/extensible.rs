//! Structures that newer kernels make longer.

use core::fmt;
use core::marker::PhantomData;
use core::mem::size_of;

use super::record::{fields_in, print_fields};
use super::{Answer, Codec, Decode, Padded, Scalar, Wire, WireOf};
use crate::error::Fault;

/// A structure that newer kernels make longer: what lies behind the end of an answer is `None`.
///
/// Each field has its place of its own.
///
/// ```
/// use core::fmt;
/// use sockopt::codec::{Codec, Extended, Extensible, Fault, OrOlder, Place, U32, U64};
/// use sockopt::{Get, Opt, Socket};
///
/// /// Two fields of `struct tcp_info`.
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// struct Sent {
///     mss: u32,
///     bytes: Option<u64>, // which Linux tells since 4.19
/// }
///
/// impl Extended for Sent {
///     const LEAST: usize = 104;
///     const NAMES: &'static [&'static str] = &["mss", "bytes"];
///
///     fn read(bytes: &[u8]) -> Result<Sent, Fault> {
///         Ok(Sent { mss: U32::at(bytes, 16)?, bytes: OrOlder::<U64>::at(bytes, 200)? })
///     }
///
///     fn print(&self, index: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         match index {
///             0 => U32::put(&self.mss, f),
///             _ => OrOlder::<U64>::put(&self.bytes, f),
///         }
///     }
///
///     fn parse<'a>(field: impl Fn(&str) -> Result<&'a str, Fault>) -> Result<Sent, Fault> {
///         let bytes = OrOlder::<U64>::of(field("bytes")?)?;
///         Ok(Sent { mss: U32::of(field("mss")?)?, bytes })
///     }
/// }
///
/// # #[cfg(target_os = "linux")] {
/// // SAFETY: plain bytes, cut to the length that is asked for, by `tcp_get_info`.
/// const TCP_INFO: Opt<Extensible<Sent, 208>, Get> = unsafe { Opt::new(6, 11) };
/// let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
/// assert!(Socket::from(&listener).get(TCP_INFO)?.bytes.unwrap_or(0) == 0);
/// # }
/// let old = Sent { mss: 1460, bytes: None };
/// assert_eq!(<Extensible<Sent, 208> as Codec>::parse("mss=1460 bytes=none"), Ok(old));
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct Extensible<T, const SIZE: usize>(PhantomData<fn() -> T>);

/// A structure for [`Extensible`], which shows how to implement it.
pub trait Extended: Sized {
    /// How many bytes each kernel gives.
    const LEAST: usize;
    /// The fields' names.
    const NAMES: &'static [&'static str];

    /// The structure in the bytes that the kernel gave: [`LEAST`](Extended::LEAST) of them, or more.
    fn read(bytes: &[u8]) -> Result<Self, Fault>;
    /// Prints field `index`.
    fn print(&self, index: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// The structure from the texts of its fields, asked for by name.
    fn parse<'a>(field: impl Fn(&str) -> Result<&'a str, Fault>) -> Result<Self, Fault>;
}

impl<T: Extended, const SIZE: usize> Codec for Extensible<T, SIZE> {
    type Value = T;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print_fields(T::NAMES, " ", f, |_, f| f.write_str("…"))
    }

    fn print(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print_fields(T::NAMES, " ", f, |index, f| value.print(index, f))
    }

    fn parse(text: &str) -> Result<T, Fault> {
        T::parse(fields_in(T::NAMES, text)?)
    }
}

impl<T: Extended, const SIZE: usize> Decode for Extensible<T, SIZE> {
    type Reply = Padded<SIZE>;

    fn decode(answer: Answer<'_>) -> Result<T, Fault> {
        if answer.bytes().len() < T::LEAST {
            return Err(Fault::SHORT_REPLY);
        }
        T::read(answer.bytes())
    }
}

/// A field of an [`Extended`] structure, which has a place of its own.
///
/// Each [`Scalar`] codec is one, that must be there; [`OrOlder`] and [`NoneOrOlder`] may lack.
///
/// ```
/// use sockopt::codec::{Fault, OrOlder, Place, U32};
///
/// let bytes = 7u32.to_ne_bytes();
/// assert_eq!(U32::at(&bytes, 0), Ok(7));
/// assert_eq!(U32::at(&bytes, 4), Err(Fault::SHORT_REPLY));
/// assert_eq!(OrOlder::<U32>::at(&bytes, 4), Ok(None));
/// ```
pub trait Place {
    /// The Rust type.
    type Value;
    /// How many bytes it has.
    const SIZE: usize;

    /// The value at a place in some bytes.
    fn at(bytes: &[u8], place: usize) -> Result<Self::Value, Fault>;
    /// As [`Codec::print`].
    fn put(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// As [`Codec::parse`].
    fn of(text: &str) -> Result<Self::Value, Fault>;
}

/// The bytes of a field, if they are there.
fn field<C: Scalar>(bytes: &[u8], place: usize) -> Option<&[u8]> {
    bytes.get(place..)?.get(..size_of::<WireOf<C>>())
}

impl<C: Scalar> Place for C {
    type Value = C::Value;
    const SIZE: usize = size_of::<WireOf<C>>();

    #[inline]
    fn at(bytes: &[u8], place: usize) -> Result<C::Value, Fault> {
        let bytes = field::<C>(bytes, place).ok_or(Fault::SHORT_REPLY)?;
        C::from_raw(C::Wire::unpack(bytes)?)
    }

    fn put(value: &C::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <C as Scalar>::print(value, f)
    }

    fn of(text: &str) -> Result<C::Value, Fault> {
        <C as Scalar>::parse(text)
    }
}

/// A field that older kernels do not have: `None` on those. Text: `none`, or the other's.
///
/// ```
/// use sockopt::codec::{OrOlder, Place, Secs};
///
/// assert_eq!(OrOlder::<Secs>::at(&[], 8), Ok(None));
/// assert_eq!(OrOlder::<Secs>::of("none"), Ok(None));
/// // Where the older structure ended in a gap: it has no such field if it has less than 16 bytes.
/// assert_eq!(OrOlder::<Secs, 16>::at(&[0; 12], 8), Ok(None));
/// ```
#[derive(Debug)]
pub struct OrOlder<C, const LEAST: usize = 0>(PhantomData<fn() -> C>);

impl<C: Scalar, const LEAST: usize> Place for OrOlder<C, LEAST> {
    type Value = Option<C::Value>;
    const SIZE: usize = <C as Place>::SIZE;

    #[inline]
    fn at(bytes: &[u8], place: usize) -> Result<Self::Value, Fault> {
        match field::<C>(bytes, place).filter(|_| bytes.len() >= LEAST) {
            Some(bytes) => C::from_raw(C::Wire::unpack(bytes)?).map(Some),
            None => Ok(None),
        }
    }

    fn put(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match value {
            Some(value) => <C as Scalar>::print(value, f),
            None => f.write_str("none"),
        }
    }

    fn of(text: &str) -> Result<Self::Value, Fault> {
        match text {
            "none" => Ok(None),
            text => <C as Scalar>::parse(text).map(Some),
        }
    }
}

/// As [`OrOlder`], for a codec that has a `None` of its own: one `None` stands for both.
///
/// ```
/// use sockopt::codec::{NoneOrOlder, OrNone, Place, U32};
///
/// type Limit = NoneOrOlder<OrNone<U32, 0>>;
/// assert_eq!(Limit::at(&[0; 4], 0), Ok(None)); // no limit
/// assert_eq!(Limit::at(&[0; 4], 4), Ok(None)); // not told
/// ```
#[derive(Debug)]
pub struct NoneOrOlder<C>(PhantomData<fn() -> C>);

impl<T, C: Scalar<Value = Option<T>>> Place for NoneOrOlder<C> {
    type Value = Option<T>;
    const SIZE: usize = <C as Place>::SIZE;

    #[inline]
    fn at(bytes: &[u8], place: usize) -> Result<Option<T>, Fault> {
        match field::<C>(bytes, place) {
            Some(bytes) => C::from_raw(C::Wire::unpack(bytes)?),
            None => Ok(None),
        }
    }

    fn put(value: &Option<T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <C as Scalar>::print(value, f)
    }

    fn of(text: &str) -> Result<Option<T>, Fault> {
        <C as Scalar>::parse(text)
    }
}

/// Declares a structure for [`Extensible`]: each field with its type, its codec and its place.
macro_rules! extended {
    ($(#[$type_doc:meta])* pub struct $type:ident of $least:literal {
        $($(#[$doc:meta])* $field:ident: $ty:ty as $codec:ty, at $place:literal;)*
    }) => {
        $(#[$type_doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub struct $type {
            $($(#[$doc])* pub $field: $ty,)*
        }

        impl $type {
            /// Where each field lies in the system's structure: its name, its place, its size in bytes.
            #[doc(hidden)]
            pub const PLACES: &'static [(&'static str, usize, usize)] = &[
                $((stringify!($field), $place, <$codec as $crate::codec::Place>::SIZE)),*
            ];
        }

        impl $crate::codec::Extended for $type {
            const LEAST: usize = $least;
            const NAMES: &'static [&'static str] = &[$(stringify!($field)),*];

            fn read(bytes: &[u8]) -> Result<$type, $crate::codec::Fault> {
                Ok($type { $($field: <$codec as $crate::codec::Place>::at(bytes, $place)?),* })
            }

            $crate::codec::texts! { $type by Place put of { $($field as $codec,)* } }
        }
    };
}
pub(crate) use extended;

/// `COUNT` bits of a byte, behind the first `SKIP`, as C lays them out: from the lowest on
/// little-endian machines, from the highest on others.
///
/// ```
/// use sockopt::codec::{Int, Place, SubByte};
///
/// type First = Int<u8, 0, 15, SubByte<0, 4>>;
/// let byte = if cfg!(target_endian = "little") { 0x73 } else { 0x37 };
/// assert_eq!(First::at(&[byte], 0), Ok(3));
/// ```
#[derive(Debug)]
pub enum SubByte<const SKIP: u32, const COUNT: u32> {}

impl<const SKIP: u32, const COUNT: u32> SubByte<SKIP, COUNT> {
    const SHIFT: u32 = {
        assert!(COUNT > 0 && SKIP + COUNT <= 8, "a byte has eight bits");
        if cfg!(target_endian = "little") {
            SKIP
        } else {
            8 - SKIP - COUNT
        }
    };
    const MASK: i128 = (1 << COUNT) - 1;
}

impl<const SKIP: u32, const COUNT: u32> Wire for SubByte<SKIP, COUNT> {
    type Bytes = [u8; 1];

    fn pack(raw: i128) -> Option<[u8; 1]> {
        let fits = (0..=Self::MASK).contains(&raw);
        u8::try_from(raw << Self::SHIFT).ok().filter(|_| fits).map(|byte| [byte])
    }

    fn unpack(reply: &[u8]) -> Result<i128, Fault> {
        Ok(u8::unpack(reply)? >> Self::SHIFT & Self::MASK)
    }
}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use super::*;
    use crate::codec::{Hex, Printed};
    use crate::values::TcpInfo;

    type Info = Extensible<TcpInfo, 280>;

    fn put(bytes: &mut [u8; 280], place: usize, value: &[u8]) {
        for (to, from) in bytes.iter_mut().skip(place).zip(value) {
            *to = *from;
        }
    }

    /// An answer of so many of the bytes.
    fn got(bytes: &[u8; 280], length: usize) -> Result<TcpInfo, Fault> {
        Info::decode(Answer::new(bytes, length)?)
    }

    #[test]
    fn a_structure_that_grows_is_read_as_far_as_it_goes() -> Result<(), Fault> {
        let mut bytes = [0; 280];
        put(&mut bytes, 68, &1500u32.to_ne_bytes());
        put(&mut bytes, 120, &7u64.to_ne_bytes());
        put(&mut bytes, 272, &9u32.to_ne_bytes());
        assert_eq!(got(&bytes, 103), Err(Fault::SHORT_REPLY));
        let old = got(&bytes, 104)?;
        assert_eq!((old.rtt, old.bytes_acked), (Duration::from_micros(1500), None));
        // In the middle of a field, which is then not there.
        assert_eq!(got(&bytes, 127)?.bytes_acked, None);
        let newer = got(&bytes, 128)?;
        assert_eq!((newer.bytes_acked, newer.bytes_received), (Some(7), None));
        let all = got(&bytes, 280)?;
        assert_eq!((all.bytes_acked, all.received_ce_bytes), (Some(7), Some(9)));
        for info in [old, newer, all] {
            assert_eq!(Info::parse(&Printed::<Info>(&info).to_string()), Ok(info));
        }
        // A kernel that claims to have written more than there was room for.
        assert_eq!(got(&bytes, 281), Err(Fault::LONG_REPLY));
        Ok(())
    }

    #[test]
    fn bits_of_a_byte_lie_as_in_c() {
        let little = cfg!(target_endian = "little");
        let byte = [if little { 0b0110_1001 } else { 0b1001_0110 }];
        assert_eq!(<SubByte<0, 4>>::unpack(&byte), Ok(0b1001));
        assert_eq!(<SubByte<4, 4>>::unpack(&byte), Ok(0b0110));
        assert_eq!(<SubByte<0, 1>>::unpack(&byte), Ok(1));
        assert_eq!(<SubByte<4, 4>>::pack(6), Some([if little { 0x60 } else { 0x06 }]));
        assert_eq!(<SubByte<4, 4>>::pack(16), None);
        assert_eq!(<SubByte<4, 4>>::pack(-1), None);
    }

    #[test]
    fn bytes_are_written_in_hexadecimal() {
        assert_eq!(Printed::<Hex>(&vec![0x45, 0, 0xfe]).to_string(), "4500fe");
        assert_eq!(Printed::<Hex>(&vec![]).to_string(), "none");
        assert_eq!(Hex::parse("4500FE"), Ok(vec![0x45, 0, 0xfe]));
        for bad in ["", "4", "4g", "+1", "é"] {
            assert_eq!(Hex::parse(bad), Err(Fault::BAD_TEXT), "{bad}");
        }
    }
}
