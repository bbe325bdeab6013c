//! The values of multicast routing: linux/mroute.h and mroute6.h.

use core::fmt;
use core::str::FromStr;
use std::net::{Ipv4Addr, Ipv6Addr};

use crate::codec::{placed, IfSet, Int, Ip, OfMif, OfVif, Ttls};
use crate::error::TextError;
use crate::interface::Interface;

/// The number of a vif or a mif: there are 32.
type Number = Int<u16, 0, 31, u16>;

/// What a [`Vif`] stands for.
///
/// ```
/// use sockopt::VifDevice;
/// use std::net::Ipv4Addr;
///
/// let by_address = VifDevice::Address(Ipv4Addr::new(192, 0, 2, 1));
/// assert_eq!(by_address.to_string(), "address:192.0.2.1");
/// assert_eq!("register".parse(), Ok(VifDevice::Register));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VifDevice {
    /// The interface that has the address.
    Address(Ipv4Addr),
    /// The interface.
    Interface(Interface),
    /// A tunnel of IP in IP, which is made for it.
    Tunnel {
        /// The address of this end.
        local: Ipv4Addr,
        /// The address of the other end.
        remote: Ipv4Addr,
    },
    /// The router itself, for PIM: it is given the packets whole. There is one at most.
    Register,
}

impl fmt::Display for VifDevice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            VifDevice::Address(address) => write!(f, "address:{address}"),
            VifDevice::Interface(interface) => write!(f, "interface:{interface}"),
            VifDevice::Tunnel { local, remote } => write!(f, "tunnel:{local}-{remote}"),
            VifDevice::Register => f.write_str("register"),
        }
    }
}

impl FromStr for VifDevice {
    type Err = TextError;

    fn from_str(text: &str) -> Result<VifDevice, TextError> {
        let device = || {
            Some(match text.split_once(':') {
                None if text == "register" => VifDevice::Register,
                Some(("address", address)) => VifDevice::Address(address.parse().ok()?),
                Some(("interface", interface)) => VifDevice::Interface(interface.parse().ok()?),
                Some(("tunnel", ends)) => {
                    let (local, remote) = ends.split_once('-')?;
                    VifDevice::Tunnel { local: local.parse().ok()?, remote: remote.parse().ok()? }
                }
                _ => return None,
            })
        };
        device().ok_or(TextError { what: "VifDevice" })
    }
}

placed! {
    /// A virtual interface of an IPv4 multicast router: MRT_ADD_VIF.
    ///
    /// `struct vifctl` has a threshold and a limit of the rate too. Linux keeps them and heeds neither, so they are left
    /// out: what counts is each entry's own TTL ([`Mfc`]).
    ///
    /// ```
    /// use sockopt::{Vif, VifDevice};
    /// use std::net::Ipv4Addr;
    ///
    /// let first = Vif { vifi: 0, device: VifDevice::Address(Ipv4Addr::new(192, 0, 2, 1)) };
    /// assert_ne!(first, Vif { vifi: 1, ..first });
    /// ```
    pub struct Vif of 16; {
        /// Its number, which the router chooses: 0 to 31.
        vifi: u16 as Number, at 0;
        /// What it stands for.
        device: VifDevice as OfVif, at 2;
    }
}

placed! {
    /// Where packets from an origin to an IPv4 group go: MRT_ADD_MFC.
    ///
    /// ```
    /// use sockopt::Mfc;
    /// use std::net::Ipv4Addr;
    ///
    /// let mut feed = Mfc::new(Ipv4Addr::new(192, 0, 2, 7), Ipv4Addr::new(239, 1, 2, 3), 0);
    /// feed.ttls[1] = Some(1); // from vif 0 to vif 1
    /// # assert_eq!(feed.parent, 0);
    /// ```
    pub struct Mfc of 60; {
        /// Who sends them.
        origin: Ipv4Addr as Ip<Ipv4Addr>, at 0;
        /// The group.
        group: Ipv4Addr as Ip<Ipv4Addr>, at 4;
        /// The number of the vif that they come in by: 0 to 31.
        parent: u16 as Number, at 8;
        /// For each vif, what the packets' TTL must be more than for them to go out by it: 1 to 254; `None` where they
        /// do not.
        ttls: [Option<u8>; 32] as Ttls, at 10;
    }
}

impl Mfc {
    /// Packets from an origin to a group that come in by a vif, with no way out yet.
    pub fn new(origin: Ipv4Addr, group: Ipv4Addr, parent: u16) -> Mfc {
        Mfc { origin, group, parent, ttls: [None; 32] }
    }
}

/// What a [`Mif`] stands for.
///
/// ```
/// use sockopt::MifDevice;
///
/// assert_eq!(MifDevice::Register.to_string(), "register");
/// assert!("interface:7".parse::<MifDevice>().is_ok());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MifDevice {
    /// An interface.
    Interface(Interface),
    /// The router itself, for PIM: it is given the packets whole. There is one at most.
    Register,
}

