//! Values that have names: one of many, or a set.

use core::fmt;
use core::marker::PhantomData;

use bitflags::{Bits as _, Flags};

use super::{Scalar, Wire};
use crate::error::Fault;
use crate::text;

/// A number that has a name in C for each of its values.
///
/// The type keeps numbers that it has no name for, as they are.
///
/// ```
/// use sockopt::codec::{Named, NamedValue};
/// use sockopt::{Get, Opt, Socket};
///
/// /// The state of a connection: the first byte of `struct tcp_info`.
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// struct State(i32);
///
/// impl NamedValue for State {
///     const NAMES: &'static [(&'static str, i32)] = &[("ESTABLISHED", 1), ("LISTEN", 10)];
///
///     fn raw(self) -> i32 {
///         self.0
///     }
///
///     fn from_raw(raw: i32) -> State {
///         State(raw)
///     }
/// }
///
/// # #[cfg(target_os = "linux")] {
/// // SAFETY: plain bytes, cut to the length that is asked for, by `tcp_get_info`.
/// const STATE: Opt<Named<State, u8>, Get> = unsafe { Opt::new(6, 11) };
///
/// let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
/// assert_eq!(Socket::from(&listener).get(STATE)?.name(), Some("LISTEN"));
/// # }
/// assert_eq!(State(6).name(), None); // kept, though this list has no name for it
/// # std::io::Result::Ok(())
/// ```
pub trait NamedValue: Copy + 'static {
    /// The names, each with its number.
    const NAMES: &'static [(&'static str, i32)];

    /// The number.
    fn raw(self) -> i32;
    /// The value of a number, whether it has a name or not.
    fn from_raw(raw: i32) -> Self;

    /// The value's name, if it has one.
    fn name(self) -> Option<&'static str> {
        Self::NAMES.iter().find(|&&(_, raw)| raw == self.raw()).map(|&(name, _)| name)
    }
}

/// A [`NamedValue`]. Text: its name as in C, or its number.
///
/// ```
/// use sockopt::codec::{Codec, Fault, Named};
/// use sockopt::{Get, Opt, Type};
///
/// let _option: Opt<Named<Type>, Get> = sockopt::SO_TYPE;
/// assert_eq!(<Named<Type> as Codec>::parse("SOCK_STREAM"), Ok(Type::STREAM));
/// assert_eq!(<Named<Type> as Codec>::parse("0x4d"), Ok(Type::from_raw(77)));
/// assert_eq!(<Named<Type> as Codec>::parse("sock_stream"), Err(Fault::BAD_TEXT));
/// ```
#[derive(Debug)]
pub struct Named<T, W = i32>(PhantomData<fn() -> (T, W)>);

impl<T: NamedValue, W: Wire> Scalar for Named<T, W> {
    type Value = T;
    type Wire = W;

    #[inline]
    fn to_raw(value: T) -> Result<i128, Fault> {
        Ok(i128::from(value.raw()))
    }

    #[inline]
    fn from_raw(raw: i128) -> Result<T, Fault> {
        i32::try_from(raw).map(T::from_raw).map_err(|_| Fault::BAD_REPLY)
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, or one of ")?;
        print_names(T::NAMES.iter().map(|&(name, _)| name), f)
    }

    fn print(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match value.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "{}", value.raw()),
        }
    }

    fn parse(text: &str) -> Result<T, Fault> {
        if let Some(&(_, raw)) = T::NAMES.iter().find(|&&(name, _)| name == text) {
            return Ok(T::from_raw(raw));
        }
        let raw = text::integer(text).ok_or(Fault::BAD_TEXT)?;
        i32::try_from(raw).map(T::from_raw).map_err(|_| Fault::OUT_OF_RANGE)
    }
}

/// A set of flags. Text: the names joined with `|`, bits without a name in
/// hexadecimal, `none` for no flag.
///
/// ```
/// use sockopt::codec::{Bits, Codec, Fault};
/// use sockopt::BufLock;
///
/// let both = BufLock::SNDBUF | BufLock::RCVBUF;
/// assert_eq!(<Bits<BufLock> as Codec>::parse("SNDBUF | RCVBUF"), Ok(both));
/// // A bit that a newer kernel has is not lost.
/// assert_eq!(<Bits<BufLock> as Codec>::parse("0x10"), Ok(BufLock::from_bits_retain(16)));
/// assert_eq!(<Bits<BufLock> as Codec>::parse("SNDBUF,RCVBUF"), Err(Fault::BAD_TEXT));
/// ```
#[derive(Debug)]
pub struct Bits<F, W = u32>(PhantomData<fn() -> (F, W)>);

