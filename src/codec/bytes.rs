//! Names, labels and lists.

use core::fmt;
use core::marker::PhantomData;

use super::{by_value, Answer, Codec, Decode, Encode, Padded, Refusal, Reply, Scalar, Wire};
use crate::error::Fault;
use crate::name::Name;

/// A name of 1 to 15 bytes, as the kernel has for congestion controls.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, Text};
/// use sockopt::Name;
///
/// assert_eq!(Text::parse("cubic").as_ref().map(Name::as_bytes), Ok(b"cubic".as_slice()));
/// // The kernel would cut this one, and might know what is left.
/// assert_eq!(Text::parse("sixteen-bytes-xx"), Err(Fault::BAD_TEXT));
/// // It is always given 16 bytes, with zeros behind the name.
/// assert_eq!(Text::encode(&Name::new("reno")?), Ok(b"reno\0\0\0\0\0\0\0\0\0\0\0\0"));
/// # Ok::<(), sockopt::NameError>(())
/// ```
#[derive(Debug)]
pub struct Text;

impl Codec for Text {
    type Value = Name;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name of 1 to 15 bytes")
    }

    fn print(value: &Name, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }

    fn parse(text: &str) -> Result<Name, Fault> {
        Name::new(text).map_err(|_| Fault::BAD_TEXT)
    }
}

impl Decode for Text {
    type Reply = Padded<{ Name::SIZE }>;

    #[inline]
    fn decode(answer: Answer<'_>) -> Result<Name, Fault> {
        match Name::from_answer(answer) {
            Some(name) if !name.is_empty() => Ok(name),
            _ => Err(Fault::SHORT_REPLY),
        }
    }
}

impl Encode for Text {
    type Bytes<'a> = &'a [u8; Name::SIZE];

    by_value!();

    #[inline]
    fn encode<'a>(arg: &'a Name) -> Result<Self::Bytes<'a>, Fault> {
        Ok(arg.padded())
    }
}

/// A [`Text`] that may be unset, which is an empty one. Text: `none`, or the name.
///
/// ```
/// use sockopt::codec::{Codec, OrUnset};
/// use sockopt::{Domain, Socket, Type};
///
/// # #[cfg(target_os = "linux")] {
/// let option: sockopt::Opt<OrUnset> = sockopt::SO_BINDTODEVICE;
/// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
/// assert_eq!(socket.get(option)?, None);
/// # }
/// // So an interface that is called "none" can be named by a value, but not by a text.
/// assert_eq!(OrUnset::parse("none"), Ok(None));
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct OrUnset;

impl Codec for OrUnset {
    type Value = Option<Name>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or ")?;
        Text::expects(f)
    }

    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match value {
            Some(name) if !name.is_empty() => write!(f, "{name}"),
            _ => f.write_str("none"),
        }
    }

    fn parse(text: &str) -> Result<Self::Value, Fault> {
        match text {
            "none" => Ok(None),
            text => Text::parse(text).map(Some),
        }
    }
}

impl Decode for OrUnset {
    type Reply = Padded<{ Name::SIZE }>;

    #[inline]
    fn decode(answer: Answer<'_>) -> Result<Self::Value, Fault> {
        Ok(Name::from_answer(answer))
    }
}

impl Encode for OrUnset {
    type Bytes<'a> = &'a [u8; Name::SIZE];

    by_value!();

    #[inline]
    fn encode<'a>(arg: &'a Self::Value) -> Result<Self::Bytes<'a>, Fault> {
        Ok(match arg {
            Some(name) => name.padded(),
            None => &[0; Name::SIZE],
        })
    }
}

/// A buffer that grows to what the kernel says it needs.
///
/// ```
/// use sockopt::codec::{Growing, Refusal, Reply};
///
/// // A kernel that asks for more than a megabyte is told no, and its error stands.
/// let greedy = Refusal { code: 34, length: 1 << 30 };
/// assert!(!Growing::empty().again(&Err(greedy)));
/// ```
#[derive(Debug)]
pub struct Growing(Vec<u8>);

impl Growing {
    const START: usize = 64;
    /// No option is longer; a kernel that asks for more is not believed.
    const LIMIT: usize = 1 << 20;
}

impl Reply for Growing {
    fn empty() -> Self {
        Growing(vec![0; Growing::START])
    }

    fn room(&mut self) -> &mut [u8] {
        &mut self.0
    }

    fn again(&mut self, answer: &Result<usize, Refusal>) -> bool {
        match answer {
            Err(refusal) if (self.0.len() + 1..=Growing::LIMIT).contains(&refusal.length) => {
                self.0.resize(refusal.length, 0);
                true
            }
            _ => false,
        }
    }
}

