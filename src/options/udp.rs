//! IPPROTO_UDP: options of UDP; udp(7).
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
//! socket.set_udp_segment(Some(1200))?; // one send, many datagrams
//! socket.set_udp_gro(true)?; // one read, many datagrams
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/ipv4/udp.c`
//! (`udp_lib_setsockopt`, `udp_lib_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Flag, Int, Named, OrNone, U32};
use crate::table::options;
use crate::UdpEncap;

options! {
    level IPPROTO_UDP, "udp(7)", |kind| kind.is_udp();

    /// Whether datagrams are sent with a checksum.
    UDP_CHECKSUM_COVERAGE: bool as Flag { get udp_checksum_coverage, set set_udp_checksum_coverage }
        on WINDOWS => UDP_CHECKSUM_COVERAGE;

    /// Whether data is gathered into one datagram, which is sent when this is cleared.
    UDP_CORK: bool as Flag { get udp_cork, set set_udp_cork }
        since "2.5.44"
        on LINUX | ANDROID => UDP_CORK;

    /// What the datagrams carry that the kernel takes out of them; `None` for plain data.
    ///
    /// A value that the kernel does not know is refused just as an option would be (ENOPROTOOPT).
    UDP_ENCAP: Option<UdpEncap> as OrNone<Named<UdpEncap>, 0> { get udp_encap, set set_udp_encap }
        since "2.5.67"
        on LINUX | ANDROID | FREEBSD => UDP_ENCAP;

    /// Whether datagrams of one sender may be read many at a time; a control message tells their
    /// size.
    UDP_GRO: bool as Flag { get udp_gro, set set_udp_gro }
        since "5.0"
        on LINUX | ANDROID => UDP_GRO;

    /// Whether the datagrams of the socket's port may carry IPsec (RFC 3948), which the system then takes out of them.
    ///
    /// IPv4 alone (EAFNOSUPPORT). It takes a privilege (`sys_ip_config`). UDP_ENCAP elsewhere.
    UDP_NAT_T_ENDPOINT: bool as Flag { get udp_nat_t_endpoint, set set_udp_nat_t_endpoint }
        on ILLUMOS | SOLARIS => UDP_NAT_T_ENDPOINT;

    /// Whether datagrams go without a checksum; on IPv4 alone. A provider may keep it, and do nothing.
    UDP_NOCHECKSUM: bool as Flag { get udp_nochecksum, set set_udp_nochecksum }
        on WINDOWS => UDP_NOCHECKSUM;

    /// Whether datagrams that came without a checksum are taken (IPv6, where they must have one otherwise).
    UDP_NO_CHECK6_RX: bool as Flag { get udp_no_check6_rx, set set_udp_no_check6_rx }
        since "3.16"
        on LINUX | ANDROID => UDP_NO_CHECK6_RX;

    /// Whether datagrams are sent without a checksum (IPv6). For IPv4 it is SO_NO_CHECK.
    UDP_NO_CHECK6_TX: bool as Flag { get udp_no_check6_tx, set set_udp_no_check6_tx }
        since "3.16"
        on LINUX | ANDROID => UDP_NO_CHECK6_TX;

    /// The most bytes that datagrams of one peer are received in at once, where the system joins them; `None` for each by itself.
    ///
    /// How long each was comes with them: [`Message::UDP_COALESCED_INFO`](crate::Message::UDP_COALESCED_INFO).
    UDP_RECV_MAX_COALESCED_SIZE: Option<u32> as OrNone<U32, 0> { get udp_recv_max_coalesced_size, set set_udp_recv_max_coalesced_size }
        on WINDOWS => UDP_RECV_MAX_COALESCED_SIZE;

    /// The size of the datagrams, in bytes, that a larger send is cut into; `None` for no cutting.
    ///
    /// It stays for all sends; a control message gives it for one. Sends fail (EINVAL, EIO) where the size does not fit into a
    /// packet of the path, or the device cannot do its part. It is called UDP_SEND_MSG_SIZE on Windows.
    UDP_SEGMENT: Option<u16> as OrNone<Int<u16, 1, 65535>, 0> { get udp_segment, set set_udp_segment }
        since "4.18"
        on LINUX | ANDROID => UDP_SEGMENT, WINDOWS => UDP_SEND_MSG_SIZE;
}