impl<F, W> Scalar for Bits<F, W>
where
    F: Flags<Bits = u32> + Copy,
    W: Wire,
{
    type Value = F;
    type Wire = W;

    #[inline]
    fn to_raw(value: F) -> Result<i128, Fault> {
        Ok(i128::from(value.bits()))
    }

    #[inline]
    fn from_raw(raw: i128) -> Result<F, Fault> {
        u32::try_from(raw).map(F::from_bits_retain).map_err(|_| Fault::BAD_REPLY)
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or any of ")?;
        print_names(F::FLAGS.iter().map(|flag| flag.name()), f)?;
        f.write_str(" joined with |")
    }

    fn print(value: &F, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if value.bits() == u32::EMPTY {
            return f.write_str("none");
        }
        let mut names = value.iter_names();
        let mut first = true;
        for (name, _) in names.by_ref() {
            write!(f, "{}{name}", if first { "" } else { "|" })?;
            first = false;
        }
        match names.remaining().bits() {
            0 => Ok(()),
            rest => write!(f, "{}{rest:#x}", if first { "" } else { "|" }),
        }
    }

    fn parse(text: &str) -> Result<F, Fault> {
        let mut bits = 0;
        if text != "none" {
            for part in text.split('|').map(str::trim) {
                bits |= match F::from_name(part) {
                    Some(flag) => flag.bits(),
                    None => text::integer(part)
                        .and_then(|raw| u32::try_from(raw).ok())
                        .ok_or(Fault::BAD_TEXT)?,
                };
            }
        }
        Ok(F::from_bits_retain(bits))
    }
}

fn print_names<'a>(
    names: impl Iterator<Item = &'a str>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    for (index, name) in names.enumerate() {
        write!(f, "{}{name}", if index == 0 { "" } else { ", " })?;
    }
    Ok(())
}

/// Declares a type whose values have names: its constants, and its text.
///
/// A name that not every target has is written with those that do, as in the
/// option table; on the others it is not there.
macro_rules! names {
    ($(#[$type_doc:meta])* pub struct $type:ident {
        $($(#[$doc:meta])* $const:ident = $name:ident $(on $($platform:ident)|+)?;)*
    }) => {
        $(#[$type_doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $type(i32);

        impl $type {
            /// The value of a number, whether it has a name here or not.
            pub const fn from_raw(raw: i32) -> $type {
                $type(raw)
            }

            /// The number that the system knows.
            pub const fn raw(self) -> i32 {
                self.0
            }
        }

        impl $type {
            $($crate::table::on! { any { $($($platform)+)? } [] { $(#[$doc])* }
                // The types differ; no number needs more than 32 bits.
                #[allow(clippy::unnecessary_cast, clippy::cast_possible_truncation)]
                pub const $const: $type = $type($crate::sys::c::$name as i32);
            })*
        }

        impl $crate::codec::NamedValue for $type {
            const NAMES: &'static [(&'static str, i32)] = {
                const COUNT: usize = [$(stringify!($const)),*].len();
                const ALL: [Option<(&str, i32)>; COUNT] = [$({
                    $crate::table::on! { any { $($($platform)+)? } [] {}
                        const HERE: Option<(&str, i32)> =
                            Some((stringify!($name), $type::$const.0));
                    }
                    $crate::table::on! { none { $($($platform)+)? } [] {}
                        const HERE: Option<(&str, i32)> = None;
                    }
                    HERE
                }),*];
                &$crate::codec::present::<COUNT, { $crate::codec::count(&ALL) }>(ALL)
            };

            fn raw(self) -> i32 {
                self.0
            }

            fn from_raw(raw: i32) -> $type {
                $type(raw)
            }
        }

        $crate::codec::text_by!($type, $crate::codec::Named<$type>);
    };
}
pub(crate) use names;

/// How many of the entries are there.
pub(crate) const fn count(all: &[Option<(&str, i32)>]) -> usize {
    let (mut index, mut count) = (0, 0);
    while index < all.len() {
        // A `while` and an index: that is all that `const` has.
        #[allow(clippy::indexing_slicing)]
        if all[index].is_some() {
            count += 1;
        }
        index += 1;
    }
    count
}

/// The entries that are there; `M` is their [`count`].
pub(crate) const fn present<const N: usize, const M: usize>(
    all: [Option<(&'static str, i32)>; N],
) -> [(&'static str, i32); M] {
    let mut out = [("", 0); M];
    let (mut index, mut next) = (0, 0);
    while index < N {
        #[allow(clippy::indexing_slicing)]
        if let Some(entry) = all[index] {
            out[next] = entry;
            next += 1;
        }
        index += 1;
    }
    out
}

/// Gives a type the text of its codec: `Display`, `Debug` and `FromStr`.
macro_rules! text_by {
    ($type:ident, $codec:ty) => {
        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                <$codec as $crate::codec::Codec>::print(self, f)
            }
        }

        impl core::fmt::Debug for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, "{}({self})", stringify!($type))
            }
        }

        impl core::str::FromStr for $type {
            type Err = $crate::TextError;

            fn from_str(text: &str) -> Result<$type, $crate::TextError> {
                <$codec as $crate::codec::Codec>::parse(text)
                    .map_err(|_| $crate::TextError { what: stringify!($type) })
            }
        }
    };
}
pub(crate) use text_by;
