//! The TCP Authentication Option (RFC 5925): TCP_AO_ADD_KEY and the like.

use std::net::IpAddr;

use crate::codec::{record, BigEndian, Int, U32, U64};
use crate::interface::Interface;
use crate::name::Name;
use crate::values::TcpKey;

/// A key for the packets from and to some peers (RFC 5925): TCP_AO_ADD_KEY.
///
/// ```
/// use sockopt::{Name, TcpAoKey, TcpKey};
/// use std::net::Ipv4Addr;
///
/// let key = TcpKey::new(b"between you and me").unwrap();
/// let sha = Name::new("hmac(sha1)").unwrap();
/// // What this side sends carries the number 100, what the peer sends 200.
/// let signed = TcpAoKey::new(Ipv4Addr::new(192, 0, 2, 7), (100, 200), sha, key);
/// assert_eq!(signed.prefix, 32);
/// assert!(format!("{signed:?}").contains("TcpKey(18 bytes)"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TcpAoKey {
    /// The peer. On an IPv6 socket, one of IPv4 is written `::ffff:192.0.2.7`.
    pub peer: IpAddr,
    /// How many bits of the address must be the same; the others are 0. 0 goes with the unspecified address, and that
    /// with 0.
    pub prefix: u8,
    /// The device of a routing domain (VRF) that the peer must be in; `None` for any.
    pub interface: Option<Interface>,
    /// The number that packets of this side carry.
    pub send_id: u8,
    /// The number that packets of the peer carry.
    pub recv_id: u8,
    /// How packets are signed, as the kernel names it: `hmac(sha1)`, `cmac(aes128)`, …
    pub algorithm: Name,
    /// How many bytes of the signature are sent; `None` for 12.
    pub mac_length: Option<u8>,
    /// The key.
    pub key: TcpKey,
    /// Whether the other options in TCP's header are left out of what is signed.
    pub exclude_options: bool,
    /// Whether packets are signed with it from now on. (Not on a listener.)
    pub set_current: bool,
    /// Whether the peer is asked to sign with it from now on. (Not on a listener.)
    pub set_rnext: bool,
}

impl TcpAoKey {
    /// For one peer, and the numbers that this side and the peer send.
    pub fn new(peer: impl Into<IpAddr>, ids: (u8, u8), algorithm: Name, key: TcpKey) -> TcpAoKey {
        let peer = peer.into();
        let (send_id, recv_id) = ids;
        TcpAoKey {
            peer,
            prefix: if peer.is_unspecified() { 0 } else { widest(&peer) },
            interface: None,
            send_id,
            recv_id,
            algorithm,
            mac_length: None,
            key,
            exclude_options: false,
            set_current: false,
            set_rnext: false,
        }
    }
}

/// How many bits an address has; of an IPv4 address in IPv6's form, those that count.
pub(crate) fn widest(address: &IpAddr) -> u8 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(address) if address.to_ipv4_mapped().is_some() => 32,
        IpAddr::V6(_) => 128,
    }
}

/// A key to be taken away: TCP_AO_DEL_KEY.
///
/// ```
/// use sockopt::TcpAoDel;
/// use std::net::Ipv4Addr;
///
/// let old = TcpAoDel::new(Ipv4Addr::new(192, 0, 2, 7), (100, 200));
/// let to_another = TcpAoDel { current_key: Some(101), rnext: Some(201), ..old };
/// assert_ne!(old, to_another);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TcpAoDel {
    /// The peer, as it was added.
    pub peer: IpAddr,
    /// How many bits of the address must be the same, as it was added.
    pub prefix: u8,
    /// The device of a routing domain (VRF), if it was added with one.
    pub interface: Option<Interface>,
    /// The number that packets of this side carry.
    pub send_id: u8,
    /// The number that packets of the peer carry.
    pub recv_id: u8,
    /// The number of the key with which packets are signed from now on; `None` for the same as before, which must not be
    /// the one to be taken away.
    pub current_key: Option<u8>,
    /// The number of the key with which the peer is asked to sign from now on; `None` for the same as before.
    pub rnext: Option<u8>,
    /// Whether the call does not wait until the key is gone. (Only on a listener.)
    pub del_async: bool,
}

impl TcpAoDel {
    /// Of one peer, by the numbers that this side and the peer send.
    pub fn new(peer: impl Into<IpAddr>, ids: (u8, u8)) -> TcpAoDel {
        let peer = peer.into();
        let (send_id, recv_id) = ids;
        TcpAoDel {
            peer,
            prefix: if peer.is_unspecified() { 0 } else { widest(&peer) },
            interface: None,
            send_id,
            recv_id,
            current_key: None,
            rnext: None,
            del_async: false,
        }
    }
}

