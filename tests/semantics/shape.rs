//! What a codec's text says of the bytes: `Secs<1, 32767>` is four bytes, in seconds, from 1 to 32767.

use sockopt::registry::Platforms;

use crate::facts::{Span, MOST};

/// What a codec is for the system.
#[derive(Debug)]
pub(crate) struct Shape {
    /// As the facts have it.
    pub(crate) class: &'static str,
    /// The sizes that it sends.
    pub(crate) sends: Span,
    /// How much room it has for an answer.
    pub(crate) room: i128,
    /// The sizes of answers that it takes.
    pub(crate) takes: Span,
    pub(crate) unit: &'static str,
    /// The integers that it sends, if it sends one.
    pub(crate) range: Option<Span>,
}

/// The shape of a codec on a system of 64 bits; `None` if there is no rule for it.
pub(crate) fn shape(codec: &str, system: Platforms) -> Option<Shape> {
    of(&Type::parse(codec), system)
}

/// How many bytes the payload of a control message has.
pub(crate) fn payload(codec: &str, system: Platforms) -> Option<Span> {
    let codec = Type::parse(codec);
    Some(match codec.name.as_str() {
        "Byte" => Span::one(1),
        "Port" => Span::one(2),
        "Ip" => Span::one(4), // of IPv4 in all of them
        "AddressFirst" => Span::one(8),
        "InterfaceFirst" => Span::one(12),
        "NativeTimeVal" | "BinTime" | "Stamp" | "SockAddrIn" => Span::one(16),
        "SockAddrIn6" => Span::one(28),
        "TimeInfo" => Span::one(64),
        "MtuInfo" => Span::one(codec.number(0, 0, system)),
        "Count" | "Lent" | "AnyCreds" | "NoCreds" | "Raw" | "SockAddrDl" => Span::from_to(0, MOST),
        _ => of(&codec, system)?.sends,
    })
}

/// A type with its arguments: types, and constants.
#[derive(Debug)]
struct Type {
    name: String,
    arguments: Vec<String>,
}

impl Type {
    fn parse(text: &str) -> Type {
        let text = text.trim();
        let Some((name, rest)) = text.split_once('<') else {
            return Type { name: text.to_owned(), arguments: Vec::new() };
        };
        let inner = rest.trim().strip_suffix('>').unwrap_or_else(|| panic!("no end: {text}"));
        let (mut depth, mut arguments) = (0, vec![String::new()]);
        for letter in inner.chars() {
            depth += match letter {
                '<' | '{' | '[' => 1,
                '>' | '}' | ']' => -1,
                _ => 0,
            };
            match (letter, depth) {
                (',', 0) => arguments.push(String::new()),
                _ => arguments.last_mut().expect("there is one").push(letter),
            }
        }
        Type { name: name.trim().to_owned(), arguments }
    }

    /// An argument, or what stands for it.
    fn argument<'a>(&'a self, index: usize, default: &'a str) -> &'a str {
        self.arguments.get(index).map_or(default, |text| text.trim())
    }

    fn number(&self, index: usize, default: i128, system: Platforms) -> i128 {
        self.arguments.get(index).map_or(default, |text| number(text, system))
    }
}

/// A constant: `32767`, `-1`, `{ u32::MAX as i128 - 1 }`.
fn number(text: &str, system: Platforms) -> i128 {
    let text = text.trim().trim_matches(['{', '}']).replace("as i128", "");
    let mut words = text.split_whitespace();
    let mut value = term(words.next().expect("a word"), system);
    while let Some(sign) = words.next() {
        let other = term(words.next().expect("a word behind the sign"), system);
        value = match sign {
            "-" => value - other,
            "+" => value + other,
            "*" => value * other,
            "/" => value / other,
            _ => panic!("no sign: {sign}"),
        };
    }
    value
}

fn term(word: &str, system: Platforms) -> i128 {
    let linux = Platforms::LINUX | Platforms::ANDROID;
    let digits = word.replace('_', "");
    match word {
        "i32::MAX" => i32::MAX.into(),
        "u32::MAX" => u32::MAX.into(),
        "i64::MIN" => i64::MIN.into(),
        "i64::MAX" => i64::MAX.into(),
        "u64::MAX" | "usize::MAX" => u64::MAX.into(),
        "NEVER" => sockopt::codec::NEVER,
        "crate::sys::LINGER_MAX_SECS" if linux.contains(system) => 4_294_967,
        "XUCRED_SIZE" if system == Platforms::APPLE => 76,
        "XUCRED_SIZE" => 88,
        // src/options/can_j1939.rs: rounded up to what a 64-bit number is aligned to.
        "SIZE" => (fields::<sockopt::J1939Filter>() + 7) / 8 * 8,
        "TfrcTxInfo::SIZE" => fields::<sockopt::TfrcTxInfo>(),
        "sizes::STATS" => fields::<sockopt::SctpAssocStats>(),
        "sizes::THRESHOLDS" => fields::<sockopt::SctpPeerAddrThresholds>(),
        "sizes::THRESHOLDS_V2" => fields::<sockopt::SctpPeerAddrThresholdsV2>(),
        "sizes::PROBE" => fields::<sockopt::SctpProbeInterval>(),
        "sizes::ENCAPS" => fields::<sockopt::SctpUdpEncaps>(),
        "atm_sizes::PVC" => fields::<sockopt::AtmPvc>(),
        "atm_sizes::QOS" => fields::<sockopt::AtmQos>(),
        "atm_sizes::SAP" => fields::<sockopt::AtmSap>(),
        _ => match digits.strip_prefix("0x") {
            Some(hex) => i128::from_str_radix(hex, 16).expect("a number"),
            None => digits.parse().unwrap_or_else(|_| panic!("no number is known for {word}")),
        },
    }
}

