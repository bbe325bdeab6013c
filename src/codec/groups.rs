//! NETLINK_LIST_MEMBERSHIPS: groups, a bit each.

use core::fmt;

use super::{Answer, Codec, Decode, List, Refusal, Reply, U32};
use crate::error::Fault;

/// The numbers of groups, which the kernel gives as bits in words of 32. Text: with commas; `none` for no group.
///
/// ```
/// use sockopt::codec::{Codec, Groups};
/// use sockopt::{Domain, Get, Opt, Socket, Type};
///
/// # #[cfg(target_os = "linux")] {
/// let option: Opt<Groups, Get> = sockopt::NETLINK_LIST_MEMBERSHIPS;
/// let socket = Socket::new(Domain::NETLINK, Type::RAW, None)?;
/// socket.set_netlink_add_membership(5)?;
/// socket.set_netlink_add_membership(1)?;
/// assert_eq!(socket.get(option)?, [1, 5]);
/// # }
/// assert_eq!(Groups::parse("1,5"), Ok(vec![1, 5]));
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct Groups;

impl Codec for Groups {
    type Value = Vec<u32>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        List::<U32>::expects(f)
    }

    fn print(value: &Vec<u32>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        List::<U32>::print(value, f)
    }

    fn parse(text: &str) -> Result<Vec<u32>, Fault> {
        List::<U32>::parse(text)
    }
}

impl Decode for Groups {
    type Reply = Fitting;

    fn decode(answer: Answer<'_>) -> Result<Vec<u32>, Fault> {
        let mut groups = Vec::new();
        let mut first: u32 = 1;
        for word in answer.bytes().chunks(4) {
            let word: [u8; 4] = word.try_into().map_err(|_| Fault::BAD_REPLY)?;
            let word = u32::from_ne_bytes(word);
            groups.extend((0..32).filter(|bit| word >> bit & 1 == 1).map(|bit| first + bit));
            first = first.checked_add(32).ok_or(Fault::BAD_REPLY)?;
        }
        Ok(groups)
    }
}

/// A buffer that is made longer if the kernel says that there is more than it could hold.
///
/// ```
/// use sockopt::codec::{Fitting, Reply};
///
/// let mut reply = Fitting::empty();
/// let room = reply.room().len();
/// assert!(!reply.again(&Ok(room)));
/// assert!(reply.again(&Ok(room + 4)));
/// assert_eq!(reply.room().len(), room + 4);
/// // No kernel has that many groups.
/// assert!(!reply.again(&Ok(1 << 30)));
/// ```
#[derive(Debug)]
pub struct Fitting(Vec<u8>);

impl Fitting {
    const START: usize = 64;
    const LIMIT: usize = 1 << 20;
}

impl Reply for Fitting {
    const WHOLE: bool = false;

    fn empty() -> Self {
        Fitting(vec![0; Fitting::START])
    }

    fn room(&mut self) -> &mut [u8] {
        &mut self.0
    }

    fn again(&mut self, answer: &Result<usize, Refusal>) -> bool {
        match *answer {
            Ok(length) if (self.0.len() + 1..=Fitting::LIMIT).contains(&length) => {
                self.0.resize(length, 0);
                true
            }
            _ => false,
        }
    }
}
