//! Addresses as text, and back. The forms are listed at [`SockAddr`].

use core::fmt::{self, Write as _};
use core::net::{SocketAddrV4, SocketAddrV6};
use core::str::{self, FromStr};
use std::path::Path;

use super::{layout, Addr, SockAddr};

/// Why a text is not a socket address.
///
/// ```
/// use sockopt::SockAddr;
///
/// let error = "localhost:80".parse::<SockAddr>().unwrap_err();
/// assert!(error.to_string().starts_with(r#""localhost:80" is not a socket address: "#));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddrParseError {
    text: String,
    reason: String,
}

impl fmt::Display for AddrParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a socket address: {}", self.text, self.reason)
    }
}

impl std::error::Error for AddrParseError {}

/// The form of the text that [`SockAddr`] reads back.
impl fmt::Display for SockAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.view().fmt(f)
    }
}

/// As [`SockAddr`] is written.
impl fmt::Display for Addr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Addr::V4(v4) => write!(f, "{v4}"),
            Addr::V6(v6) => print_v6(&v6, f),
            Addr::UnixPath(path) => print_path(path, f),
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Addr::UnixAbstract(name) => {
                f.write_str("unix:@")?;
                escape(name, f)
            }
            Addr::UnixUnnamed => f.write_str("unix:"),
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Addr::Vsock { cid, port } => linux::print_vsock(cid, port, f),
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Addr::Packet(addr) => linux::print_packet(&addr, f),
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Addr::Can(addr) => linux::print_can(&addr, f),
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Addr::Bluetooth(addr) => write!(f, "{addr}"),
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Addr::Netlink { pid, groups } => write!(f, "netlink:{pid}:{groups:#x}"),
            Addr::Unspecified => f.write_str("unspec"),
            Addr::Other { family, bytes } => {
                write!(f, "family{family}:")?;
                crate::text::print_bytes(bytes, f)
            }
        }
    }
}

fn print_v6(v6: &SocketAddrV6, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{v6}")?;
    // The field is in network order; turned round, its text is the same on
    // every machine and ends in the flow label as other tools write it.
    match u32::from_be(v6.flowinfo()) {
        0 => Ok(()),
        flowinfo => write!(f, " flowinfo={flowinfo:#x}"),
    }
}

fn print_path(path: &Path, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("unix:")?;
    let bytes = layout::path_to_bytes(path).map_err(|_| fmt::Error)?;
    match bytes.split_first() {
        // A bare one would make it an abstract name.
        Some((b'@', rest)) => {
            f.write_str("\\x40")?;
            escape(rest, f)
        }
        _ => escape(bytes, f),
    }
}

/// Prints what may be any bytes and mostly is text.
fn escape(mut bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    loop {
        let valid = match str::from_utf8(bytes) {
            Ok(_) => bytes.len(),
            Err(error) => error.valid_up_to(),
        };
        let (text, rest) = bytes.split_at(valid);
        for char in str::from_utf8(text).unwrap_or_default().chars() {
            escape_char(char, f)?;
        }
        let Some((byte, rest)) = rest.split_first() else {
            return Ok(());
        };
        write!(f, "\\x{byte:02x}")?;
        bytes = rest;
    }
}