/// Which keys TCP_AO_GET_KEYS tells of.
///
/// ```
/// use sockopt::{Domain, Socket, TcpAoFilter, Type};
///
/// # #[cfg(target_os = "linux")] {
/// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
/// for key in socket.tcp_ao_get_keys(TcpAoFilter::All).unwrap_or_default() {
///     println!("{}/{}: {} packets", key.key.peer, key.key.prefix, key.good);
/// }
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TcpAoFilter {
    /// All of them.
    All,
    /// The one with which packets are signed.
    Current,
    /// The one with which the peer is asked to sign.
    Rnext,
    /// Those two, which may be one.
    InUse,
    /// Those of some peers, by the numbers that this side and the peer send.
    Of {
        /// The peer, or the network.
        peer: IpAddr,
        /// How many bits of the address are compared; the others are 0. 0 goes with the unspecified address, and that
        /// with 0: then peers are not compared, but of one protocol they must be.
        prefix: u8,
        /// The device of a routing domain (VRF); `None` for any. A key that was added with none is told of in any case.
        interface: Option<Interface>,
        /// The number that packets of this side carry.
        send_id: u8,
        /// The number that packets of the peer carry.
        recv_id: u8,
    },
}

/// A key of a socket, and how it is used: TCP_AO_GET_KEYS.
///
/// ```
/// use sockopt::TcpAoKeyUse;
///
/// fn is_idle(key: &TcpAoKeyUse) -> bool {
///     !key.is_current && !key.is_rnext
/// }
/// # let _ = is_idle;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TcpAoKeyUse {
    /// The key, as it was added. It is not said here to be set as the one in use, and its algorithm is named as the kernel's
    /// ciphers are.
    pub key: TcpAoKey,
    /// Whether packets are signed with it.
    pub is_current: bool,
    /// Whether the peer is asked to sign with it.
    pub is_rnext: bool,
    /// Packets that came in signed with it, and rightly so.
    pub good: u64,
    /// Packets that came in signed with it, and wrongly.
    pub bad: u64,
}

/// How a socket goes about signed packets, and what became of them: TCP_AO_INFO.
///
/// ```
/// use sockopt::TcpAoInfo;
///
/// let strict = TcpAoInfo { ao_required: true, ..TcpAoInfo::default() };
/// assert_eq!(strict.counters, None); // they stay as they are
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TcpAoInfo {
    /// The number of the key with which packets are signed; `None`, when set, for the same as before.
    pub current_key: Option<u8>,
    /// The number of the key with which the peer is asked to sign; `None`, when set, for the same as before.
    pub rnext: Option<u8>,
    /// Whether no packet is taken that is not signed.
    pub ao_required: bool,
    /// Whether errors that the network sends (ICMP) are heeded, which anybody can forge.
    pub accept_icmps: bool,
    /// What became of the packets; `None`, when set, to leave the counts as they are.
    pub counters: Option<TcpAoCounters>,
}

record! {
    /// What became of the packets that came in: see [`TcpAoInfo`].
    ///
    /// ```
    /// use sockopt::TcpAoCounters;
    ///
    /// assert_eq!(TcpAoCounters::default().bad, 0);
    /// ```
    #[derive(Default)]
    pub struct TcpAoCounters {
        /// Signed, and the signature is right.
        pub good: u64 as U64,
        /// Signed, and the signature is wrong.
        pub bad: u64 as U64,
        /// Signed with a key that is not known.
        pub key_not_found: u64 as U64,
        /// Not signed, though they must be.
        pub ao_required: u64 as U64,
        /// Errors of the network that were not heeded.
        pub dropped_icmp: u64 as U64,
    }
}

record! {
    /// What a connection with signed packets needs to be put back: TCP_AO_REPAIR.
    ///
    /// ```
    /// use sockopt::{Socket, TcpAoRepair};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// fn copy(from: &Socket, to: &Socket) -> sockopt::Result<()> {
    ///     let state: TcpAoRepair = from.tcp_ao_repair()?;
    ///     to.set_tcp_ao_repair(state)
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct TcpAoRepair {
        /// The first sequence number of this side.
        pub snt_isn: u32 as Int<u32, 0, { u32::MAX as i128 }, BigEndian>,
        /// The first sequence number of the peer.
        pub rcv_isn: u32 as Int<u32, 0, { u32::MAX as i128 }, BigEndian>,
        /// How often the sequence numbers of this side have begun anew.
        pub snd_sne: u32 as U32,
        /// How often those of the peer have.
        pub rcv_sne: u32 as U32,
    }
}
