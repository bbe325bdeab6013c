//! Structures of which the reader fills in the beginning.

use core::fmt;
use core::marker::PhantomData;

use super::{by_value, Aligned, Answer, Ask, Codec, Decode, Encode, Fields, Record};
use crate::error::Fault;

/// A [`Record`] of which the reader fills in the beginning, `K`, to say what is asked for; the kernel gives it back with the rest.
///
/// ```
/// use sockopt::codec::{Ask, Fault, Keyed};
/// use sockopt::{SctpStreamOf, SctpStreamValue};
///
/// let mut bytes = [0; 8];
/// let mut third = SctpStreamOf { stream_id: 3, ..SctpStreamOf::default() };
/// Keyed::<SctpStreamOf, SctpStreamValue, 8>::ask(&mut third, &mut bytes)?;
/// assert_eq!(bytes[4..6], 3_u16.to_ne_bytes());
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct Keyed<K, T, const SIZE: usize>(PhantomData<fn() -> (K, T)>);

impl<K, T: Fields, const SIZE: usize> Codec for Keyed<K, T, SIZE> {
    type Value = T;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Record::<T, SIZE>::expects(f)
    }

    fn print(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Record::<T, SIZE>::print(value, f)
    }

    fn parse(text: &str) -> Result<T, Fault> {
        Record::<T, SIZE>::parse(text)
    }
}

impl<K, T: Fields, const SIZE: usize> Decode for Keyed<K, T, SIZE> {
    type Reply = Aligned<SIZE>;

    fn decode(answer: Answer<'_>) -> Result<T, Fault> {
        Record::<T, SIZE>::decode(answer)
    }
}

impl<K, T: Fields, const SIZE: usize> Encode for Keyed<K, T, SIZE> {
    type Bytes<'a> = Aligned<SIZE>;

    by_value!();

    fn encode(arg: &T) -> Result<Aligned<SIZE>, Fault> {
        Record::<T, SIZE>::encode(arg)
    }
}

impl<K: Fields, T: Fields, const SIZE: usize> Ask for Keyed<K, T, SIZE> {
    type Key<'a> = K;

    fn ask(key: &mut K, room: &mut [u8]) -> Result<(), Fault> {
        key.write(room.get_mut(..K::SIZE).ok_or(Fault::SHORT_REPLY)?)
    }
}