impl fmt::Display for MifDevice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MifDevice::Interface(interface) => write!(f, "interface:{interface}"),
            MifDevice::Register => f.write_str("register"),
        }
    }
}

impl FromStr for MifDevice {
    type Err = TextError;

    fn from_str(text: &str) -> Result<MifDevice, TextError> {
        let device = match text.split_once(':') {
            None if text == "register" => Some(MifDevice::Register),
            Some(("interface", name)) => name.parse().ok().map(MifDevice::Interface),
            _ => None,
        };
        device.ok_or(TextError { what: "MifDevice" })
    }
}

placed! {
    /// A virtual interface of an IPv6 multicast router: MRT6_ADD_MIF.
    ///
    /// As for [`Vif`], the threshold and the limit of the rate in `struct mif6ctl` are left out.
    ///
    /// ```
    /// use sockopt::{Interface, Mif, MifDevice};
    ///
    /// if let Some(interface) = Interface::from_index(7) {
    ///     let first = Mif { mifi: 0, device: MifDevice::Interface(interface) };
    ///     assert_ne!(first, Mif { mifi: 1, ..first });
    /// }
    /// ```
    pub struct Mif of 12; {
        /// Its number, which the router chooses: 0 to 31.
        mifi: u16 as Number, at 0;
        /// What it stands for.
        device: MifDevice as OfMif, at 2;
    }
}

placed! {
    /// Where packets from an origin to an IPv6 group go: MRT6_ADD_MFC.
    ///
    /// ```
    /// use sockopt::Mf6c;
    ///
    /// let mut feed = Mf6c::new("2001:db8::7".parse()?, "ff0e::123".parse()?, 0);
    /// feed.ifset[1] = true; // from mif 0 to mif 1
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    // The addresses are in two `struct sockaddr_in6`, of which Linux looks at nothing else.
    pub struct Mf6c of 92; {
        /// Who sends them.
        origin: Ipv6Addr as Ip<Ipv6Addr>, at 8;
        /// The group.
        group: Ipv6Addr as Ip<Ipv6Addr>, at 36;
        /// The number of the mif that they come in by: 0 to 31.
        parent: u16 as Number, at 56;
        /// Of each mif, whether they go out by it.
        ifset: [bool; 32] as IfSet, at 60;
    }
}

impl Mf6c {
    /// Packets from an origin to a group that come in by a mif, with no way out yet.
    pub fn new(origin: Ipv6Addr, group: Ipv6Addr, parent: u16) -> Mf6c {
        Mf6c { origin, group, parent, ifset: [false; 32] }
    }
}

/// How the kernel goes about PIM: MRT_PIM, MRT6_PIM.
///
/// ```
/// use sockopt::PimMode;
///
/// assert_eq!("on".parse(), Ok(PimMode::On));
/// assert_eq!(PimMode::Whole.to_string(), "whole");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PimMode {
    /// It does nothing for it.
    Off,
    /// The router is told of packets that come in by any interface but their flow's (MRT_ASSERT). In IPv4, registers of PIM's
    /// version 1 are taken apart, too.
    On,
    /// As `On`; and of such packets the router is given copies, whole (IGMPMSG_WRVIFWHOLE, MRT6MSG_WRMIFWHOLE). It reads
    /// as `On`.
    Whole,
}

impl fmt::Display for PimMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PimMode::Off => "off",
            PimMode::On => "on",
            PimMode::Whole => "whole",
        })
    }
}

impl FromStr for PimMode {
    type Err = TextError;

    fn from_str(text: &str) -> Result<PimMode, TextError> {
        match text {
            "off" => Ok(PimMode::Off),
            "on" => Ok(PimMode::On),
            "whole" => Ok(PimMode::Whole),
            _ => Err(TextError { what: "PimMode" }),
        }
    }
}

bitflags::bitflags! {
    /// What MRT_FLUSH takes away.
    ///
    /// What is static was added by another socket than the router's.
    ///
    /// ```
    /// use sockopt::MrtFlush;
    ///
    /// let all = MrtFlush::all();
    /// assert!(all.contains(MrtFlush::VIFS_STATIC));
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct MrtFlush: u32 {
        /// Entries that are not static, and packets that wait for one.
        const MFC = 1;
        /// Static entries.
        const MFC_STATIC = 2;
        /// Vifs that are not static.
        const VIFS = 4;
        /// Static vifs.
        const VIFS_STATIC = 8;
    }
}

bitflags::bitflags! {
    /// What MRT6_FLUSH takes away.
    ///
    /// What is static was added by another socket than the router's.
    ///
    /// ```
    /// use sockopt::Mrt6Flush;
    ///
    /// assert_eq!(Mrt6Flush::MIFS.bits(), 4);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Mrt6Flush: u32 {
        /// Entries that are not static, and packets that wait for one.
        const MFC = 1;
        /// Static entries.
        const MFC_STATIC = 2;
        /// Mifs that are not static.
        const MIFS = 4;
        /// Static mifs.
        const MIFS_STATIC = 8;
    }
}
