//! Network interfaces, by index and by name.

use core::fmt;
use core::num::NonZeroU32;
use core::str::FromStr;
use std::io;

use crate::error::TextError;
use crate::name::Name;
use crate::sys;

/// A network interface, known by its index.
///
/// Text: its name, or its index. The index stays when the interface is renamed.
///
/// ```
/// use sockopt::Interface;
///
/// # #[cfg(target_os = "linux")] {
/// let lo = Interface::named("lo")?;
/// assert_eq!(lo.to_string(), "lo");
/// assert_eq!("lo".parse(), Ok(lo));
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interface(NonZeroU32);

impl Interface {
    /// The interface of that index, whether there is one or not; `None` for 0,
    /// which no interface has.
    pub fn from_index(index: u32) -> Option<Interface> {
        NonZeroU32::new(index).map(Interface)
    }

    /// The interface that has this name now.
    pub fn named(name: &str) -> io::Result<Interface> {
        let name =
            Name::new(name).map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
        let index = sys::interface_index(&name)?;
        Interface::from_index(index).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Its index.
    pub fn index(self) -> u32 {
        self.0.get()
    }

    /// The name that it has now.
    pub fn name(self) -> io::Result<Name> {
        sys::interface_name(self.index())
    }
}

/// The name, or the index if there is no such interface.
impl fmt::Display for Interface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Ok(name) => fmt::Display::fmt(&name, f),
            Err(_) => write!(f, "{}", self.0),
        }
    }
}

impl FromStr for Interface {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Interface, TextError> {
        let bad = TextError { what: "Interface" };
        match text.parse::<u32>() {
            Ok(index) => Interface::from_index(index).ok_or(bad),
            Err(_) => Interface::named(text).map_err(|_| bad),
        }
    }
}
