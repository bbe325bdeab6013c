//! Structures: scalars one after another, without gaps.

use core::fmt;
use core::marker::PhantomData;

use super::{by_value, Aligned, Answer, Codec, Decode, Encode, Inline, Padded};
use crate::error::Fault;
use crate::opt::Id;

/// A structure whose fields are scalars, one after another.
///
/// Declared with the crate's `record!`, which writes all of this.
///
/// Or by hand, for a structure that the crate does not have (here, one that it has, as it lies):
///
/// ```
/// use core::fmt;
/// use sockopt::codec::{Codec, Fault, Fields, Int, Record};
/// use sockopt::{Domain, Opt, Socket, Type, SO_LINGER};
///
/// /// `struct linger`, in which the time stands even if it is off.
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// struct RawLinger {
///     on: i32,
///     secs: i32,
/// }
///
/// impl Fields for RawLinger {
///     const SIZE: usize = 8;
///     const NAMES: &'static [&'static str] = &["on", "secs"];
///
///     fn read(bytes: &[u8]) -> Result<RawLinger, Fault> {
///         let [a, b, c, d, e, f, g, h] = bytes.try_into().map_err(|_| Fault::BAD_REPLY)?;
///         let (on, secs) = ([a, b, c, d], [e, f, g, h]);
///         Ok(RawLinger { on: i32::from_ne_bytes(on), secs: i32::from_ne_bytes(secs) })
///     }
///
///     fn write(&self, bytes: &mut [u8]) -> Result<(), Fault> {
///         let (on, secs) = bytes.split_at_mut(4);
///         on.copy_from_slice(&self.on.to_ne_bytes());
///         secs.copy_from_slice(&self.secs.to_ne_bytes());
///         Ok(())
///     }
///
///     fn print(&self, index: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         write!(f, "{}", if index == 0 { self.on } else { self.secs })
///     }
///
///     fn parse<'a>(
///         field: impl Fn(&str) -> Result<&'a str, Fault>,
///     ) -> Result<RawLinger, Fault> {
///         let int = <Int<i32> as Codec>::parse;
///         Ok(RawLinger { on: int(field("on")?)?, secs: int(field("secs")?)? })
///     }
/// }
///
/// # #[cfg(target_os = "linux")] {
/// // SAFETY: two ints, by socket(7).
/// let option: Opt<Record<RawLinger, 8>> =
///     unsafe { Opt::new(SO_LINGER.level(), SO_LINGER.number()) };
/// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
/// socket.set(option, RawLinger { on: 1, secs: 5 })?;
/// assert_eq!(socket.get(option)?, RawLinger { on: 1, secs: 5 });
/// # }
/// assert!(<Record<RawLinger, 8> as Codec>::parse("secs=5 on=0").is_ok());
/// # std::io::Result::Ok(())
/// ```
pub trait Fields: Copy {
    /// How many bytes all fields have.
    const SIZE: usize;
    /// The fields' names.
    const NAMES: &'static [&'static str];

    /// The structure in as many bytes.
    fn read(bytes: &[u8]) -> Result<Self, Fault>;
    /// Writes the structure to as many bytes.
    fn write(&self, bytes: &mut [u8]) -> Result<(), Fault>;
    /// Prints field `index`.
    fn print(&self, index: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// The structure from the texts of its fields, asked for by name.
    fn parse<'a>(field: impl Fn(&str) -> Result<&'a str, Fault>) -> Result<Self, Fault>;

    /// As [`Encode`]'s.
    #[doc(hidden)]
    #[inline]
    fn place(&self, id: Id) -> Id {
        id
    }
}

/// A structure of `SIZE` bytes. Text: `pid=12 uid=0 gid=0`.
///
/// ```
/// use sockopt::codec::{Codec, Fault, Record};
/// use sockopt::DmabufToken;
///
/// type Token = Record<DmabufToken, 8>;
/// let token = DmabufToken { token_start: 1, token_count: 4 };
/// assert_eq!(Token::parse("token_count=4 token_start=1"), Ok(token)); // in any order
/// assert_eq!(Token::parse("token_start=1"), Err(Fault::BAD_TEXT)); // but none left out
/// ```
#[derive(Debug)]
pub struct Record<T, const SIZE: usize>(PhantomData<fn() -> T>);

impl<T: Fields, const SIZE: usize> Record<T, SIZE> {
    /// That the size in the row is the size of the fields.
    const FITS: () = assert!(T::SIZE == SIZE, "the record has another size");
}

impl<T: Fields, const SIZE: usize> Codec for Record<T, SIZE> {
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

/// Prints a structure's fields: `pid=1 uid=0`.
pub(super) fn print_fields(
    names: &[&str],
    between: &str,
    f: &mut fmt::Formatter<'_>,
    mut value: impl FnMut(usize, &mut fmt::Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    for (index, name) in names.iter().enumerate() {
        write!(f, "{}{name}=", if index == 0 { "" } else { between })?;
        value(index, f)?;
    }
    Ok(())
}

/// The texts of a structure's fields, by name. Each field is there once, and no other.
pub(super) fn fields_in<'a>(
    names: &[&str],
    text: &'a str,
) -> Result<impl Fn(&str) -> Result<&'a str, Fault>, Fault> {
    let pairs = move || text.split_whitespace().map(|part| part.split_once('='));
    let known = |pair| matches!(pair, Some((name, _)) if names.contains(&name));
    if pairs().count() != names.len() || !pairs().all(known) {
        return Err(Fault::BAD_TEXT);
    }
    Ok(move |name: &str| {
        let found = pairs().flatten().find(|pair| pair.0 == name);
        found.map(|pair| pair.1).ok_or(Fault::BAD_TEXT)
    })
}

