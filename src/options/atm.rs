//! SOL_ATM: options of sockets of ATM, whose networks carry cells over circuits; linux/atm.h.
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it.
//! if let Ok(socket) = Socket::new(Domain::ATMPVC, Type::DGRAM, None) {
//!     socket.set_setclp(true)?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/atm/common.c` (`vcc_setsockopt`, `vcc_getsockopt`) and `net/atm/svc.c`
//! (`svc_setsockopt`, `svc_getsockopt`). An option that the socket does not have is refused with EINVAL. SO_CIRANGE is known to no code.

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Flag, LongFlag, Record};
use crate::table::options;
use crate::values::atm_sizes;
use crate::{AtmPvc, AtmQos, AtmSap};

options! {
    level SOL_ATM, "linux/atm.h", |kind| kind.is_of("AF_ATMPVC") || kind.is_of("AF_ATMSVC");

    /// The circuit of a connection. Without one, ENOTCONN.
    SO_ATMPVC: AtmPvc as Record<AtmPvc, { atm_sizes::PVC }> { get atmpvc }
        when Connected
        on LINUX | ANDROID => SO_ATMPVC;

    /// The traffic of the connection. It must be set before `connect`. A read before that is refused (EINVAL).
    ///
    /// One direction at least has traffic, and both are of the same class if both have; a class other than `UBR` has a rate
    /// that is not 0 (EINVAL). On a connection, the class and the adaptation layer cannot change (EINVAL), and few devices let the
    /// rest of it (EOPNOTSUPP).
    ///
    /// ```
    /// use sockopt::{AtmAal, AtmQos, AtmTrafPrm, AtmTrafficClass, Domain, Socket, Type};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// if let Ok(socket) = Socket::new(Domain::ATMPVC, Type::DGRAM, None) {
    ///     let best_effort =
    ///         AtmTrafPrm { traffic_class: AtmTrafficClass::UBR, ..AtmTrafPrm::default() };
    ///     let qos = AtmQos { txtp: best_effort, rxtp: best_effort, aal: AtmAal::AAL5 };
    ///     socket.set_atmqos(qos)?;
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    SO_ATMQOS: AtmQos as Record<AtmQos, { atm_sizes::QOS }> { get atmqos, set set_atmqos }
        on LINUX | ANDROID => SO_ATMQOS;

    /// What the connection is for. Of [`Domain::ATMSVC`](crate::Domain::ATMSVC) (EINVAL otherwise).
    SO_ATMSAP: AtmSap as Record<AtmSap, { atm_sizes::SAP }> { get atmsap, set set_atmsap }
        on LINUX | ANDROID => SO_ATMSAP;

    /// Whether the connection can have more than one receiver. Of [`Domain::ATMSVC`](crate::Domain::ATMSVC) (EINVAL otherwise).
    SO_MULTIPOINT: bool as Flag { set set_multipoint }
        on LINUX | ANDROID => SO_MULTIPOINT;

    /// Whether cells are marked as those that may be lost first.
    SO_SETCLP: bool as LongFlag { get setclp, set set_setclp }
        on LINUX | ANDROID => SO_SETCLP;
}
