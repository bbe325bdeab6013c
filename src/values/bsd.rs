//! Values of options of Apple, the BSDs and illumos.

use crate::codec::{names, placed, record, Bits, Int, Named, U32};
use crate::name::Name;
#[cfg(unix)]
use crate::sys::{AsSocket, BorrowedSocket};
#[cfg(unix)]
use core::time::Duration;

bitflags::bitflags! {
    /// What a socket of Apple's may do that POSIX does not have: of [`NpExtensions`].
    ///
    /// ```
    /// assert_eq!(sockopt::NpFlags::SETOPTSHUT.bits(), 1);
    /// ```
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct NpFlags: u32 {
        /// Options may still be set once both directions are shut down.
        const SETOPTSHUT = 1;
    }
}

record! {
    /// What POSIX does not have: SO_NP_EXTENSIONS.
    ///
    /// ```
    /// use sockopt::{NpExtensions, NpFlags};
    ///
    /// let after_shutdown = NpExtensions { flags: NpFlags::SETOPTSHUT, mask: NpFlags::SETOPTSHUT };
    /// # #[cfg(target_vendor = "apple")] {
    /// # use sockopt::{Domain, Socket, Type};
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// socket.set_np_extensions(after_shutdown)?;
    /// # }
    /// # let _ = after_shutdown;
    /// # std::io::Result::Ok(())
    /// ```
    pub struct NpExtensions {
        /// What is on.
        pub flags: NpFlags as Bits<NpFlags>,
        /// What of it is set; a read has all that there is.
        pub mask: NpFlags as Bits<NpFlags>,
    }
}

/// A filter that keeps a connection from `accept` until something has come: SO_ACCEPTFILTER.
///
/// ```
/// use sockopt::{AcceptFilter, Name};
///
/// let filter = AcceptFilter::new(Name::new("dataready").unwrap());
/// # #[cfg(any(target_os = "freebsd", target_os = "netbsd", target_os = "dragonfly"))] {
/// # use sockopt::Socket;
/// let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
/// if let Err(error) = Socket::from(&listener).set_acceptfilter(Some(&filter)) {
///     println!("the system does not have it: {error}");
/// }
/// # }
/// # let _ = filter;
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AcceptFilter {
    /// The filter: `dataready` waits for data, `httpready` for a whole request.
    pub name: Name,
    /// What is passed to it, up to 239 bytes. On FreeBSD and NetBSD, a read has the name here, if anything.
    pub arg: String,
}

impl AcceptFilter {
    /// A filter that is passed nothing.
    pub fn new(name: Name) -> AcceptFilter {
        AcceptFilter { name, arg: String::new() }
    }
}

/// Where what comes is sent on to: SO_SPLICE.
///
/// ```
/// # #[cfg(any(target_os = "freebsd", target_os = "openbsd"))] {
/// use sockopt::{Socket, Splice};
/// use std::net::{TcpListener, TcpStream};
/// use std::time::Duration;
///
/// let listener = TcpListener::bind("127.0.0.1:0")?;
/// let (client, server) = (TcpStream::connect(listener.local_addr()?)?, listener.accept()?.0);
/// let (other, sink) = (TcpStream::connect(listener.local_addr()?)?, listener.accept()?.0);
/// let splice = Splice::to(&other).idle(Duration::from_secs(30));
/// if let Err(error) = Socket::from(&server).set_splice(splice) {
///     println!("FreeBSD has it since 15: {error}");
/// }
/// # let _ = (client, sink);
/// # }
/// # std::io::Result::Ok(())
/// ```
#[cfg(unix)]
#[derive(Clone, Copy, Debug)]
pub struct Splice<'a> {
    /// `None` for what a text or a read would have to say, and cannot.
    target: Option<Option<BorrowedSocket<'a>>>,
    max: Option<u64>,
    idle: Option<Duration>,
}

#[cfg(unix)]
impl<'a> Splice<'a> {
    /// To another socket, of the same protocol.
    pub fn to(socket: &'a impl AsSocket) -> Splice<'a> {
        Splice { target: Some(Some(crate::sys::borrow(socket))), ..Splice::unsaid() }
    }

    /// Nowhere: what comes is read as usual again.
    pub fn end() -> Splice<'a> {
        Splice { target: Some(None), ..Splice::unsaid() }
    }