impl<T: Fields, const SIZE: usize> Decode for Record<T, SIZE> {
    type Reply = Aligned<SIZE>;

    #[inline]
    fn decode(answer: Answer<'_>) -> Result<T, Fault> {
        let () = Self::FITS;
        T::read(answer.exactly::<SIZE>()?)
    }
}

impl<T: Fields, const SIZE: usize> Encode for Record<T, SIZE> {
    type Bytes<'a> = Aligned<SIZE>;

    by_value!();

    #[inline]
    fn encode(arg: &T) -> Result<Aligned<SIZE>, Fault> {
        let () = Self::FITS;
        let mut bytes = Aligned([0; SIZE]);
        arg.write(&mut bytes.0)?;
        Ok(bytes)
    }

    #[inline]
    fn place(arg: &T, id: Id) -> Id {
        arg.place(id)
    }
}

/// A structure of which one value means that there is none.
///
/// ```
/// use sockopt::codec::Absent;
/// use sockopt::PeerCred;
///
/// // What Linux answers where nobody is at the other end; OrAbsent makes `None` of it.
/// assert!(PeerCred { pid: None, uid: u32::MAX, gid: u32::MAX }.is_absent());
/// // A peer in another PID namespace has no number here, but it is there.
/// assert!(!PeerCred { pid: None, uid: 0, gid: 0 }.is_absent());
/// ```
pub trait Absent {
    /// Whether this is that value.
    fn is_absent(&self) -> bool;
}

/// A [`Record`] that may be absent. Text: `none`, or the record's.
///
/// ```
/// use sockopt::codec::OrAbsent;
/// use sockopt::{Domain, Get, Opt, PeerCred, Socket, Type};
///
/// # #[cfg(target_os = "linux")] {
/// let option: Opt<OrAbsent<PeerCred, 12>, Get> = sockopt::SO_PEERCRED;
/// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
/// assert_eq!(socket.get(option)?, None); // TCP tells nothing of who the peer is
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct OrAbsent<T, const SIZE: usize>(PhantomData<fn() -> T>);

impl<T: Fields + Absent, const SIZE: usize> Codec for OrAbsent<T, SIZE> {
    type Value = Option<T>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or ")?;
        Record::<T, SIZE>::expects(f)
    }

    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match value {
            None => f.write_str("none"),
            Some(value) => Record::<T, SIZE>::print(value, f),
        }
    }

    fn parse(text: &str) -> Result<Self::Value, Fault> {
        match text {
            "none" => Ok(None),
            text => Record::<T, SIZE>::parse(text).map(Some),
        }
    }
}

impl<T: Fields + Absent, const SIZE: usize> Decode for OrAbsent<T, SIZE> {
    type Reply = Aligned<SIZE>;

    #[inline]
    fn decode(answer: Answer<'_>) -> Result<Self::Value, Fault> {
        let value = Record::<T, SIZE>::decode(answer)?;
        if value.is_absent() {
            return Ok(None);
        }
        Ok(Some(value))
    }
}

/// `LEAST` to `MOST` structures of `SIZE` bytes, one after another, of which `ROOM` is the bytes. What is left of
/// `SIZE` behind a structure's fields is zero.
///
/// Text: records, with commas; `none` for none.
///
/// ```
/// use sockopt::codec::{Encode, Fault, Records};
/// use sockopt::DmabufToken;
///
/// type UpToTwo = Records<DmabufToken, 8, 2, 16>;
/// let token = DmabufToken { token_start: 1, token_count: 4 };
/// assert_eq!(UpToTwo::encode(&[token].as_slice())?.as_ref().len(), 8);
/// assert_eq!(UpToTwo::encode(&[token; 3].as_slice()).err(), Some(Fault::OUT_OF_RANGE));
/// assert_eq!(UpToTwo::encode(&[].as_slice()).err(), Some(Fault::OUT_OF_RANGE));
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct Records<
    T,
    const SIZE: usize,
    const MOST: usize,
    const ROOM: usize,
    const LEAST: usize = 1,
>(PhantomData<fn() -> T>);

impl<T: Fields, const SIZE: usize, const MOST: usize, const ROOM: usize, const LEAST: usize>
    Records<T, SIZE, MOST, ROOM, LEAST>
{
    const FITS: () = assert!(T::SIZE <= SIZE && SIZE * MOST == ROOM, "the records do not fit");
}

