//! SOL_HCI: options of sockets that take part in what the kernel and a Bluetooth controller say to each other; hci(7) of BlueZ.
//!
//! ```
//! # #[cfg(target_os = "linux")] {
//! use sockopt::{BtAddr, Domain, HciChannel, HciFilter, Protocol, SockAddr, Socket, Type};
//!
//! // A kernel can be without it, and only the initial network namespace has it.
//! if let Ok(socket) = Socket::new(Domain::BLUETOOTH, Type::RAW, Protocol::BTPROTO_HCI) {
//!     socket.set_hci_filter(HciFilter::ALL)?;
//!     // There may be no controller.
//!     let _ = socket.bind(SockAddr::bluetooth(BtAddr::hci(Some(0), HciChannel::RAW)));
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! All are of sockets on [`HciChannel::RAW`](crate::HciChannel::RAW), where an unbound one is (EBADFD for others). Numbers of this level are
//! also those of IPPROTO_IP: what they mean goes by the socket.
//!
//! Facts without another source are from the kernel's `net/bluetooth/hci_sock.c` (`hci_sock_setsockopt_old`, `hci_sock_getsockopt_old`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Flag, Record};
use crate::table::options;
use crate::HciFilter;

options! {
    level SOL_HCI, "bluetooth/hci.h", |kind| kind.is_hci();

    /// Whether a packet comes with a control message ([`HCI_CMSG_DIR`](crate::Message::HCI_CMSG_DIR)) that tells who sent it.
    HCI_DATA_DIR: bool as Flag { get hci_data_dir, set set_hci_data_dir }
        on LINUX | ANDROID => HCI_DATA_DIR;

    /// Which packets the socket receives. A new one receives none.
    ///
    /// Without CAP_NET_RAW, packets are taken out of the filter that not everybody is to see, without an error: all but events, and many of
    /// those.
    HCI_FILTER: HciFilter as Record<HciFilter, 16> { get hci_filter, set set_hci_filter }
        law Other
        on LINUX | ANDROID => HCI_FILTER;

    /// Whether a packet comes with a control message ([`HCI_CMSG_TSTAMP`](crate::Message::HCI_CMSG_TSTAMP)) that tells when it was.
    HCI_TIME_STAMP: bool as Flag { get hci_time_stamp, set set_hci_time_stamp }
        on LINUX | ANDROID => HCI_TIME_STAMP;
}