/// The bytes of all fields of a structure, on the machine that this runs on.
fn fields<T: sockopt::codec::Fields>() -> i128 {
    T::SIZE.try_into().expect("a small number")
}

/// A wire: its size, and the sizes of answers that it takes.
fn wire(name: &str) -> (i128, Span) {
    let size = match name {
        "u8" => 1,
        "i16" | "u16" | "NetworkShort" => 2,
        "i32" | "u32" | "BigEndian" | "IndexOut" => 4,
        "i64" | "u64" => 8,
        "BigEndian16" => 16,
        "Truth" => return (4, Span::from_to(1, 4)),
        "Long" => return (8, Span::one(4).and(&Span::one(8))),
        _ => panic!("no size is known for {name}"),
    };
    (size, Span::one(size))
}

/// What a Rust integer can say.
fn limits(name: &str) -> (i128, i128) {
    match name {
        "u8" => (0, u8::MAX.into()),
        "u16" => (0, u16::MAX.into()),
        "u32" => (0, u32::MAX.into()),
        "u64" => (0, u64::MAX.into()),
        "i32" => INT,
        "i64" => (i64::MIN.into(), i64::MAX.into()),
        _ => panic!("no limits are known for {name}"),
    }
}

/// Where the bounds of a codec are left out, they are those of a C `int`.
const INT: (i128, i128) = (i32::MIN as i128, i32::MAX as i128);

/// `wire` is the last argument of a scalar, as its declaration has it.
fn scalar(name: &str, unit: &'static str, range: Option<Span>) -> Shape {
    let (size, takes) = wire(name);
    Shape { class: "number", sends: Span::one(size), room: size, takes, unit, range }
}

fn fixed(class: &'static str, size: i128) -> Shape {
    let (sends, takes) = (Span::one(size), Span::one(size));
    Shape { class, sends, room: size, takes, unit: "-", range: None }
}

/// Of any size, up to one.
fn upto(class: &'static str, most: i128) -> Shape {
    let all = Span::from_to(0, most);
    Shape { class, sends: all.clone(), room: most, takes: all, unit: "-", range: None }
}