    /// No more than so many bytes, of which there must be one. Then it ends.
    pub fn max(self, bytes: u64) -> Splice<'a> {
        Splice { max: Some(bytes), ..self }
    }

    /// Until nothing has come for so long. Then it ends.
    pub fn idle(self, time: Duration) -> Splice<'a> {
        Splice { idle: Some(time), ..self }
    }

    pub(crate) fn unsaid() -> Splice<'a> {
        Splice { target: None, max: None, idle: None }
    }

    pub(crate) fn socket(&self) -> Option<Option<BorrowedSocket<'a>>> {
        self.target
    }

    pub(crate) fn limit(&self) -> Option<u64> {
        self.max
    }

    pub(crate) fn idle_time(&self) -> Option<Duration> {
        self.idle
    }
}

/// The TCP that a connection goes by: TCP_FUNCTION_BLK.
///
/// ```
/// # #[cfg(target_os = "freebsd")] {
/// use sockopt::{Domain, Socket, Type};
///
/// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
/// println!("it goes by {}", socket.tcp_function_blk()?.function_set_name);
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TcpFunctionSet {
    /// Its name: `freebsd`, `rack`, `bbr`.
    pub function_set_name: String,
    /// How many connections go by it.
    pub pcbcnt: u32,
}

names! {
    /// A setting of FreeBSD's congestion control `newreno`: of TCP_CCALGOOPT.
    ///
    /// ```
    /// # #[cfg(target_os = "freebsd")] {
    /// assert_eq!(sockopt::TcpCcOption::NEWRENO_BETA.to_string(), "CC_NEWRENO_BETA");
    /// # }
    /// assert_eq!(sockopt::TcpCcOption::from_raw(7).raw(), 7);
    /// ```
    pub struct TcpCcOption {
        /// To how many percent of itself the window is cut when data was lost.
        NEWRENO_BETA = CC_NEWRENO_BETA on FREEBSD;
        /// The same, when the network has told of congestion (ECN).
        NEWRENO_BETA_ECN = CC_NEWRENO_BETA_ECN on FREEBSD;
    }
}

record! {
    /// Which setting of the congestion control is asked for: the key of TCP_CCALGOOPT.
    ///
    /// ```
    /// use sockopt::{TcpCcKey, TcpCcOption};
    ///
    /// let key = TcpCcKey { name: TcpCcOption::from_raw(1) };
    /// # #[cfg(target_os = "freebsd")]
    /// assert_eq!(key.name, TcpCcOption::NEWRENO_BETA);
    /// # let _ = key;
    /// ```
    pub struct TcpCcKey {
        /// Which one.
        pub name: TcpCcOption as Named<TcpCcOption>,
    }
}

record! {
    /// A setting of the congestion control, and its value: TCP_CCALGOOPT.
    ///
    /// ```
    /// # #[cfg(target_os = "freebsd")] {
    /// use sockopt::{Domain, Name, Socket, TcpCcOpt, TcpCcOption, Type};
    ///
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// socket.set_tcp_congestion(Name::new("newreno").unwrap())?;
    /// socket.set_tcp_ccalgoopt(TcpCcOpt { name: TcpCcOption::NEWRENO_BETA, val: 70 })?;
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct TcpCcOpt {
        /// Which one.
        pub name: TcpCcOption as Named<TcpCcOption>,
        /// Its value.
        pub val: u32 as U32,
    }
}

names! {
    /// The part of a machine (NUMA) whose connections a socket gets, of those that share a port: TCP_REUSPORT_LB_NUMA.
    ///
    /// Each number from 0 is one.
    ///
    /// ```
    /// let second = sockopt::TcpNuma::from_raw(1);
    /// assert_eq!(second.to_string(), "1");
    /// ```
    pub struct TcpNuma {
        /// Any.
        NODOM = TCP_REUSPORT_LB_NUMA_NODOM on FREEBSD;
        /// The one that the program runs on now.
        CURDOM = TCP_REUSPORT_LB_NUMA_CURDOM on FREEBSD;
    }
}