impl<T: Fields, const SIZE: usize, const MOST: usize, const ROOM: usize, const LEAST: usize> Codec
    for Records<T, SIZE, MOST, ROOM, LEAST>
{
    type Value = Vec<T>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if LEAST == 0 {
            f.write_str("none, or ")?;
        }
        write!(f, "{} to {MOST}, with commas, of ", LEAST.max(1))?;
        Record::<T, SIZE>::expects(f)
    }

    fn print(value: &Vec<T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if value.is_empty() {
            return f.write_str("none");
        }
        for (index, record) in value.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { "," })?;
            Record::<T, SIZE>::print(record, f)?;
        }
        Ok(())
    }

    fn parse(text: &str) -> Result<Vec<T>, Fault> {
        if text == "none" && LEAST == 0 {
            return Ok(Vec::new());
        }
        text.split(',').map(Record::<T, SIZE>::parse).collect()
    }
}

impl<T: Fields, const SIZE: usize, const MOST: usize, const ROOM: usize, const LEAST: usize> Encode
    for Records<T, SIZE, MOST, ROOM, LEAST>
where
    T: 'static,
{
    type Arg<'a> = &'a [T];
    type Bytes<'a> = Inline<ROOM>;

    fn lend(value: &Vec<T>) -> &[T] {
        value
    }

    fn encode(arg: &&[T]) -> Result<Inline<ROOM>, Fault> {
        let () = Self::FITS;
        if arg.len() < LEAST || arg.len() > MOST {
            return Err(Fault::OUT_OF_RANGE);
        }
        let mut bytes = [0; ROOM];
        for (record, bytes) in arg.iter().zip(bytes.chunks_exact_mut(SIZE)) {
            record.write(bytes)?;
        }
        Ok(Inline::new(bytes, arg.len() * SIZE))
    }
}

impl<T: Fields, const SIZE: usize, const MOST: usize, const ROOM: usize, const LEAST: usize> Decode
    for Records<T, SIZE, MOST, ROOM, LEAST>
{
    type Reply = Padded<ROOM>;

    fn decode(answer: Answer<'_>) -> Result<Vec<T>, Fault> {
        let () = Self::FITS;
        let records = answer.bytes().chunks_exact(SIZE);
        if !records.remainder().is_empty() {
            return Err(Fault::SHORT_REPLY);
        }
        records
            .map(|bytes| bytes.get(..T::SIZE).ok_or(Fault::BAD_REPLY).and_then(T::read))
            .collect()
    }
}

/// The text of a structure, by that of its fields: two functions of its `Fields`, or `Extended`; and which of a trait's
/// functions print a field and read it.
macro_rules! texts {
    ($type:ident by $by:ident $print:ident $parse:ident { $($field:ident as $codec:ty,)* }) => {
        fn print(&self, index: usize, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            let mut at = 0;
            $(
                if index == at {
                    return <$codec as $crate::codec::$by>::$print(&self.$field, f);
                }
                at += 1;
            )*
            let _ = at;
            Ok(())
        }

        fn parse<'a>(
            field: impl Fn(&str) -> Result<&'a str, $crate::codec::Fault>,
        ) -> Result<$type, $crate::codec::Fault> {
            Ok($type {
                $($field: <$codec as $crate::codec::$by>::$parse(field(stringify!($field))?)?),*
            })
        }
    };
}
pub(crate) use texts;

/// Declares a structure for [`Record`]: each field with its type and its codec,
/// in the order of the bytes.
macro_rules! record {
    ($(#[$type_doc:meta])* $vis:vis struct $type:ident {
        $($(#[$doc:meta])* $field_vis:vis $field:ident: $ty:ty as $codec:ty,)*
    }) => {
        $(#[$type_doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        $vis struct $type {
            $($(#[$doc])* $field_vis $field: $ty,)*
        }

        #[allow(dead_code)] // which only tests look at
        impl $type {
            /// Where each field lies in the system's structure: its name, its place, its size in bytes.
            #[doc(hidden)]
            $vis const PLACES: &'static [(&'static str, usize, usize)] = {
                let mut end = 0;
                &[$({
                    let size = core::mem::size_of::<$crate::codec::WireOf<$codec>>();
                    end += size;
                    (stringify!($field), end - size, size)
                }),*]
            };
        }

        impl $crate::codec::Fields for $type {
            const SIZE: usize = 0 $(+ core::mem::size_of::<$crate::codec::WireOf<$codec>>())*;
            const NAMES: &'static [&'static str] = &[$(stringify!($field)),*];

            #[inline]
            fn read(bytes: &[u8]) -> Result<$type, $crate::codec::Fault> {
                $(
                    let (field, bytes) = $crate::codec::split::<$codec>(bytes)?;
                    let $field: $ty = field;
                )*
                let _ = bytes;
                Ok($type { $($field),* })
            }

            #[inline]
            fn write(&self, bytes: &mut [u8]) -> Result<(), $crate::codec::Fault> {
                $(let bytes = $crate::codec::join::<$codec>(self.$field, bytes)?;)*
                let _ = bytes;
                Ok(())
            }

            $crate::codec::texts! { $type by Codec print parse { $($field as $codec,)* } }
        }
    };
}
pub(crate) use record;