/// The rules, as the codecs' declarations have them.
fn of(codec: &Type, system: Platforms) -> Option<Shape> {
    let number = |index, default| codec.number(index, default, system);
    let inner = |index| of(&Type::parse(codec.argument(index, "")), system);
    let between = |first, last| Some(Span::from_to(number(first, 0), number(last, INT.1)));
    let (group_at, storage) = match system {
        Platforms::APPLE => (4, 128),
        Platforms::ILLUMOS => (4, 256),
        _ => (8, 128),
    };
    Some(match codec.name.as_str() {
        // One integer.
        "Flag" => Shape {
            class: "flag",
            ..scalar(codec.argument(0, "Truth"), "-", Some(Span::from_to(0, 1)))
        },
        "Int" => {
            let (least, most) = limits(codec.argument(0, ""));
            let range = Span::from_to(number(1, INT.0).max(least), number(2, INT.1).min(most));
            scalar(codec.argument(3, "i32"), "-", Some(range))
        }
        "Switch" | "AnyIsOn" => {
            Shape { class: "flag", ..scalar("Truth", "-", Some(Span::from_to(0, 1))) }
        }
        "HalfSecs" => scalar("u32", "0.5s", Some(Span::from_to(1, INT.1 / 500))),
        "U32" => scalar("u32", "-", Some(Span::from_to(0, u32::MAX.into()))),
        "U64" => scalar("u64", "-", Some(Span::from_to(0, u64::MAX.into()))),
        "Rate" => scalar("Long", "-", Some(Span::from_to(0, u64::MAX.into()))),
        "Size" => scalar(codec.argument(2, "i32"), "-", between(0, 1)),
        "Secs" => scalar(codec.argument(2, "i32"), "s", between(0, 1)),
        "Millis" => scalar(codec.argument(2, "i32"), "ms", between(0, 1)),
        "Micros" => scalar(codec.argument(2, "i32"), "us", between(0, 1)),
        "IfIndex" => {
            // By Windows, an address's place is taken by an index of 24 bits.
            let last = if codec.argument(0, "i32") == "IndexOut" { 0xff_ffff } else { INT.1 };
            scalar(codec.argument(0, "i32"), "-", Some(Span::from_to(1, last)))
        }
        "OrNone" => {
            let shape = inner(0)?;
            let none = number(1, 0);
            let range = shape.range.map(|range| match none {
                sockopt::codec::NEVER => range,
                none => range.and(&Span::one(none)),
            });
            Shape { range, ..shape }
        }
        "Named" => scalar(codec.argument(1, "i32"), "-", None),
        "Bits" => scalar(codec.argument(1, "u32"), "-", None),
        "Ports" | "PowerOfTwo" | "Fanout" => scalar("u32", "-", None),
        "Borrowed" if system == Platforms::WINDOWS => fixed("number", 8),
        "Pending" | "Borrowed" | "Owned" | "HeaderLength" => fixed("number", 4),
        "NoValue" => fixed("nothing", 4),
        "NoBytes" => fixed("nothing", 0),
        // Times.
        "TimeVal" => {
            let most = match system {
                Platforms::LINUX | Platforms::ANDROID => i64::MAX as i128 / 1000 - 2,
                _ => i32::MAX as i128 - 1,
            };
            let range = Some(Span::from_to(0, most));
            Shape { unit: "s+us", range, ..fixed("timeval", 16) }
        }
        "Linger" => {
            let most = number(0, INT.1);
            let (most, size) = match system {
                Platforms::WINDOWS => (most.min(u16::MAX.into()), 4),
                _ => (most, 8),
            };
            Shape { unit: "s", range: Some(Span::from_to(0, most)), ..fixed("linger", size) }
        }
        // Names and bytes.
        "Text" => Shape { takes: Span::from_to(1, 16), ..fixed("name", 16) },
        "OrUnset" => Shape { takes: Span::from_to(0, 16), ..fixed("name", 16) },
        "Hex" | "Label" => upto("bytes", MOST),
        "Octets" => Shape {
            sends: Span::from_to(number(0, 0), number(1, 0)),
            ..upto("bytes", number(1, 0))
        },
        "OrEmpty" => Shape {
            sends: Span::one(0).and(&Span::from_to(number(0, 0), number(1, 0))),
            ..upto("bytes", number(1, 0))
        },
        // Structures.
        "Record" | "OrAbsent" => fixed("struct", number(1, 0)),
        "OrNothing" => {
            let takes = Span::one(0).and(&Span::one(number(1, 0)));
            Shape { takes, ..fixed("struct", number(1, 0)) }
        }
        "Keyed" => fixed("struct", number(2, 0)),
        "Asking" => fixed("struct", number(3, 0)),
        "TcpInfoVersions" => upto("struct", 152),
        "FunctionSet" => fixed("struct", 36),
        "Acceptor" => Shape { sends: Span::one(0).and(&Span::one(256)), ..fixed("struct", 256) },
        "Splicing" => Shape { sends: Span::one(32), ..fixed("struct", 8) },
        "CsAddrInfo" => upto("struct", 40 + 2 * 128),
        "FilName" => upto("name", 32),
        "FilInfos" => upto("struct", 64 * 40),
        "Extensible" => upto("struct", number(1, 0)),
        "Tail" | "Head" => fixed("struct", number(1, 0)),
        "IcmpFilter" => fixed("struct", number(0, 0)),
        "List" | "PeerName" | "ProgramBack" | "Groups" => upto("struct", MOST),
        "Records" => Shape {
            sends: Span::from_to(number(1, 0), number(3, 0)),
            ..upto("struct", number(3, 0))
        },
        "ByAddress" | "ByAddressOrIndex" => fixed("struct", 8),
        "AddressOrIndex" => fixed("struct", 4),
        "SourceFirst" | "ProcessLast" => fixed("struct", 12),
        "MulticastIf" => {
            let sends = if codec.argument(0, "true") == "true" { 12 } else { 4 };
            Shape { sends: Span::one(sends), ..fixed("struct", 4) }
        }
        "Group" => fixed("struct", group_at + storage),
        "Source" => fixed("struct", group_at + 2 * storage),
        "Sources" | "Subflows" | "FullInfo" => upto("struct", MOST),
        "SocketAddress" => upto("struct", 128),
        "Program" => fixed("struct", 16),
        "Stamping" => {
            let both = Span::one(4).and(&Span::one(8));
            Shape { sends: both.clone(), takes: both, ..fixed("struct", 8) }
        }
        "Membership" => fixed("struct", 40),
        "FlowLabels" => fixed("struct", 32),
        "Md5Sig" => fixed("struct", 216),
        "UmemReg" => fixed("struct", 32),
        "RingOffsets" => upto("struct", 128),
        "CcInfo" => upto("struct", 20),
        "FastOpenKey" => Shape {
            sends: Span::one(16).and(&Span::one(32)),
            takes: Span::one(0).and(&Span::one(16)).and(&Span::one(32)),
            ..fixed("struct", 32)
        },
        "ZerocopyReceive" => fixed("struct", 64),
        "AoKey" => fixed("struct", 288),
        "AoDel" | "AoInfo" | "AoKeys" => upto("struct", MOST),
        _ => return None,
    })
}