bitflags::bitflags! {
    /// What is asked of a part of IPsec: of [`IpsecReq`].
    ///
    /// ```
    /// assert_eq!(sockopt::IpsecPref::REQUIRED.bits(), 2);
    /// ```
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct IpsecPref: u32 {
        /// It is not used, whatever the system's policy says.
        const NEVER = 1;
        /// It must be used.
        const REQUIRED = 2;
        /// With an association that no other socket uses.
        const UNIQUE = 4;
    }
}

placed! {
    /// The IPsec policy of a socket of illumos: IP_SEC_OPT. (`ipsec_req_t` of netinet/in.h.)
    ///
    /// Algorithms are the numbers of net/pfkeyv2.h, 0 for any.
    ///
    /// ```
    /// use sockopt::{IpsecPref, IpsecReq};
    ///
    /// let encrypted = IpsecReq { esp_req: IpsecPref::REQUIRED, ..IpsecReq::default() };
    /// # #[cfg(target_os = "illumos")] {
    /// # use sockopt::{Domain, Socket, Type};
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// socket.set_ip_sec_opt(encrypted)?;
    /// # }
    /// # let _ = encrypted;
    /// # std::io::Result::Ok(())
    /// ```
    #[derive(Default)]
    pub struct IpsecReq of 16; {
        /// Of authentication (AH).
        ah_req: IpsecPref as Bits<IpsecPref>, at 0;
        /// Of encryption (ESP).
        esp_req: IpsecPref as Bits<IpsecPref>, at 4;
        /// Of packets in packets.
        self_encap_req: IpsecPref as Bits<IpsecPref>, at 8;
        /// By what AH authenticates.
        auth_alg: u8 as Int<u8, 0, 255, u8>, at 12;
        /// By what ESP encrypts.
        esp_alg: u8 as Int<u8, 0, 255, u8>, at 13;
        /// By what ESP authenticates.
        esp_auth_alg: u8 as Int<u8, 0, 255, u8>, at 14;
    }
}

bitflags::bitflags! {
    /// How a socket filter of illumos got there: of [`FilInfo`].
    ///
    /// ```
    /// assert_eq!(sockopt::FilFlags::AUTO.bits(), 2);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct FilFlags: u32 {
        /// The program has attached it.
        const PROG = 1;
        /// The system has.
        const AUTO = 2;
        /// It no longer takes part.
        const BYPASS = 4;
    }
}

/// A filter of a socket of illumos: of FIL_LIST. (`struct fil_info` of sys/socket.h.)
///
/// ```
/// use sockopt::{FilFlags, FilInfo};
///
/// let info = FilInfo { flags: FilFlags::PROG, pos: 0, name: "httpfilt".into() };
/// assert!(!info.flags.contains(FilFlags::AUTO));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FilInfo {
    /// How it got there.
    pub flags: FilFlags,
    /// Its place: 0 is the one nearest to the network.
    pub pos: u32,
    /// Its name.
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{Fault, Fields};

    #[test]
    fn structures_lie_as_in_c() -> Result<(), Fault> {
        let mut bytes = [0; 16];
        let request = IpsecReq {
            ah_req: IpsecPref::NEVER,
            esp_req: IpsecPref::REQUIRED | IpsecPref::UNIQUE,
            auth_alg: 2,
            esp_alg: 12,
            esp_auth_alg: 3,
            ..IpsecReq::default()
        };
        request.write(&mut bytes)?;
        let words = [1_u32, 6, 0].map(u32::to_ne_bytes).concat();
        assert_eq!(bytes.split_at(12), (words.as_slice(), [2, 12, 3, 0].as_slice()));
        assert_eq!(IpsecReq::read(&bytes), Ok(request));

        let mut bytes = [0; 8];
        let set = TcpCcOpt { name: TcpCcOption::from_raw(2), val: 80 };
        set.write(&mut bytes)?;
        assert_eq!(bytes.to_vec(), [2_u32, 80].map(u32::to_ne_bytes).concat());
        assert_eq!(TcpCcOpt::read(&bytes), Ok(set));

        let all = NpExtensions { flags: NpFlags::SETOPTSHUT, mask: NpFlags::SETOPTSHUT };
        all.write(&mut bytes)?;
        assert_eq!(bytes.to_vec(), [1_u32, 1].map(u32::to_ne_bytes).concat());
        Ok(())
    }
}
