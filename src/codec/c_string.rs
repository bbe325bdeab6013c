//! Names that are longer than a `Name`: bytes up to a NUL, in a room of a fixed size.

use core::fmt;

use super::record::{fields_in, print_fields};
use super::{Aligned, Answer, Codec, Decode, Encode, Inline, Int, Padded, Place, U32};
use crate::error::Fault;
use crate::name::Name;
use crate::values::{AcceptFilter, FilInfo, TcpFunctionSet};

/// The text at the start of some bytes, up to the NUL.
fn text_in(bytes: &[u8]) -> Result<String, Fault> {
    let text = bytes.split(|&byte| byte == 0).next().unwrap_or_default();
    String::from_utf8(text.to_vec()).map_err(|_| Fault::BAD_REPLY)
}

/// Writes a text into some zeros, of which one at least must be left.
fn put(text: &str, room: &mut [u8]) -> Result<(), Fault> {
    if text.contains('\0') || text.len() >= room.len() {
        return Err(Fault::OUT_OF_RANGE);
    }
    for (to, from) in room.iter_mut().zip(text.bytes()) {
        *to = from;
    }
    Ok(())
}

/// `struct tcp_function_set` of FreeBSD: a name in 32 bytes, and a count. The name alone is set.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, FunctionSet};
///
/// let bytes = FunctionSet::encode(&"rack")?;
/// assert_eq!(bytes.0[..5], *b"rack\0");
/// assert_eq!(FunctionSet::encode(&"").err(), Some(Fault::OUT_OF_RANGE));
/// let text = "function_set_name=freebsd pcbcnt=3";
/// assert_eq!(FunctionSet::parse(text)?.function_set_name, "freebsd");
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct FunctionSet;

const FUNCTION_SET: &[&str] = &["function_set_name", "pcbcnt"];

impl Codec for FunctionSet {
    type Value = TcpFunctionSet;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name of 1 to 31 bytes")
    }

    fn print(value: &TcpFunctionSet, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print_fields(FUNCTION_SET, " ", f, |index, f| match index {
            0 => f.write_str(&value.function_set_name),
            _ => write!(f, "{}", value.pcbcnt),
        })
    }

    fn parse(text: &str) -> Result<TcpFunctionSet, Fault> {
        let field = fields_in(FUNCTION_SET, text)?;
        let function_set_name = field("function_set_name")?.to_owned();
        Ok(TcpFunctionSet { function_set_name, pcbcnt: <U32 as Codec>::parse(field("pcbcnt")?)? })
    }
}

impl Decode for FunctionSet {
    type Reply = Aligned<36>;

    fn decode(answer: Answer<'_>) -> Result<TcpFunctionSet, Fault> {
        let (name, count) = answer.exactly::<36>()?.split_at(32);
        Ok(TcpFunctionSet { function_set_name: text_in(name)?, pcbcnt: U32::at(count, 0)? })
    }
}

impl Encode for FunctionSet {
    type Arg<'a> = &'a str;
    type Bytes<'a> = Aligned<36>;

    fn lend(value: &TcpFunctionSet) -> &str {
        &value.function_set_name
    }

    fn encode(arg: &&str) -> Result<Aligned<36>, Fault> {
        if arg.is_empty() {
            return Err(Fault::OUT_OF_RANGE);
        }
        let mut bytes = Aligned([0; 36]);
        let (name, _) = bytes.0.split_at_mut(32);
        put(arg, name)?;
        Ok(bytes)
    }
}

/// `struct accept_filter_arg`: a name in 16 bytes, and a text in 240. No bytes at all, or no name, is none.
///
/// Text: `none`; the name; or the name, a space and what is passed to the filter.
///
/// ```
/// use sockopt::codec::{Acceptor, Codec, Encode};
/// use sockopt::AcceptFilter;
///
/// let ready = AcceptFilter::new(sockopt::Name::new("dataready").unwrap());
/// assert_eq!(Acceptor::parse("dataready"), Ok(Some(ready.clone())));
/// assert_eq!(Acceptor::encode(&Some(&ready))?.as_ref().len(), 256);
/// assert_eq!(Acceptor::encode(&None)?.as_ref(), []);
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct Acceptor;

impl Codec for Acceptor {
    type Value = Option<AcceptFilter>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or a name of 1 to 15 bytes, and up to 239 bytes behind a space")
    }

    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match value {
            None => f.write_str("none"),
            Some(AcceptFilter { name, arg }) if arg.is_empty() => write!(f, "{name}"),
            Some(AcceptFilter { name, arg }) => write!(f, "{name} {arg}"),
        }
    }

    fn parse(text: &str) -> Result<Self::Value, Fault> {
        let (name, arg) = text.split_once(' ').unwrap_or((text, ""));
        match text {
            "none" => Ok(None),
            _ => Name::new(name)
                .map(|name| Some(AcceptFilter { name, arg: arg.to_owned() }))
                .map_err(|_| Fault::BAD_TEXT),
        }
    }
}

