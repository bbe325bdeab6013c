//! The values of TCP's and UDP's options.

use crate::codec::{extended, names, record, Int, Named, OrOlder, U32};

names! {
    /// Whether the packet that opens a connection is kept: TCP_SAVE_SYN. (No header of the system has
    /// names for these.)
    ///
    /// ```
    /// use sockopt::TcpSaveSyn;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!("TCP_SAVE_SYN_LINK".parse(), Ok(TcpSaveSyn::LINK));
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct TcpSaveSyn {
        /// It is not.
        OFF = TCP_SAVE_SYN_OFF on LINUX | ANDROID;
        /// It is, from its IP header on.
        NETWORK = TCP_SAVE_SYN_NETWORK on LINUX | ANDROID;
        /// It is, from the header of its link layer on (Linux 5.10).
        LINK = TCP_SAVE_SYN_LINK on LINUX | ANDROID;
    }
}

names! {
    /// A queue of a connection in repair mode: TCP_REPAIR_QUEUE.
    ///
    /// ```
    /// use sockopt::TcpRepairQueue;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(TcpRepairQueue::SEND.to_string(), "TCP_SEND_QUEUE");
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct TcpRepairQueue {
        /// Neither.
        NONE = TCP_NO_QUEUE on LINUX | ANDROID;
        /// What was received and not yet read.
        RECV = TCP_RECV_QUEUE on LINUX | ANDROID;
        /// What was written and not yet acknowledged.
        SEND = TCP_SEND_QUEUE on LINUX | ANDROID;
    }
}

names! {
    /// The kind of an option in TCP's header.
    ///
    /// ```
    /// use sockopt::TcpOption;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(TcpOption::WINDOW.raw(), 3);
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct TcpOption {
        /// The largest segment.
        MSS = TCPOPT_MAXSEG on LINUX | ANDROID;
        /// The scale of the window.
        WINDOW = TCPOPT_WINDOW on LINUX | ANDROID;
        /// Selective acknowledgements are understood.
        SACK_PERM = TCPOPT_SACK_PERMITTED on LINUX | ANDROID;
        /// Timestamps.
        TIMESTAMP = TCPOPT_TIMESTAMP on LINUX | ANDROID;
    }
}

record! {
    /// What the two sides of a connection agreed on: one line of TCP_REPAIR_OPTIONS.
    ///
    /// ```
    /// use sockopt::{TcpOption, TcpRepairOption};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// let timestamps = TcpRepairOption { option: TcpOption::TIMESTAMP, value: 0 };
    /// assert_eq!(timestamps.option.raw(), 8);
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct TcpRepairOption {
        /// On what.
        pub option: TcpOption as Named<TcpOption, u32>,
        /// The segment's size in bytes; or the scale of the window, of this side in the low half and of the peer in the high
        /// one; or 0.
        pub value: u32 as U32,
    }
}

record! {
    /// The windows of a connection in repair mode: TCP_REPAIR_WINDOW.
    ///
    /// ```
    /// use sockopt::{Socket, TcpRepairWindow};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// fn offered(socket: &Socket) -> sockopt::Result<u32> {
    ///     let TcpRepairWindow { rcv_wnd, .. } = socket.tcp_repair_window()?;
    ///     Ok(rcv_wnd)
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct TcpRepairWindow {
        /// The sequence number of the packet that last changed the window for sending.
        pub snd_wl1: u32 as U32,
        /// The window for sending, in bytes.
        pub snd_wnd: u32 as U32,
        /// The largest that it has been.
        pub max_window: u32 as U32,
        /// The window that was last offered to the peer, in bytes.
        pub rcv_wnd: u32 as U32,
        /// What the next byte to be received was when it was offered.
        pub rcv_wup: u32 as U32,
    }
}

names! {
    /// What UDP datagrams carry for the kernel: UDP_ENCAP.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, Type, UdpEncap};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
    /// socket.set_udp_encap(Some(UdpEncap::L2TPINUDP))?;
    /// assert_eq!(socket.udp_encap()?, Some(UdpEncap::L2TPINUDP));
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct UdpEncap {
        /// IPsec as in a draft of its standard; newer kernels refuse it.
        ESPINUDP_NON_IKE = UDP_ENCAP_ESPINUDP_NON_IKE on LINUX | ANDROID | FREEBSD;
        /// IPsec (RFC 3948), where the kernel has it.
        ESPINUDP = UDP_ENCAP_ESPINUDP on LINUX | ANDROID | FREEBSD;
        /// L2TP (RFC 2661).
        L2TPINUDP = UDP_ENCAP_L2TPINUDP on LINUX | ANDROID;
        /// GTP of the first version, of mobile networks: a read gives it, the kernel itself sets it.
        GTP0 = UDP_ENCAP_GTP0 on LINUX | ANDROID;
        /// As `GTP0`, of the user's data.
        GTP1U = UDP_ENCAP_GTP1U on LINUX | ANDROID;
        /// RxRPC: as `GTP0`.
        RXRPC = UDP_ENCAP_RXRPC on LINUX | ANDROID;
        /// TCP with ESP: no UDP socket has it.
        ESPINTCP = TCP_ENCAP_ESPINTCP on LINUX | ANDROID;
    }
}

extended! {
    /// What became of received data: TCP_ZEROCOPY_RECEIVE.
    ///
    /// ```
    /// use sockopt::TcpZerocopyReceive;
    ///
    /// fn is_all(got: &TcpZerocopyReceive) -> bool {
    ///     got.recv_skip_hint == 0 && got.inq == Some(0)
    /// }
    /// ```
    pub struct TcpZerocopyReceive of 16 {
        /// How many bytes are in the mapping now.
        length: u32 as U32, at 8;
        /// How many bytes come next that must be read by a `recv`, as far as this call looked.
        recv_skip_hint: u32 as U32, at 12;
        /// How many bytes wait to be read, those among them.
        inq: Option<u32> as OrOlder<U32>, at 16;
        /// The socket's error, minus its number; 0 for none.
        err: Option<i32> as OrOlder<Int<i32>>, at 20;
        /// How many bytes were copied to the buffer, or minus the number of an error.
        copybuf_len: Option<i32> as OrOlder<Int<i32>>, at 32;
    }
}

bitflags::bitflags! {
    /// How data is received into a mapping: TCP_ZEROCOPY_RECEIVE.
    ///
    /// ```
    /// use sockopt::TcpZerocopyFlags;
    ///
    /// assert_eq!(TcpZerocopyFlags::TLB_CLEAN_HINT.bits(), 1);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct TcpZerocopyFlags: u32 {
        /// There is likely nothing in the mapping: the kernel takes out what is there only if it is in the way.
        const TLB_CLEAN_HINT = 1;
    }
}
