//! SOL_BLUETOOTH: options of Bluetooth sockets of all protocols; l2cap(7), sco(7), iso(7), rfcomm(7) and hci(7) of BlueZ.
//!
//! ```
//! # #[cfg(target_os = "linux")] {
//! use sockopt::{BdAddr, BtAddr, BtSecurityLevel, Domain, Protocol, SockAddr, Socket, Type};
//!
//! // A kernel can be without it, and only the initial network namespace has it.
//! if let Ok(listener) = Socket::new(Domain::BLUETOOTH, Type::STREAM, Protocol::BTPROTO_RFCOMM) {
//!     listener.set_bt_security(BtSecurityLevel::HIGH.into())?;
//!     listener.bind(SockAddr::bluetooth(BtAddr::rfcomm(BdAddr::ANY, 22)))?;
//!     listener.set_bt_defer_setup(true)?;
//!     listener.listen(1)?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Which protocol has which:
//!
//! | option | L2CAP | RFCOMM | SCO | ISO | HCI |
//! |---|---|---|---|---|---|
//! | BT_SECURITY | ✓ | ✓ | | | |
//! | BT_DEFER_SETUP | ✓ | ✓ | ✓ | ✓ | |
//! | BT_FLUSHABLE, BT_POWER, BT_CHANNEL_POLICY, BT_MODE | ✓ | | | | |
//! | BT_SNDMTU, BT_RCVMTU | ✓ | | read | | ✓ |
//! | BT_PHY | ✓ | | read | | |
//! | BT_VOICE, BT_CODEC | | | ✓ | | |
//! | BT_PKT_STATUS | | | ✓ | ✓ | |
//! | BT_ISO_QOS, BT_ISO_BASE, BT_PKT_SEQNUM | | | | ✓ | |
//!
//! Others refuse it (ENOPROTOOPT). SCO and ISO sockets do not look at the level of an option: the option of another level is for them the
//! one here that has its number. And a socket that has SO_LINGER waits for that long when it is closed, connected or not.
//!
//! Facts without another source are from the kernel's `net/bluetooth/`: `l2cap_sock.c`, `rfcomm/sock.c`, `sco.c`, `iso.c`, `hci_sock.c`.

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Bits, Codecs, Flag, IsoQos, Mtu, Named, Record, Whole};
use crate::table::options;
use crate::{BtChannelPolicy, BtCodec, BtIsoQos, BtMode, BtPhy, BtSecurity, BtVoice};

