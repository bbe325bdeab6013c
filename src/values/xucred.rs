//! The peer's credentials as Apple, FreeBSD and DragonFly have them.

use core::fmt;
use core::mem::size_of;

use crate::codec::{Codec, Fault, Fields, OrNone, U32};

/// Who the peer of a Unix socket is: LOCAL_PEERCRED.
///
/// ```
/// # #[cfg(any(target_vendor = "apple", target_os = "freebsd", target_os = "dragonfly"))] {
/// use sockopt::{Domain, Socket, Type};
///
/// let (socket, _peer) = Socket::pair(Domain::UNIX, Type::STREAM, None)?;
/// let peer = socket.local_peercred()?;
/// println!("user {}, groups {:?}", peer.uid, peer.groups());
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct XuCred {
    /// Its effective user.
    pub uid: u32,
    /// The process; FreeBSD tells it, since version 13.
    pub pid: Option<u32>,
    groups: [u32; GROUPS],
    count: usize,
}

/// XU_NGROUPS
const GROUPS: usize = 16;

/// `struct xucred`: a version, the user, a count of 16 bits, the groups; on two of the systems a pointer that
/// is not used, which on FreeBSD is the process as well.
pub(crate) const XUCRED_SIZE: usize = if cfg!(target_vendor = "apple") {
    76
} else if cfg!(target_pointer_width = "64") {
    88
} else {
    80
};

#[cfg(any(target_vendor = "apple", target_os = "freebsd", target_os = "dragonfly"))]
const _: () = assert!(size_of::<libc::xucred>() == XUCRED_SIZE);

impl XuCred {
    /// Its groups: the effective one, then the supplementary ones; at most sixteen are told.
    pub fn groups(&self) -> &[u32] {
        self.groups.get(..self.count).unwrap_or_default()
    }

    /// Its effective group.
    pub fn gid(&self) -> Option<u32> {
        self.groups().first().copied()
    }
}

impl Fields for XuCred {
    const SIZE: usize = XUCRED_SIZE;
    const NAMES: &'static [&'static str] = &["uid", "groups", "pid"];

    fn read(bytes: &[u8]) -> Result<XuCred, Fault> {
        let at = |place: usize| {
            let four = bytes.get(place..place + 4).and_then(|four| four.try_into().ok());
            four.map(u32::from_ne_bytes).ok_or(Fault::SHORT_REPLY)
        };
        let count = bytes.get(8..10).and_then(|two| two.try_into().ok()).map(u16::from_ne_bytes);
        let count = usize::from(count.ok_or(Fault::SHORT_REPLY)?);
        // XUCRED_VERSION; and no more groups than there is room for.
        if at(0)? != 0 || count > GROUPS {
            return Err(Fault::BAD_REPLY);
        }
        let mut groups = [0; GROUPS];
        for (index, group) in groups.iter_mut().enumerate().take(count) {
            *group = at(12 + 4 * index)?;
        }
        let last = XUCRED_SIZE - size_of::<usize>();
        let pid = if cfg!(target_os = "freebsd") { at(last)? } else { 0 };
        Ok(XuCred { uid: at(4)?, pid: Some(pid).filter(|pid| *pid != 0), groups, count })
    }

    fn write(&self, _: &mut [u8]) -> Result<(), Fault> {
        // It is only read.
        Err(Fault::OUT_OF_RANGE)
    }

    fn print(&self, index: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match index {
            0 => write!(f, "{}", self.uid),
            1 if self.groups().is_empty() => f.write_str("none"),
            1 => {
                for (index, group) in self.groups().iter().enumerate() {
                    write!(f, "{}{group}", if index == 0 { "" } else { "," })?;
                }
                Ok(())
            }
            _ => <OrNone<U32, 0> as Codec>::print(&self.pid, f),
        }
    }

    fn parse<'a>(field: impl Fn(&str) -> Result<&'a str, Fault>) -> Result<XuCred, Fault> {
        let (mut groups, mut count) = ([0; GROUPS], 0);
        let text = field("groups")?;
        for group in text.split(',').filter(|_| text != "none") {
            *groups.get_mut(count).ok_or(Fault::OUT_OF_RANGE)? = <U32 as Codec>::parse(group)?;
            count += 1;
        }
        let pid = <OrNone<U32, 0> as Codec>::parse(field("pid")?)?;
        Ok(XuCred { uid: <U32 as Codec>::parse(field("uid")?)?, pid, groups, count })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use super::*;
    use crate::codec::Record;

    #[test]
    fn credentials_are_checked() {
        let mut bytes = [0; XUCRED_SIZE];
        bytes[4..8].copy_from_slice(&1000_u32.to_ne_bytes());
        bytes[8..10].copy_from_slice(&2_u16.to_ne_bytes());
        bytes[12..16].copy_from_slice(&100_u32.to_ne_bytes());
        bytes[16..20].copy_from_slice(&5_u32.to_ne_bytes());
        let peer = XuCred::read(&bytes).unwrap();
        assert_eq!((peer.uid, peer.gid(), peer.groups()), (1000, Some(100), [100, 5].as_slice()));
        let parse = <Record<XuCred, XUCRED_SIZE> as Codec>::parse;
        assert_eq!(parse("uid=1000 groups=100,5 pid=none"), Ok(peer));
        let none = parse("groups=none pid=7 uid=0").unwrap();
        assert_eq!((none.gid(), none.pid), (None, Some(7)));
        assert_eq!(
            parse("uid=0 groups=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17 pid=none"),
            Err(Fault::OUT_OF_RANGE)
        );

        bytes[8..10].copy_from_slice(&17_u16.to_ne_bytes());
        assert_eq!(XuCred::read(&bytes), Err(Fault::BAD_REPLY));
        bytes[8..10].copy_from_slice(&0_u16.to_ne_bytes());
        bytes[0] = 1;
        assert_eq!(XuCred::read(&bytes), Err(Fault::BAD_REPLY));
    }
}