/// A security label: text of any length.
///
/// ```
/// use sockopt::codec::Label;
/// use sockopt::{Domain, Get, Opt, Socket, Type};
///
/// # #[cfg(target_os = "linux")] {
/// let option: Opt<Label, Get> = sockopt::SO_PEERSEC;
/// let (socket, _peer) = Socket::pair(Domain::UNIX, Type::STREAM, None)?;
/// match socket.get(option) {
///     Ok(label) => println!("the peer runs as {label}"),
///     Err(error) => println!("no security module gives labels here: {error}"),
/// }
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct Label;

impl Codec for Label {
    type Value = String;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a label")
    }

    fn print(value: &String, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(value)
    }

    fn parse(text: &str) -> Result<String, Fault> {
        Ok(text.to_owned())
    }
}

impl Decode for Label {
    type Reply = Growing;

    fn decode(answer: Answer<'_>) -> Result<String, Fault> {
        // Some security modules count the NUL that ends the label, some do not.
        let bytes = match answer.bytes() {
            [label @ .., 0] => label,
            label => label,
        };
        String::from_utf8(bytes.to_vec()).map_err(|_| Fault::BAD_REPLY)
    }
}

/// Bytes as they are, any number of them. Text: in hexadecimal, two digits a byte; `none` for no byte.
///
/// ```
/// use sockopt::codec::{Codec, Fault, Hex};
/// use sockopt::{Opt, Take};
///
/// # #[cfg(target_os = "linux")] {
/// let _option: Opt<Hex, Take> = sockopt::TCP_SAVED_SYN;
/// # }
/// assert_eq!(Hex::parse("4500003c"), Ok(vec![0x45, 0, 0, 0x3c]));
/// assert_eq!(Hex::parse("none"), Ok(vec![]));
/// assert_eq!(Hex::parse("450"), Err(Fault::BAD_TEXT));
/// ```
#[derive(Debug)]
pub struct Hex;

impl Codec for Hex {
    type Value = Vec<u8>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or bytes in hexadecimal")
    }

    fn print(value: &Vec<u8>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if value.is_empty() {
            return f.write_str("none");
        }
        crate::text::print_bytes(value, f)
    }

    fn parse(text: &str) -> Result<Vec<u8>, Fault> {
        if text == "none" {
            return Ok(Vec::new());
        }
        if text.is_empty() {
            return Err(Fault::BAD_TEXT);
        }
        crate::text::bytes(text).ok_or(Fault::BAD_TEXT)
    }
}

impl Decode for Hex {
    type Reply = Growing;

    fn decode(answer: Answer<'_>) -> Result<Vec<u8>, Fault> {
        Ok(answer.bytes().to_vec())
    }
}

/// Any number of one scalar after another. Text: with commas; `none` for no element.
///
/// ```
/// use sockopt::codec::{Codec, Fault, List, U32};
///
/// // As for SO_PEERGROUPS, an `Opt<List<U32>, Get>`.
/// assert_eq!(<List<U32> as Codec>::parse("4, 24, 27"), Ok(vec![4, 24, 27]));
/// assert_eq!(<List<U32> as Codec>::parse("none"), Ok(vec![]));
/// assert_eq!(<List<U32> as Codec>::parse(""), Err(Fault::BAD_TEXT));
/// ```
#[derive(Debug)]
pub struct List<C>(PhantomData<fn() -> C>);

impl<C: Scalar> Codec for List<C> {
    type Value = Vec<C::Value>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or a list, with commas, each ")?;
        <C as Scalar>::expects(f)
    }

    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if value.is_empty() {
            return f.write_str("none");
        }
        for (index, element) in value.iter().enumerate() {
            if index > 0 {
                f.write_str(",")?;
            }
            <C as Scalar>::print(element, f)?;
        }
        Ok(())
    }

    fn parse(text: &str) -> Result<Self::Value, Fault> {
        match text {
            "none" => Ok(Vec::new()),
            text => text.split(',').map(|element| <C as Scalar>::parse(element.trim())).collect(),
        }
    }
}

impl<C: Scalar> Decode for List<C> {
    type Reply = Growing;

    fn decode(answer: Answer<'_>) -> Result<Self::Value, Fault> {
        let size = <C::Wire as Wire>::Bytes::empty().room().len();
        answer.bytes().chunks(size).map(|bytes| C::from_raw(C::Wire::unpack(bytes)?)).collect()
    }
}
