//! Structures in structures, bits in numbers, and bytes as they are: fields of structures with gaps.

use core::fmt;
use core::marker::PhantomData;

use super::record::{fields_in, print_fields};
use super::{Fields, Fill, Place, Wire};
use crate::error::Fault;

/// A structure in another. Text: its fields, with commas.
///
/// ```
/// use sockopt::codec::{Nested, Place};
/// use sockopt::DmabufToken;
///
/// let token = DmabufToken { token_start: 1, token_count: 4 };
/// assert_eq!(Nested::<DmabufToken>::of("token_start=1,token_count=4"), Ok(token));
/// ```
#[derive(Debug)]
pub struct Nested<T>(PhantomData<fn() -> T>);

impl<T: Fields> Place for Nested<T> {
    type Value = T;
    const SIZE: usize = T::SIZE;

    fn at(bytes: &[u8], place: usize) -> Result<T, Fault> {
        let room = bytes.get(place..).and_then(|rest| rest.get(..T::SIZE));
        T::read(room.ok_or(Fault::SHORT_REPLY)?)
    }

    fn put(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print_fields(T::NAMES, ",", f, |index, f| value.print(index, f))
    }

    fn of(text: &str) -> Result<T, Fault> {
        let spaced = text.replace(',', " ");
        let field = fields_in(T::NAMES, &spaced)?;
        T::parse(field)
    }
}

impl<T: Fields> Fill for Nested<T> {
    fn fill(value: T, bytes: &mut [u8], place: usize) -> Result<(), Fault> {
        let room = bytes.get_mut(place..).and_then(|rest| rest.get_mut(..T::SIZE));
        value.write(room.ok_or(Fault::OUT_OF_RANGE)?)
    }
}

/// `N` structures in another, one every `STRIDE` bytes. Text: as [`Nested`], and `/` between them.
///
/// ```
/// use sockopt::codec::{NestedAll, Place};
/// use sockopt::DmabufToken;
///
/// type Two = NestedAll<DmabufToken, 2, 8>;
/// let text = "token_start=1,token_count=4/token_start=7,token_count=1";
/// assert_eq!(Two::of(text).unwrap()[1], DmabufToken { token_start: 7, token_count: 1 });
/// ```
#[derive(Debug)]
pub struct NestedAll<T, const N: usize, const STRIDE: usize>(PhantomData<fn() -> T>);

impl<T: Fields, const N: usize, const STRIDE: usize> Place for NestedAll<T, N, STRIDE> {
    type Value = [T; N];
    const SIZE: usize = N * STRIDE;

    fn at(bytes: &[u8], place: usize) -> Result<[T; N], Fault> {
        let each = (0..N).map(|index| Nested::<T>::at(bytes, place + index * STRIDE));
        all(each, Fault::SHORT_REPLY)
    }

    fn put(value: &[T; N], f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, one) in value.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { "/" })?;
            Nested::put(one, f)?;
        }
        Ok(())
    }

    fn of(text: &str) -> Result<[T; N], Fault> {
        all(text.split('/').map(Nested::<T>::of), Fault::BAD_TEXT)
    }
}

impl<T: Fields, const N: usize, const STRIDE: usize> Fill for NestedAll<T, N, STRIDE> {
    fn fill(value: [T; N], bytes: &mut [u8], place: usize) -> Result<(), Fault> {
        let mut each = value.into_iter().enumerate();
        each.try_for_each(|(index, one)| Nested::fill(one, bytes, place + index * STRIDE))
    }
}

/// Just `N` of them.
fn all<T, const N: usize>(
    each: impl Iterator<Item = Result<T, Fault>>,
    otherwise: Fault,
) -> Result<[T; N], Fault> {
    each.collect::<Result<Vec<T>, Fault>>()?.try_into().map_err(|_| otherwise)
}

/// `N` bytes. Text: in hexadecimal, two digits a byte.
///
/// ```
/// use sockopt::codec::{Bytes, Fault, Place};
///
/// assert_eq!(Bytes::<2>::of("0aff"), Ok([10, 255]));
/// assert_eq!(Bytes::<2>::of("0aff00"), Err(Fault::BAD_TEXT));
/// ```
#[derive(Debug)]
pub struct Bytes<const N: usize>;

impl<const N: usize> Place for Bytes<N> {
    type Value = [u8; N];
    const SIZE: usize = N;

    fn at(bytes: &[u8], place: usize) -> Result<[u8; N], Fault> {
        bytes.get(place..).and_then(|rest| rest.first_chunk()).copied().ok_or(Fault::SHORT_REPLY)
    }

    fn put(value: &[u8; N], f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::text::print_bytes(value, f)
    }

    fn of(text: &str) -> Result<[u8; N], Fault> {
        let bytes = crate::text::bytes(text).ok_or(Fault::BAD_TEXT)?;
        bytes.try_into().map_err(|_| Fault::BAD_TEXT)
    }
}

impl<const N: usize> Fill for Bytes<N> {
    fn fill(value: [u8; N], bytes: &mut [u8], place: usize) -> Result<(), Fault> {
        let room = bytes.get_mut(place..).and_then(|rest| rest.get_mut(..N));
        room.ok_or(Fault::OUT_OF_RANGE)?.copy_from_slice(&value);
        Ok(())
    }
}

/// `COUNT` bits of a word of four bytes, behind the first `SKIP`, as C lays them out. As [`SubByte`](super::SubByte).
///
/// ```
/// use sockopt::codec::{Fill, Int, Place, SubWord};
///
/// type Middle = Int<u16, 0, 1023, SubWord<10, 10>>;
/// let mut bytes = [0; 4];
/// Middle::fill(1000, &mut bytes, 0)?;
/// assert_eq!(Middle::at(&bytes, 0), Ok(1000));
/// let little = cfg!(target_endian = "little");
/// assert_eq!(u32::from_ne_bytes(bytes), 1000 << if little { 10 } else { 12 });
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub enum SubWord<const SKIP: u32, const COUNT: u32> {}

impl<const SKIP: u32, const COUNT: u32> SubWord<SKIP, COUNT> {
    const SHIFT: u32 = {
        assert!(COUNT > 0 && SKIP + COUNT <= 32, "a word has 32 bits");
        if cfg!(target_endian = "little") {
            SKIP
        } else {
            32 - SKIP - COUNT
        }
    };
    const MASK: i128 = (1 << COUNT) - 1;
}

impl<const SKIP: u32, const COUNT: u32> Wire for SubWord<SKIP, COUNT> {
    type Bytes = [u8; 4];

    fn pack(raw: i128) -> Option<[u8; 4]> {
        u32::pack(raw << Self::SHIFT).filter(|_| (0..=Self::MASK).contains(&raw))
    }

    fn unpack(reply: &[u8]) -> Result<i128, Fault> {
        Ok(u32::unpack(reply)? >> Self::SHIFT & Self::MASK)
    }
}