impl Decode for Acceptor {
    type Reply = Aligned<256>;

    fn decode(answer: Answer<'_>) -> Result<Self::Value, Fault> {
        let (name, arg) = answer.exactly::<256>()?.split_at(16);
        let name = name.split(|&byte| byte == 0).next().unwrap_or_default();
        if name.is_empty() {
            return Ok(None); // as DragonFly says it
        }
        let name = Name::from_bytes(name).map_err(|_| Fault::BAD_REPLY)?;
        Ok(Some(AcceptFilter { name, arg: text_in(arg)? }))
    }
}

impl Encode for Acceptor {
    type Arg<'a> = Option<&'a AcceptFilter>;
    type Bytes<'a> = Inline<256>;

    fn lend(value: &Self::Value) -> Option<&AcceptFilter> {
        value.as_ref()
    }

    fn encode(arg: &Option<&AcceptFilter>) -> Result<Inline<256>, Fault> {
        let mut bytes = [0; 256];
        let Some(filter) = arg else { return Ok(Inline::new(bytes, 0)) };
        let (name, arg) = bytes.split_at_mut(16);
        name.copy_from_slice(filter.name.padded());
        put(&filter.arg, arg)?;
        Ok(Inline::new(bytes, 256))
    }
}

/// The name of a socket filter of illumos: 1 to 31 bytes, and the NUL.
///
/// ```
/// use sockopt::codec::{Encode, Fault, FilName};
///
/// assert_eq!(FilName::encode(&"httpfilt")?.as_ref(), b"httpfilt\0");
/// assert_eq!(FilName::encode(&"").err(), Some(Fault::OUT_OF_RANGE));
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct FilName;

impl Codec for FilName {
    type Value = String;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name of 1 to 31 bytes")
    }

    fn print(value: &String, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(value)
    }

    fn parse(text: &str) -> Result<String, Fault> {
        Ok(text.to_owned())
    }
}

impl Encode for FilName {
    type Arg<'a> = &'a str;
    type Bytes<'a> = Inline<32>;

    fn lend(value: &String) -> &str {
        value
    }

    fn encode(arg: &&str) -> Result<Inline<32>, Fault> {
        if arg.is_empty() {
            return Err(Fault::OUT_OF_RANGE);
        }
        let mut bytes = [0; 32];
        put(arg, &mut bytes)?;
        Ok(Inline::new(bytes, arg.len() + 1))
    }
}

/// Any number of `struct fil_info` of illumos: flags, a place, and a name in 32 bytes.
///
/// Text: records, with commas; `none` for none.
///
/// ```
/// use sockopt::codec::{Codec, FilInfos};
///
/// assert_eq!(FilInfos::parse("flags=AUTO pos=0 name=ssl")?[0].name, "ssl");
/// assert_eq!(FilInfos::parse("none")?, []);
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct FilInfos;

const FIL_INFO: &[&str] = &["flags", "pos", "name"];

type Flags = super::Bits<crate::values::FilFlags>;
type Pos = Int<u32>;

impl Codec for FilInfos {
    type Value = Vec<FilInfo>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing")
    }

    fn print(value: &Vec<FilInfo>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if value.is_empty() {
            return f.write_str("none");
        }
        for (index, info) in value.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { "," })?;
            print_fields(FIL_INFO, " ", f, |index, f| match index {
                0 => <Flags as Codec>::print(&info.flags, f),
                1 => <Pos as Codec>::print(&info.pos, f),
                _ => f.write_str(&info.name),
            })?;
        }
        Ok(())
    }

    fn parse(text: &str) -> Result<Vec<FilInfo>, Fault> {
        if text == "none" {
            return Ok(Vec::new());
        }
        let one = |text| {
            let field = fields_in(FIL_INFO, text)?;
            let flags = <Flags as Codec>::parse(field("flags")?)?;
            let pos = <Pos as Codec>::parse(field("pos")?)?;
            Ok(FilInfo { flags, pos, name: field("name")?.to_owned() })
        };
        text.split(',').map(one).collect()
    }
}

/// Room for 64 of them.
const FIL_ROOM: usize = 64 * 40;

impl Decode for FilInfos {
    type Reply = Padded<FIL_ROOM>;

