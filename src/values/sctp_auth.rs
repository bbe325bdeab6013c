//! Keys of SCTP.

use core::fmt;

use super::SctpAssocId;
use crate::codec::{placed, Int, Named};
use crate::sys;

type Id = Named<SctpAssocId>;
type U16 = Int<u16, 0, 65535, u16>;

placed! {
    /// The number of a key: SCTP_AUTH_ACTIVE_KEY, SCTP_AUTH_DEACTIVATE_KEY, SCTP_AUTH_DELETE_KEY, which are the steps of its life.
    ///
    /// ```
    /// use sockopt::SctpAuthKeyId;
    ///
    /// let second = SctpAuthKeyId { keynumber: 1, ..SctpAuthKeyId::default() };
    /// # assert_eq!(second.keynumber, 1);
    /// ```
    #[derive(Default)]
    pub struct SctpAuthKeyId of 8; {
        /// Of which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// The number.
        keynumber: u16 as U16, at 4;
    }
}

/// A key that both peers have, and its number: SCTP_AUTH_KEY.
///
/// It is never shown, and its memory is cleared when it is dropped.
///
/// ```
/// use sockopt::{SctpAssocId, SctpAuthKey};
///
/// let key = SctpAuthKey::new(SctpAssocId::from_raw(7), 1, b"between you and me")?;
/// assert_eq!(
///     format!("{key:?}"),
///     "SctpAuthKey { assoc_id: SctpAssocId(7), keynumber: 1, key: 18 bytes }"
/// );
/// # Ok::<(), sockopt::SctpKeyError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct SctpAuthKey {
    /// Of which association.
    pub assoc_id: SctpAssocId,
    /// The key's number.
    pub keynumber: u16,
    key: Vec<u8>,
}

/// Some bytes cannot be a [`SctpAuthKey`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a key has at most 65535 bytes")]
pub struct SctpKeyError;

impl SctpAuthKey {
    /// A key of up to 65535 bytes, and its number. One of no byte is the key that there is from the start, by number 0.
    pub fn new(
        assoc_id: SctpAssocId,
        keynumber: u16,
        key: &[u8],
    ) -> Result<SctpAuthKey, SctpKeyError> {
        if key.len() > usize::from(u16::MAX) {
            return Err(SctpKeyError);
        }
        Ok(SctpAuthKey { assoc_id, keynumber, key: key.to_vec() })
    }

    /// The key itself.
    pub fn as_bytes(&self) -> &[u8] {
        &self.key
    }
}

impl Drop for SctpAuthKey {
    fn drop(&mut self) {
        sys::clear(&mut self.key);
    }
}

impl fmt::Debug for SctpAuthKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SctpAuthKey")
            .field("assoc_id", &self.assoc_id)
            .field("keynumber", &self.keynumber)
            .field("key", &format_args!("{} bytes", self.key.len()))
            .finish()
    }
}