options! {
    level SOL_BLUETOOTH, "bluetooth/bluetooth.h", |kind| kind.is_bluetooth();

    /// Which controllers an L2CAP channel may move to.
    ///
    /// Newer kernels know no faster ones: they refuse a set (EOPNOTSUPP), and 6.12 is one. Older ones take it in the modes ERTM and
    /// STREAMING only (EOPNOTSUPP).
    BT_CHANNEL_POLICY: BtChannelPolicy as Named<BtChannelPolicy, u32> { get bt_channel_policy, set set_bt_channel_policy }
        since "3.10"
        on LINUX | ANDROID => BT_CHANNEL_POLICY;

    /// Codecs for the voice of SCO sockets, that the controller does itself: a read gives those that it has, a set says which one is used.
    ///
    /// A set takes one codec. There must be a controller (EBADFD) that has them switched on, as an experiment (EOPNOTSUPP). What a codec can
    /// do is read, and means nothing in a set.
    BT_CODEC: Vec<BtCodec> as Codecs { get bt_codec, set set_bt_codec(&[BtCodec]) }
        since "5.16" when BeforeConnect law Other
        on LINUX | ANDROID => BT_CODEC;

    /// Whether who accepts a connection can still refuse it: it is complete with the first read of the accepted socket, and refused by
    /// closing that.
    ///
    /// Of bound sockets (EINVAL), but that ISO sockets are also read when they are not.
    BT_DEFER_SETUP: bool as Flag<u32> { get bt_defer_setup, set set_bt_defer_setup }
        since "2.6.30" when Bound
        on LINUX | ANDROID => BT_DEFER_SETUP;

    /// Whether data that an L2CAP socket sends can be given up when it is late. Off from the start.
    ///
    /// It can be off only on a connection, by a controller that can send so (EINVAL).
    BT_FLUSHABLE: bool as Flag<u32> { get bt_flushable, set set_bt_flushable }
        since "2.6.39"
        on LINUX | ANDROID => BT_FLUSHABLE;

    /// The description of a broadcast (BASE, of the Basic Audio Profile), in up to 248 bytes, by ISO sockets; on a receiver's connection,
    /// the advertisement that it came in.
    BT_ISO_BASE: Vec<u8> as Whole<248> { get bt_iso_base, set set_bt_iso_base(&[u8]) }
        since "6.0" when BeforeConnect
        on LINUX | ANDROID => BT_ISO_BASE;

    /// What an ISO channel promises. With a connection, a read gives what was agreed on.
    ///
    /// It may hold the code of a broadcast, and so has no text and no place in a dump. The kernel checks most of it when the channel is
    /// made (EINVAL); what it would refuse then is refused here.
    BT_ISO_QOS: BtIsoQos as IsoQos { get bt_iso_qos, set set_bt_iso_qos(&BtIsoQos) }
        since "6.0" when BeforeConnect law Other
        on LINUX | ANDROID => BT_ISO_QOS;

    /// The mode of an L2CAP channel. It can be set once it is bound (EINVAL).
    ///
    /// The parameter `enable_ecred` of the kernel's module switches it on (ENOPROTOOPT). Which modes there are depends on the kind
    /// of the address that the socket is bound to (EINVAL). ERTM and STREAMING are refused (EINVAL) unless they are switched off, by the
    /// parameter `disable_ertm`: it seems that Linux has that the wrong way round. L2CAP_OPTIONS has not.
    BT_MODE: BtMode as Named<BtMode, u8> { get bt_mode, set set_bt_mode }
        on LINUX | ANDROID => BT_MODE;

    /// The physical channels that a connection of L2CAP or SCO can use. Without a connection, ENOTCONN.
    ///
    /// A set chooses among them, by newer kernels: 7.2 can, and 6.12 cannot (ENOPROTOOPT); on L2CAP.
    BT_PHY: BtPhy as Bits<BtPhy> { get bt_phy, set set_bt_phy }
        when Connected law Other
        on LINUX | ANDROID => BT_PHY;

    /// Whether data comes with a control message ([`BT_SCM_PKT_SEQNUM`](crate::Message::BT_SCM_PKT_SEQNUM)) that has its sequence number;
    /// of ISO sockets.
    BT_PKT_SEQNUM: bool as Flag<u32> { set set_bt_pkt_seqnum }
        since "6.17"
        on LINUX | ANDROID => BT_PKT_SEQNUM;

    /// Whether data comes with a control message ([`BT_SCM_PKT_STATUS`](crate::Message::BT_SCM_PKT_STATUS)) that tells whether it is
    /// correct; of SCO and ISO sockets.
    BT_PKT_STATUS: bool as Flag<u32> { get bt_pkt_status, set set_bt_pkt_status }
        since "5.9"
        on LINUX | ANDROID => BT_PKT_STATUS;

    /// Whether an L2CAP socket wakes the link up when it sends, and does not wait for it. On from the start.
    BT_POWER: bool as Flag<u8> { get bt_power, set set_bt_power }
        since "3.1"
        on LINUX | ANDROID => BT_POWER;

    /// The largest message that is received, in bytes: of L2CAP sockets that are bound to an address of Low Energy (EINVAL for others), of
    /// connected SCO sockets (ENOTCONN), and of HCI sockets.
    ///
    /// It can be set on L2CAP, before `connect` (EISCONN) or in mode `EXT_FLOWCTL`, and on HCI channels but RAW and USER (ENOPROTOOPT).
    BT_RCVMTU: usize as Mtu { get bt_rcvmtu, set set_bt_rcvmtu }
        on LINUX | ANDROID => BT_RCVMTU;

    /// How secure a connection of L2CAP or RFCOMM must be. With a connection of L2CAP, a read tells how secure it is.
    ///
    /// ```
    /// use sockopt::{BtSecurityLevel, Domain, Protocol, Socket, Type};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// // A kernel can be without it.
    /// if let Ok(socket) = Socket::new(Domain::BLUETOOTH, Type::SEQPACKET, Protocol::BTPROTO_L2CAP) {
    ///     socket.set_bt_security(BtSecurityLevel::MEDIUM.into())?;
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    ///
    /// Of [`Type::SEQPACKET`](crate::Type::SEQPACKET), [`Type::STREAM`](crate::Type::STREAM) and [`Type::RAW`](crate::Type::RAW); not of
    /// datagrams (EINVAL).
    BT_SECURITY: BtSecurity as Record<BtSecurity, 2> { get bt_security, set set_bt_security }
        since "2.6.30"
        on LINUX | ANDROID => BT_SECURITY;

    /// The largest message that is sent, in bytes. For which sockets, [`BT_RCVMTU`](constant@BT_RCVMTU) says; L2CAP sockets read it when
    /// they are connected (ENOTCONN), and set it when they are not (EISCONN); older kernels leave it to the peer alone (EPERM; 5.10 is
    /// one). On HCI sockets, it is the same as BT_RCVMTU.
    BT_SNDMTU: usize as Mtu { get bt_sndmtu, set set_bt_sndmtu }
        law Other
        on LINUX | ANDROID => BT_SNDMTU;

    /// How the voice of SCO sockets goes over the air.
    ///
    /// Newer kernels want a controller for a set (EBADFD; 6.1 is one), and have taken the value all the same. Older kernels know
    /// [`TRANSPARENT`](BtVoice::TRANSPARENT) and [`CVSD_16BIT`](BtVoice::CVSD_16BIT) (EINVAL for others; 5.10 is one).
    BT_VOICE: BtVoice as Named<BtVoice, u16> { get bt_voice, set set_bt_voice }
        since "3.11" when BeforeConnect
        on LINUX | ANDROID => BT_VOICE;
}
