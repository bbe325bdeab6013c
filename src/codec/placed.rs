//! Structures with gaps: each field has a place of its own.

use core::fmt;
use std::net::SocketAddr;

use super::{Place, Scalar, Wire};
use crate::addr::SockAddr;
use crate::error::Fault;

/// A field that can be written to its place, too.
///
/// Each [`Scalar`] codec is one.
///
/// ```
/// use sockopt::codec::{Fault, Fill, Place, U32};
///
/// let mut bytes = [0; 6];
/// U32::fill(7, &mut bytes, 2)?;
/// assert_eq!(U32::at(&bytes, 2), Ok(7));
/// assert!(U32::fill(7, &mut bytes, 3).is_err()); // no room
/// # Ok::<(), Fault>(())
/// ```
pub trait Fill: Place {
    /// Writes the value to its place in some bytes, which is zero but for bits of other fields.
    fn fill(value: Self::Value, bytes: &mut [u8], place: usize) -> Result<(), Fault>;
}

/// Puts `from` to a place, which is zero, if there is room for it. What other fields have in the same bytes stays: those of bits.
fn copy(from: &[u8], bytes: &mut [u8], place: usize) -> Result<(), Fault> {
    let room = bytes.get_mut(place..).and_then(|rest| rest.get_mut(..from.len()));
    for (to, from) in room.ok_or(Fault::OUT_OF_RANGE)?.iter_mut().zip(from) {
        *to |= from;
    }
    Ok(())
}

impl<C: Scalar> Fill for C {
    fn fill(value: C::Value, bytes: &mut [u8], place: usize) -> Result<(), Fault> {
        let from = C::Wire::pack(C::to_raw(value)?).ok_or(Fault::OUT_OF_RANGE)?;
        copy(from.as_ref(), bytes, place)
    }
}

/// An address of IPv4 or IPv6 in a `struct sockaddr_storage`; all zeros for `None`. Text: `none`, or the address.
///
/// ```
/// use sockopt::codec::{Fault, Fill, Place, Storage};
/// use std::net::SocketAddr;
///
/// let mut bytes = [0; 132];
/// assert_eq!(Storage::at(&bytes, 4), Ok(None));
/// let address = Some(SocketAddr::from(([192, 0, 2, 7], 9899)));
/// Storage::fill(address, &mut bytes, 4)?;
/// assert_eq!(Storage::at(&bytes, 4), Ok(address));
/// assert_eq!(Storage::of("192.0.2.7:9899"), Ok(address));
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct Storage;

impl Place for Storage {
    type Value = Option<SocketAddr>;
    const SIZE: usize = 128;

    #[inline]
    fn at(bytes: &[u8], place: usize) -> Result<Self::Value, Fault> {
        let room = bytes.get(place..).and_then(|rest| rest.first_chunk());
        let room: &[u8; 128] = room.ok_or(Fault::SHORT_REPLY)?;
        if room.iter().all(|&byte| byte == 0) {
            return Ok(None);
        }
        let address = SockAddr::from_reply(room, room.len()).as_socket_addr();
        address.map(Some).ok_or(Fault::BAD_REPLY)
    }

    fn put(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match value {
            None => f.write_str("none"),
            Some(address) => write!(f, "{address}"),
        }
    }

    fn of(text: &str) -> Result<Self::Value, Fault> {
        match text {
            "none" => Ok(None),
            text => text.parse().map(Some).map_err(|_| Fault::BAD_TEXT),
        }
    }
}

impl Fill for Storage {
    fn fill(value: Self::Value, bytes: &mut [u8], place: usize) -> Result<(), Fault> {
        match value {
            None => copy(&[0; 128], bytes, place),
            Some(address) => copy(SockAddr::from(address).as_bytes(), bytes, place),
        }
    }
}

/// Declares a structure for [`Record`](crate::codec::Record) that has gaps: each field with its type, its codec and
/// its place. What lies between is zero when it is written, and not looked at when it is read.
macro_rules! placed {
    ($(#[$type_doc:meta])* pub struct $type:ident of $size:expr; {
        $($(#[$doc:meta])* $field:ident: $ty:ty as $codec:ty, at $place:expr;)*
    }) => {
        $(#[$type_doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

        impl $crate::codec::Fields for $type {
            const SIZE: usize = $size;
            const NAMES: &'static [&'static str] = &[$(stringify!($field)),*];

            #[inline]
            fn read(bytes: &[u8]) -> Result<$type, $crate::codec::Fault> {
                Ok($type { $($field: <$codec as $crate::codec::Place>::at(bytes, $place)?),* })
            }

            #[inline]
            fn write(&self, bytes: &mut [u8]) -> Result<(), $crate::codec::Fault> {
                $(<$codec as $crate::codec::Fill>::fill(self.$field, bytes, $place)?;)*
                Ok(())
            }

            $crate::codec::texts! { $type by Place put of { $($field as $codec,)* } }
        }
    };
}
pub(crate) use placed;
