//! How values become the kernel's bytes and come back.
//!
//! A codec is a type that is never made: it stands in an option's type and says
//! how the value is coded, which values there are, and how they are written as
//! text. `Opt<Secs<1, 32767>>` is an option that holds whole seconds, whose Rust
//! type is [`Duration`](core::time::Duration), and that takes 1 s to 32767 s.
//!
//! | codec | Rust type | for |
//! |---|---|---|
//! | [`Flag`] | `bool` | on and off |
//! | [`Int`], [`U32`], [`U64`] | an integer | counts, numbers |
//! | [`Size`] | `usize` | bytes |
//! | [`Secs`], [`Millis`], [`Micros`] | `Duration` | times; rounded up |
//! | [`TimeVal`], [`Linger`] | `Option<Duration>` | the structures of those names |
//! | [`OrNone`] | `Option` of another's | a codec with a sentinel value |
//! | [`Named`] | a type with named values | enumerations |
//! | [`Bits`] | a bitflags type | sets of flags |
//! | [`Text`], [`OrUnset`] | [`Name`](crate::Name) | names of up to 15 bytes |
//! | [`Record`] | a structure | credentials, counters, … |
//!
//! Three traits make a codec: [`Codec`] (the Rust type and its text), [`Decode`]
//! (bytes to value) and [`Encode`] (value to bytes). A codec whose bytes are one
//! integer implements [`Scalar`] alone and has all three by that. Codecs know no
//! platform and hold no `unsafe`.

use core::fmt;

pub use crate::error::Fault;
use crate::opt::Id;

mod answer;
mod bytes;
#[cfg(unix)]
mod descriptor;
mod named;
mod net;
mod peer;
mod pending;
mod program;
mod record;
mod scalar;
mod stamping;
mod time;

pub use answer::{Aligned, Answer, Inline, Padded, Refusal, Reply};
pub use bytes::{Growing, Label, List, OrUnset, Text};
#[cfg(unix)]
pub use descriptor::{Borrowed, Owned};
pub use named::{Bits, Named, NamedValue};
pub use net::BigEndian16;
pub use net::{
    ByAddress, IfIndex, Ip, MulticastIf, PeerName, SocketAddress, SourceFirst, Stepping,
};
pub use peer::ProcessLast;
pub use pending::Pending;
pub use program::{Counted, NoValue, Program, ProgramBack};
pub use record::{Absent, Fields, OrAbsent, Record, Records};
pub use scalar::{
    BigEndian, Flag, Int, Long, Number, OrNone, Rate, Scalar, Size, Truth, Wire, NEVER, U32, U64,
};
pub use stamping::Stamping;
pub use time::{Linger, Micros, Millis, Secs, TimeVal, Unit};

pub(crate) use named::{count, names, present, text_by};
pub(crate) use record::record;
pub(crate) use scalar::{join, split, WireOf};

#[cfg(test)]
mod tests;

/// The Rust type of a value, and how the value is written as text.
pub trait Codec {
    /// What a read gives.
    type Value;

    /// Prints which values the codec takes, as the end of the sentence "it takes …".
    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// Prints a value so that [`parse`](Codec::parse) gives the same value back.
    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// Reads a value that a person wrote.
    fn parse(text: &str) -> Result<Self::Value, Fault>;
}

/// A codec that gets values out of the kernel's bytes.
pub trait Decode: Codec {
    /// The buffer that the reply is read into.
    type Reply: Reply;

    /// The value of an answer. Its bytes may be anything: an answer that is
    /// short, long or senseless is a [`Fault`].
    fn decode(answer: Answer<'_>) -> Result<Self::Value, Fault>;
}

/// A codec that makes the kernel's bytes out of values.
pub trait Encode: Codec {
    /// What a setter takes: the value itself, or a borrow of it.
    type Arg<'a>;

    /// The bytes passed to the kernel.
    type Bytes<'a>: AsRef<[u8]>;

    /// The bytes of a value; a value that the bytes cannot hold, or that the
    /// kernel would make weaker, is a [`Fault`].
    ///
    /// The argument stays borrowed while the bytes are used, so they may hold its
    /// address where the option is made for that.
    fn encode<'a>(arg: &'a Self::Arg<'_>) -> Result<Self::Bytes<'a>, Fault>;

    /// A value as a setter takes it.
    fn lend(value: &Self::Value) -> Self::Arg<'_>;
}

/// The two calls that everything rests on; a real socket, or a fake in the tests.
pub(crate) trait Call {
    /// Reads option `id` into `reply`; gives the bytes that the kernel says it wrote.
    fn get<R: Reply>(&self, id: Id, reply: &mut R) -> Result<usize, Refusal>;

    /// Sets option `id`.
    fn set(&self, id: Id, value: &[u8]) -> Result<(), i32>;
}

/// Reads an option. The buffer is zeroed before, and the reply's length checked after.
#[inline]
pub(crate) fn get<C: Decode>(call: &impl Call, id: Id) -> Result<C::Value, Fault> {
    let mut reply = C::Reply::empty();
    let length = fill(call, id, &mut reply)?;
    C::decode(Answer::new(reply.room(), length)?)
}

/// Reads an option's bytes into `reply`, and gives their number.
#[inline]
pub(crate) fn fill<R: Reply>(call: &impl Call, id: Id, reply: &mut R) -> Result<usize, Fault> {
    loop {
        let answer = call.get(id, reply);
        if !reply.again(&answer) {
            return answer.map_err(|refusal| Fault::os(refusal.code));
        }
    }
}

/// Sets an option: encodes first, so that a bad value changes nothing.
#[inline]
pub(crate) fn set<C: Encode>(call: &impl Call, id: Id, arg: &C::Arg<'_>) -> Result<(), Fault> {
    let bytes = C::encode(arg)?;
    call.set(id, bytes.as_ref()).map_err(Fault::os)
}

/// A value that prints as its codec does.
pub(crate) struct Printed<'a, C: Codec>(pub(crate) &'a C::Value);

impl<C: Codec> fmt::Display for Printed<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        C::print(self.0, f)
    }
}

/// The `Arg` and `lend` of a codec whose setter takes the value itself.
macro_rules! by_value {
    () => {
        type Arg<'a> = Self::Value;

        #[inline]
        fn lend(value: &Self::Value) -> Self::Value {
            *value
        }
    };
}
pub(crate) use by_value;
