//! SOL_FILTER: socket filters of illumos, which take part in what a socket does; setsockopt(3SOCKET).
//!
//! Most have no address yet and are not connected when they are set; a listener will do, too. Another state is refused (EINVAL).
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "illumos")] {
//! let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
//! for filter in socket.fil_list()? {
//!     println!("{} is at {}", filter.name, filter.pos);
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts are from the kernel's `fs/sockfs/sockfilter.c` (`sof_setsockopt_impl`, `sof_getsockopt_impl`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{FilInfos, FilName};
use crate::table::options;
use crate::FilInfo;

options! {
    level SOL_FILTER, "setsockopt(3SOCKET)", |kind| kind.is_internet();

    /// Attaches a filter, by name, on top of those that are there.
    ///
    /// One that there is not is refused (ENOENT), and so is one that is attached already (EEXIST).
    FIL_ATTACH: &str as FilName { set set_fil_attach }
        on ILLUMOS => FIL_ATTACH;

    /// Takes a filter away, by name. One that is not attached is refused (ENXIO), and so is one of the system's (EINVAL).
    FIL_DETACH: &str as FilName { set set_fil_detach }
        on ILLUMOS => FIL_DETACH;

    /// The filters of the socket, from the top. From 64 on, it is an error: the system does not say whether there are more.
    FIL_LIST: Vec<FilInfo> as FilInfos { get fil_list }
        on ILLUMOS => FIL_LIST;
}