/// A peer picks its own name, so nothing that moves the cursor or turns the
/// text of a log line round gets through.
fn escape_char(char: char, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let turns = matches!(
        char,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    if char == '\\' {
        f.write_str("\\\\")
    } else if turns || char.is_control() {
        let mut buffer = [0; 4];
        let bytes = char.encode_utf8(&mut buffer).bytes();
        bytes.into_iter().try_for_each(|byte| write!(f, "\\x{byte:02x}"))
    } else {
        f.write_char(char)
    }
}

/// What a reader says of a text it cannot read.
pub(super) type Reason = String;

/// Reads the form that is listed at [`SockAddr`].
impl FromStr for SockAddr {
    type Err = AddrParseError;

    fn from_str(text: &str) -> Result<SockAddr, AddrParseError> {
        parse(text).map_err(|reason| AddrParseError { text: text.to_owned(), reason })
    }
}

fn parse(text: &str) -> Result<SockAddr, Reason> {
    if text == "unspec" {
        return Ok(SockAddr::unspecified());
    }
    match text.split_once(':') {
        Some(("unix", rest)) => parse_unix(rest),
        #[cfg(any(target_os = "linux", target_os = "android"))]
        Some(("vsock", rest)) => linux::parse_vsock(rest),
        #[cfg(any(target_os = "linux", target_os = "android"))]
        Some(("packet", rest)) => linux::parse_packet(rest),
        #[cfg(any(target_os = "linux", target_os = "android"))]
        Some(("netlink", rest)) => linux::parse_netlink(rest),
        #[cfg(any(target_os = "linux", target_os = "android"))]
        Some(("can", rest)) => linux::parse_can(rest),
        #[cfg(any(target_os = "linux", target_os = "android"))]
        Some(("bluetooth", rest)) => super::BtAddr::parse(rest).map(SockAddr::bluetooth),
        Some((scheme, rest)) => match scheme.strip_prefix("family") {
            Some(family) => parse_other(family, rest),
            None => parse_inet(text),
        },
        None => parse_inet(text),
    }
}

fn parse_inet(text: &str) -> Result<SockAddr, Reason> {
    const FORMS: &str = "expected an IP address with a port such as `127.0.0.1:80` or `[::1]:80`, \
                         or a form such as `unix:/run/x.sock`";
    let (addr, flowinfo) = match text.split_once(" flowinfo=") {
        Some((addr, flowinfo)) => (addr, Some(number::<u32>(flowinfo)?)),
        None => (text, None),
    };
    if let (Ok(v4), None) = (addr.parse::<SocketAddrV4>(), flowinfo) {
        return Ok(v4.into());
    }
    let mut v6: SocketAddrV6 = addr.parse().map_err(|_| FORMS.to_owned())?;
    v6.set_flowinfo(flowinfo.unwrap_or(0).to_be());
    Ok(v6.into())
}

fn parse_unix(text: &str) -> Result<SockAddr, Reason> {
    if text.is_empty() {
        return Ok(SockAddr::unix_unnamed());
    }
    if let Some(name) = text.strip_prefix('@') {
        return parse_abstract(&unescape(name)?);
    }
    let bytes = unescape(text)?;
    let path = layout::path_from_bytes(&bytes).ok_or("a path must be Unicode here")?;
    SockAddr::unix(path).map_err(|error| error.to_string())
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn parse_abstract(name: &[u8]) -> Result<SockAddr, Reason> {
    SockAddr::unix_abstract(name).map_err(|error| error.to_string())
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn parse_abstract(_: &[u8]) -> Result<SockAddr, Reason> {
    Err("abstract names are Linux's; a path that begins with @ is written `unix:\\x40`".to_owned())
}

/// The inverse of [`escape`].
fn unescape(text: &str) -> Result<Vec<u8>, Reason> {
    fn escaped(rest: &mut str::Bytes<'_>) -> Option<u8> {
        match rest.next()? {
            b'\\' => Some(b'\\'),
            b'x' => crate::text::hex_byte(&[rest.next()?, rest.next()?]),
            _ => None,
        }
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'\\' => escaped(&mut rest)
                .ok_or("a backslash needs another behind it, or `x` and two hexadecimal digits")?,
            byte => byte,
        });
    }
    Ok(bytes)
}

fn parse_other(family: &str, text: &str) -> Result<SockAddr, Reason> {
    let number: u16 = number(family)?;
    if !layout::is_family(number) {
        return Err(format!("family {number} is more than its field holds"));
    }
    let bytes = crate::text::bytes(text);
    let bytes = bytes.ok_or("the bytes of the address must be pairs of hexadecimal digits")?;
    if bytes.len() > layout::PAYLOAD {
        let (len, max) = (bytes.len(), layout::PAYLOAD);
        return Err(format!("the address has {len} bytes behind its family, the limit is {max}"));
    }
    // The bytes may make a known family's address after all.
    Ok(SockAddr::from_payload(number, &bytes))
}

/// A number, decimal or hexadecimal after `0x`, that fits in `T`.
pub(super) fn number<T: TryFrom<i128>>(text: &str) -> Result<T, Reason> {
    crate::text::integer(text)
        .and_then(|number| T::try_from(number).ok())
        .ok_or_else(|| format!("`{text}` is not a number, or out of range"))
}

/// The families of Linux and Android.
#[cfg(any(target_os = "linux", target_os = "android"))]
mod linux {
    use core::fmt;

    use super::super::{CanAddr, PacketAddr, SockAddr};
    use super::{number, Reason};
    use crate::text::hex_byte;

    const CIDS: [(u32, &str); 4] = [
        (libc::VMADDR_CID_ANY, "any"),
        (libc::VMADDR_CID_HYPERVISOR, "hypervisor"),
        (libc::VMADDR_CID_LOCAL, "local"),
        (libc::VMADDR_CID_HOST, "host"),
    ];

    /// `VMADDR_PORT_ANY` is the only port with a name.
    const PORTS: [(u32, &str); 1] = [(u32::MAX, "any")];

    /// The kernel's `PACKET_HOST` and those that follow it, in order.
    const KINDS: [(u8, &str); 8] = [
        (0, "host"),
        (1, "broadcast"),
        (2, "multicast"),
        (3, "otherhost"),
        (4, "outgoing"),
        (5, "loopback"),
        (6, "user"),
        (7, "kernel"),
    ];

    /// A number that is written as its name if it has one.
    struct Named<T: 'static>(T, &'static [(T, &'static str)]);

    impl<T: Copy + PartialEq + fmt::Display> fmt::Display for Named<T> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self.1.iter().find(|(value, _)| *value == self.0) {
                Some((_, name)) => f.write_str(name),
                None => write!(f, "{}", self.0),
            }
        }
    }

    fn parse_named<T: Copy + TryFrom<i128>>(text: &str, names: &[(T, &str)]) -> Result<T, Reason> {
        match names.iter().find(|(_, name)| *name == text) {
            Some((value, _)) => Ok(*value),
            None => number(text),
        }
    }

    pub(super) fn print_vsock(cid: u32, port: u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "vsock:{}:{}", Named(cid, &CIDS), Named(port, &PORTS))
    }

    pub(super) fn parse_vsock(text: &str) -> Result<SockAddr, Reason> {
        let (cid, port) = text.split_once(':').ok_or("expected `vsock:CONTEXT:PORT`")?;
        Ok(SockAddr::vsock(parse_named(cid, &CIDS)?, parse_named(port, &PORTS)?))
    }

    pub(super) fn parse_netlink(text: &str) -> Result<SockAddr, Reason> {
        let (pid, groups) = text.split_once(':').ok_or("expected `netlink:PORT:GROUPS`")?;
        Ok(SockAddr::netlink(number(pid)?, number(groups)?))
    }

    pub(super) fn print_packet(addr: &PacketAddr, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "packet:if{}:{:#06x}", addr.interface, addr.protocol)?;
        if addr.kind != 0 {
            write!(f, " kind={}", Named(addr.kind, &KINDS))?;
        }
        if addr.hardware_type != 0 {
            write!(f, " type={}", addr.hardware_type)?;
        }
        for (at, byte) in addr.address().iter().enumerate() {
            let before = if at == 0 { " address=" } else { ":" };
            write!(f, "{before}{byte:02x}")?;
        }
        Ok(())
    }

    pub(super) fn parse_packet(text: &str) -> Result<SockAddr, Reason> {
        let form = "expected `packet:ifINDEX:PROTOCOL`, then ` kind=`, ` type=` and ` address=`, \
                    each at most once and in this order";
        let mut words = text.split(' ').peekable();
        let (interface, protocol) =
            words.next().and_then(|word| word.strip_prefix("if")?.split_once(':')).ok_or(form)?;
        let mut addr = PacketAddr::new(number(protocol)?, number(interface)?);
        // Takes the next word if it begins with `key`.
        let mut value = |key: &str| {
            let word = words.next_if(|word| word.starts_with(key))?;
            word.strip_prefix(key)
        };
        if let Some(kind) = value("kind=") {
            addr.kind = parse_named(kind, &KINDS)?;
        }
        if let Some(hardware_type) = value("type=") {
            addr.hardware_type = number(hardware_type)?;
        }
        if let Some(address) = value("address=") {
            addr = addr.with_address(&parse_hardware(address)?).map_err(|e| e.to_string())?;
        }
        match words.next() {
            Some(_) => Err(form.to_owned()),
            None => Ok(SockAddr::packet(addr)),
        }
    }

    pub(super) fn print_can(addr: &CanAddr, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "can:if{}", addr.interface)?;
        let bytes = addr.as_bytes();
        let end = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
        for (at, byte) in bytes.iter().take(end).enumerate() {
            write!(f, "{}{byte:02x}", if at == 0 { ":" } else { "" })?;
        }
        Ok(())
    }

    pub(super) fn parse_can(text: &str) -> Result<SockAddr, Reason> {
        let form = "expected `can:ifINDEX`, or with `:` and up to 16 bytes in hexadecimal";
        let (interface, rest) = text.split_once(':').map_or((text, None), |(a, b)| (a, Some(b)));
        let interface = number(interface.strip_prefix("if").ok_or(form)?)?;
        let mut addr = CanAddr::new(interface);
        if let Some(rest) = rest {
            let bytes: Option<Vec<u8>> =
                rest.as_bytes().chunks(2).map(crate::text::hex_byte).collect();
            let bytes = bytes.filter(|bytes| !bytes.is_empty());
            addr = bytes.and_then(|bytes| addr.with_bytes(&bytes)).ok_or(form)?;
        }
        Ok(SockAddr::can(addr))
    }

    fn parse_hardware(text: &str) -> Result<Vec<u8>, Reason> {
        let bytes: Option<Vec<u8>> =
            text.split(':').map(|byte| hex_byte(byte.as_bytes())).collect();
        bytes.ok_or_else(|| {
            format!("`{text}` is not a hardware address such as `02:00:00:00:00:01`")
        })
    }
}
