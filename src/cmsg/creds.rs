//! Credentials as the BSDs send them.

use core::fmt;

use super::codec::{Payload, Receive};
use crate::codec::Fault;

/// Who sent a message: one of several structures, which begin with no sign of which it is.
///
/// On FreeBSD, SCM_CREDS is [`cmsgcred`](Creds::cmsgcred) if the sender pushed it, and
/// [`sockcred`](Creds::sockcred) if the receiver has LOCAL_CREDS on: the receiver knows which. SCM_CREDS2 is
/// [`sockcred2`](Creds::sockcred2). On DragonFly it is `cmsgcred`, on NetBSD `sockcred`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Creds<'a>(&'a [u8]);

/// The credentials of a process.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Credential<'a> {
    /// The process, if that is told.
    pub pid: Option<u32>,
    /// The real user.
    pub uid: u32,
    /// The effective user.
    pub euid: u32,
    /// The real group.
    pub gid: u32,
    groups: &'a [u8],
}

impl<'a> Credential<'a> {
    /// The groups of the process, the effective one first.
    pub fn groups(&self) -> impl Iterator<Item = u32> + 'a {
        self.groups
            .chunks_exact(4)
            .filter_map(|group| group.try_into().ok().map(u32::from_ne_bytes))
    }
}

impl fmt::Debug for Credential<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Credential { pid, uid, euid, gid, .. } = self;
        write!(f, "pid={pid:?} uid={uid} euid={euid} gid={gid} groups=")?;
        f.debug_list().entries(self.groups()).finish()
    }
}

impl<'a> Creds<'a> {
    /// The bytes as they came.
    pub fn as_bytes(&self) -> &'a [u8] {
        self.0
    }

    /// The structure, if it has as many bytes as it should: the places of its fields, the last being
    /// that of the groups.
    fn read(
        self,
        pid: Option<usize>,
        [uid, euid, gid]: [usize; 3],
        count: usize,
        groups: usize,
    ) -> Option<Credential<'a>> {
        let number = |at: usize| {
            let bytes = self.0.get(at..at.checked_add(4)?)?;
            bytes.try_into().ok().map(u32::from_ne_bytes)
        };
        let groups = self.0.get(groups..)?.get(..count.checked_mul(4)?)?;
        Some(Credential {
            pid: match pid {
                Some(at) => Some(number(at)?),
                None => None,
            },
            uid: number(uid)?,
            euid: number(euid)?,
            gid: number(gid)?,
            groups,
        })
    }

    /// An `int` in the structure.
    fn int(&self, at: usize) -> Option<usize> {
        let bytes = self.0.get(at..at.checked_add(4)?)?;
        usize::try_from(i32::from_ne_bytes(bytes.try_into().ok()?)).ok()
    }

    /// As `struct cmsgcred` of FreeBSD and DragonFly.
    pub fn cmsgcred(self) -> Option<Credential<'a>> {
        let count = self.0.get(16..18)?.try_into().ok().map(i16::from_ne_bytes)?;
        self.read(Some(0), [4, 8, 12], usize::try_from(count).ok()?, 20)
    }

    /// As `struct sockcred`: of NetBSD on NetBSD, of FreeBSD elsewhere.
    pub fn sockcred(self) -> Option<Credential<'a>> {
        if cfg!(target_os = "netbsd") {
            self.read(Some(0), [4, 8, 12], self.int(20)?, 24)
        } else {
            self.read(None, [0, 4, 8], self.int(16)?, 20)
        }
    }

    /// As `struct sockcred2` of FreeBSD.
    pub fn sockcred2(self) -> Option<Credential<'a>> {
        self.read(Some(4), [8, 12, 16], self.int(24)?, 28)
    }
}

impl fmt::Debug for Creds<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Creds(\"{}\")", self.0.escape_ascii())
    }
}

/// [`Creds`].
pub(super) enum AnyCreds {}

impl Receive for AnyCreds {
    type Value<'a> = Creds<'a>;

    const SIZE: usize = 0;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<Creds<'_>, Fault> {
        Ok(Creds(payload))
    }

    fn print(value: &Creds<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::text::print_bytes(value.0, f)
    }
}

/// `struct cmsgcred`, which the system fills in.
#[derive(Debug)]
pub enum NoCreds {}

impl Payload for NoCreds {
    type Arg<'a> = ();
    type Bytes<'a> = [u8; 84];

    fn encode(_: &()) -> Result<[u8; 84], Fault> {
        Ok([0; 84])
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing")
    }
}
