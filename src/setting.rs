//! Options as text: `SO_RCVBUF=1MiB`.

use core::fmt;
use core::str::FromStr;

use crate::error::{Attempt, Error, ErrorKind, Fault, Result};
use crate::opt::Id;
use crate::registry::{self, Info, Reading, Row};
use crate::socket::Socket;
use crate::sys::AsSocket;

/// An option and a value, as text: `NAME=VALUE`.
///
/// The name is the one in C, or one of them. The value is written as its type is: `on` and
/// `off`; times with their unit (`1.5s`, `1min30s`); sizes with one or as a plain
/// number (`64KiB`); names of constants as in C, flags joined with `|`; addresses
/// and interfaces as people write them; `none` for no value.
///
/// ```
/// use sockopt::{Domain, Setting, Socket, Type};
///
/// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
/// let setting: Setting = "SO_KEEPALIVE=on".parse()?;
/// setting.apply(&socket)?;
/// assert!(socket.keepalive()?);
///
/// let error = "SO_KEPALIVE=on".parse::<Setting>().unwrap_err();
/// assert!(error.to_string().ends_with("did you mean SO_KEEPALIVE?"));
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Setting {
    row: &'static Row,
    value: Box<str>,
}

impl PartialEq for Row {
    fn eq(&self, other: &Row) -> bool {
        self.info == other.info
    }
}

impl Eq for Row {}

impl Setting {
    /// What is known of the option.
    pub fn info(&self) -> &'static Info {
        self.row.info
    }

    /// The value's text, in the form in which a dump prints it.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Sets the option.
    pub fn apply<S: AsSocket>(&self, socket: &Socket<S>) -> Result<()> {
        let Some(here) = self.row.here else {
            return Err(self.row.error(Attempt::Set, Fault::of(ErrorKind::NotHere)));
        };
        match here.write {
            Some(write) => write(socket.borrow(), self.row, &self.value),
            None => Err(self.row.error(Attempt::Set, Fault::of(ErrorKind::ReadOnly))),
        }
    }

    /// Sets the option if the system and the socket have it; whether it was set.
    pub fn apply_if_supported<S: AsSocket>(&self, socket: &Socket<S>) -> Result<bool> {
        supported(self.apply(socket))
    }

    /// Reads the same option; `None` if it is not one that can be read without
    /// changing something, or if its value is a secret.
    pub fn granted<S: AsSocket>(&self, socket: &Socket<S>) -> Option<Result<Reading>> {
        self.row.read(socket.borrow())
    }
}

/// Turns "the option is not supported" into `false`.
pub(crate) fn supported(result: Result<()>) -> Result<bool> {
    match result {
        Ok(()) => Ok(true),
        Err(error) if error.is_unsupported() => Ok(false),
        Err(error) => Err(error),
    }
}

impl FromStr for Setting {
    type Err = Error;

    /// Reads `NAME=VALUE`, and checks the value, unless it is of an option that
    /// only other systems have. No socket is touched.
    fn from_str(text: &str) -> Result<Setting> {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        let (name, value) = (name.trim(), value.trim());
        let Some(row) = registry::find(name) else {
            let near = registry::nearest(name).map_or(Info::OWN, |row| row.info);
            let fault = Fault::of(ErrorKind::UnknownName);
            return Err(Error::new(near, Id::NONE, Attempt::Parse, fault));
        };
        let value = match row.here {
            Some(here) => (here.check)(value).map_err(|fault| row.error(Attempt::Parse, fault))?,
            // One text may be for many systems: it is `apply` that finds it lacking.
            None => value.to_owned(),
        };
        Ok(Setting { row, value: value.into() })
    }
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.row.name, self.value)
    }
}

impl fmt::Debug for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Setting({self})")
    }
}

/// Some settings, in order: a profile.
///
/// Text: one on a line, or with `;` between; what follows a `#` is a remark.
///
/// ```
/// use sockopt::{Domain, Settings, Socket, Type};
///
/// let profile: Settings = "
///     SO_KEEPALIVE = on     # so that dead peers are found
///     SO_LINGER = off; SO_RCVBUF = 64KiB
/// ".parse()?;
/// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
/// profile.apply(&socket)?;
/// assert!(socket.keepalive()?);
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings(Vec<Setting>);

impl Settings {
    /// Sets all, in order, and stops at the first that fails.
    pub fn apply<S: AsSocket>(&self, socket: &Socket<S>) -> Result<()> {
        self.iter().try_for_each(|setting| setting.apply(socket))
    }

    /// Sets all, in order, whatever fails, and gives what became of each.
    pub fn try_apply<'a, S: AsSocket>(
        &'a self,
        socket: &'a Socket<S>,
    ) -> impl Iterator<Item = (&'a Setting, Result<()>)> + 'a {
        self.iter().map(|setting| (setting, setting.apply(socket)))
    }

    /// The settings, in order.
    pub fn iter(&self) -> core::slice::Iter<'_, Setting> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Settings {
    type Item = &'a Setting;
    type IntoIter = core::slice::Iter<'a, Setting>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Settings {
    type Item = Setting;
    type IntoIter = std::vec::IntoIter<Setting>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Extend<Setting> for Settings {
    fn extend<T: IntoIterator<Item = Setting>>(&mut self, settings: T) {
        self.0.extend(settings);
    }
}

impl FromIterator<Setting> for Settings {
    fn from_iter<T: IntoIterator<Item = Setting>>(settings: T) -> Settings {
        Settings(settings.into_iter().collect())
    }
}

impl FromStr for Settings {
    type Err = Error;

    fn from_str(text: &str) -> Result<Settings> {
        text.lines()
            .map(|line| line.split_once('#').map_or(line, |(setting, _)| setting))
            .flat_map(|line| line.split(';'))
            .map(str::trim)
            .filter(|setting| !setting.is_empty())
            .map(str::parse)
            .collect()
    }
}

impl fmt::Display for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, setting) in self.iter().enumerate() {
            write!(f, "{}{setting}", if index == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}