    fn decode(answer: Answer<'_>) -> Result<Vec<FilInfo>, Fault> {
        // illumos gives as many as there is room for, and does not say that there are more.
        if answer.bytes().len() >= FIL_ROOM {
            return Err(Fault::LONG_REPLY);
        }
        let infos = answer.bytes().chunks_exact(40);
        if !infos.remainder().is_empty() {
            return Err(Fault::SHORT_REPLY);
        }
        let one = |bytes: &[u8]| {
            let name = text_in(bytes.get(8..).unwrap_or_default())?;
            Ok(FilInfo { flags: Flags::at(bytes, 0)?, pos: Pos::at(bytes, 4)?, name })
        };
        infos.map(one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::Printed;
    use crate::values::FilFlags;

    fn with(parts: &[(usize, &[u8])]) -> [u8; 256] {
        let mut bytes = [0; 256];
        for (place, part) in parts {
            for (to, from) in bytes.iter_mut().skip(*place).zip(*part) {
                *to = *from;
            }
        }
        bytes
    }

    #[test]
    fn function_sets_are_read_and_set() -> Result<(), Fault> {
        let count = 3_u32.to_ne_bytes();
        let bytes = with(&[(0, b"freebsd"), (32, &count)]);
        let set = FunctionSet::decode(Answer::new(bytes.get(..36).unwrap_or_default(), 36)?)?;
        assert_eq!((set.function_set_name.as_str(), set.pcbcnt), ("freebsd", 3));
        assert_eq!(FunctionSet::parse(&Printed::<FunctionSet>(&set).to_string()), Ok(set.clone()));
        let again = FunctionSet::encode(&FunctionSet::lend(&set))?;
        assert_eq!(Some(again.0.as_slice()), with(&[(0, b"freebsd")]).get(..36));
        let long = "a".repeat(32);
        for bad in ["", "a\0b", &long] {
            assert_eq!(FunctionSet::encode(&bad).err(), Some(Fault::OUT_OF_RANGE), "{bad:?}");
        }
        assert!(FunctionSet::encode(&long.split_at(31).0).is_ok());
        Ok(())
    }

    #[test]
    fn accept_filters_are_read_set_and_removed() -> Result<(), Fault> {
        let bytes = with(&[(0, b"httpready"), (16, b"why not")]);
        let filter = Acceptor::decode(Answer::new(&bytes, 256)?)?;
        assert_eq!(Printed::<Acceptor>(&filter).to_string(), "httpready why not");
        assert_eq!(Acceptor::parse("httpready why not"), Ok(filter.clone()));
        assert_eq!(Acceptor::encode(&filter.as_ref())?.as_ref(), bytes);
        assert_eq!(Acceptor::decode(Answer::new(&[0; 256], 256)?), Ok(None));
        assert_eq!(Acceptor::encode(&None)?.as_ref(), []);
        assert_eq!(Acceptor::parse(""), Err(Fault::BAD_TEXT));
        let mut long = filter.ok_or(Fault::BAD_REPLY)?;
        long.arg = "a".repeat(240);
        assert_eq!(Acceptor::encode(&Some(&long)).err(), Some(Fault::OUT_OF_RANGE));
        let full = with(&[(0, &[b'a'; 16])]);
        assert_eq!(Acceptor::decode(Answer::new(&full, 256)?), Err(Fault::BAD_REPLY));
        Ok(())
    }

    #[test]
    fn socket_filters_are_listed() -> Result<(), Fault> {
        let (prog, two) = (1_u32.to_ne_bytes(), 2_u32.to_ne_bytes());
        let bytes = with(&[(0, &prog), (4, &prog), (8, b"one"), (40, &two), (48, b"two")]);
        let list = FilInfos::decode(Answer::new(&bytes, 80)?)?;
        let names = ["one", "two"].map(|name| name.to_owned());
        assert_eq!(list.iter().map(|info| info.name.clone()).collect::<Vec<_>>(), names);
        assert_eq!(list.first().map(|info| (info.flags, info.pos)), Some((FilFlags::PROG, 1)));
        assert_eq!(FilInfos::parse(&Printed::<FilInfos>(&list).to_string()), Ok(list));
        assert_eq!(FilInfos::decode(Answer::new(&bytes, 0)?), Ok(vec![]));
        assert_eq!(FilInfos::decode(Answer::new(&bytes, 41)?), Err(Fault::SHORT_REPLY));
        // One that may have been cut.
        let full = [0; FIL_ROOM];
        assert_eq!(FilInfos::decode(Answer::new(&full, FIL_ROOM)?), Err(Fault::LONG_REPLY));
        Ok(())
    }
}
