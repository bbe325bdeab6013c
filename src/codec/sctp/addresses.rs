//! Addresses, one behind the other.

use core::fmt;
use core::mem::size_of;
use std::net::SocketAddr;

use super::{word, Doubling, ENOMEM};
use crate::addr::SockAddr;
use crate::codec::{Answer, Ask, Codec, Decode, Encode, Named, Padded, Scalar, Wire};
use crate::error::Fault;
use crate::values::{SctpAddrs, SctpAssocId};

/// Addresses, behind that of an association and their number: `struct sctp_getaddrs`. Text: with commas; `none` for none.
///
/// ```
/// use sockopt::codec::{Addresses, Codec};
///
/// let both = Addresses::parse("192.0.2.7:9899,[::1]:9899")?;
/// assert_eq!(both.len(), 2);
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct Addresses;

fn print_addresses(value: &[SocketAddr], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if value.is_empty() {
        return f.write_str("none");
    }
    for (index, address) in value.iter().enumerate() {
        write!(f, "{}{address}", if index == 0 { "" } else { "," })?;
    }
    Ok(())
}

fn parse_addresses(text: &str) -> Result<Vec<SocketAddr>, Fault> {
    match text {
        "none" => Ok(Vec::new()),
        text => {
            let parse = |one: &str| one.trim().parse().map_err(|_| Fault::BAD_TEXT);
            text.split(',').map(parse).collect()
        }
    }
}

impl Codec for Addresses {
    type Value = Vec<SocketAddr>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or addresses with ports, with commas")
    }

    fn print(value: &Vec<SocketAddr>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print_addresses(value, f)
    }

    fn parse(text: &str) -> Result<Vec<SocketAddr>, Fault> {
        parse_addresses(text)
    }
}

impl Decode for Addresses {
    type Reply = Doubling<ENOMEM>;

    /// What the kernel says of the length is not always so: for SCTP_GET_LOCAL_ADDRS it does not count the head.
    fn decode(answer: Answer<'_>) -> Result<Vec<SocketAddr>, Fault> {
        let count = word(answer.padded(), 4)?;
        let mut rest = answer.padded().get(8..).ok_or(Fault::SHORT_REPLY)?;
        let mut addresses = Vec::new();
        for _ in 0..count {
            let mut room = [0; 128];
            for (to, from) in room.iter_mut().zip(rest) {
                *to = *from;
            }
            let address = SockAddr::from_reply(&room, room.len().min(rest.len()));
            addresses.push(address.as_socket_addr().ok_or(Fault::BAD_REPLY)?);
            rest = rest.get(address.as_bytes().len()..).ok_or(Fault::BAD_REPLY)?;
        }
        Ok(addresses)
    }
}

/// Addresses, one right behind the other. Text: with commas.
///
/// ```
/// use sockopt::codec::{Encode, Fault, PackedAddresses};
/// use std::net::SocketAddr;
///
/// let both = ["192.0.2.7:9899".parse().unwrap(), "[::1]:9899".parse().unwrap()];
/// assert_eq!(PackedAddresses::encode(&both.as_slice())?.len(), 16 + 28);
/// assert_eq!(PackedAddresses::encode(&[].as_slice()), Err(Fault::OUT_OF_RANGE));
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct PackedAddresses;

impl Codec for PackedAddresses {
    type Value = Vec<SocketAddr>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("addresses with ports, with commas")
    }

    fn print(value: &Vec<SocketAddr>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print_addresses(value, f)
    }

    fn parse(text: &str) -> Result<Vec<SocketAddr>, Fault> {
        parse_addresses(text)
    }
}

impl Encode for PackedAddresses {
    type Arg<'a> = &'a [SocketAddr];
    type Bytes<'a> = Vec<u8>;

    fn lend(value: &Vec<SocketAddr>) -> &[SocketAddr] {
        value
    }

    fn encode(arg: &&[SocketAddr]) -> Result<Vec<u8>, Fault> {
        if arg.is_empty() {
            return Err(Fault::OUT_OF_RANGE);
        }
        Ok(SctpAddrs::from(*arg).into_bytes())
    }
}

/// Connects to a peer of more than one address, and gives the number of the association: `struct sctp_getaddrs_old`.
///
/// ```
/// use sockopt::codec::{Ask, ConnectX};
/// use sockopt::SctpAddrs;
///
/// let mut bytes = [0; 16];
/// let both = ["192.0.2.7:9899".parse().unwrap(), "192.0.2.8:9899".parse().unwrap()];
/// ConnectX::ask(&mut SctpAddrs::from(both.as_slice()), &mut bytes)?;
/// assert_eq!(bytes[4..8], 32_i32.to_ne_bytes()); // bytes, for it is not addresses that are counted
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct ConnectX;

impl Codec for ConnectX {
    type Value = SctpAssocId;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("addresses with ports")
    }

    fn print(value: &SctpAssocId, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Named<SctpAssocId> as Codec>::print(value, f)
    }

    fn parse(text: &str) -> Result<SctpAssocId, Fault> {
        <Named<SctpAssocId> as Codec>::parse(text)
    }
}

impl Decode for ConnectX {
    // Two numbers and an address of memory; it answers with the first number alone.
    type Reply = Padded<{ 8 + size_of::<usize>() }>;

    fn decode(answer: Answer<'_>) -> Result<SctpAssocId, Fault> {
        Named::<SctpAssocId>::from_raw(i32::unpack(answer.bytes())?)
    }
}

impl Ask for ConnectX {
    type Key<'a> = SctpAddrs;

    fn ask(key: &mut SctpAddrs, room: &mut [u8]) -> Result<(), Fault> {
        let bytes = key.as_bytes();
        let length = i32::try_from(bytes.len()).map_err(|_| Fault::OUT_OF_RANGE)?;
        if length == 0 {
            return Err(Fault::OUT_OF_RANGE);
        }
        // The key is borrowed for as long as the call takes, and its bytes with it.
        let address = bytes.as_ptr() as usize;
        let words = [0_i32.to_ne_bytes(), length.to_ne_bytes()].concat();
        let from = words.iter().chain(&address.to_ne_bytes()).copied().collect::<Vec<u8>>();
        let to = room.get_mut(..from.len()).ok_or(Fault::SHORT_REPLY)?;
        to.copy_from_slice(&from);
        Ok(())
    }
}
