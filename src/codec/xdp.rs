//! The rings and the memory of AF_XDP sockets.

use core::fmt;

use super::packet::fields;
use super::{Answer, Codec, Decode, Fault, Int, OrNone, Padded, Place, Scalar, U64};
use crate::values::{XdpMmapOffsets, XdpRingOffset};

/// How many entries a ring has: a power of two.
///
/// ```
/// use sockopt::codec::{Encode, Fault, PowerOfTwo};
///
/// assert_eq!(<PowerOfTwo as Encode>::encode(&64), Ok(64_u32.to_ne_bytes()));
/// assert_eq!(<PowerOfTwo as Encode>::encode(&65), Err(Fault::OUT_OF_RANGE));
/// ```
#[derive(Debug)]
pub struct PowerOfTwo;

impl Scalar for PowerOfTwo {
    type Value = u32;
    type Wire = u32;

    fn to_raw(value: u32) -> Result<i128, Fault> {
        value.is_power_of_two().then(|| value.into()).ok_or(Fault::OUT_OF_RANGE)
    }

    fn from_raw(raw: i128) -> Result<u32, Fault> {
        u32::try_from(raw).map_err(|_| Fault::BAD_REPLY)
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a power of two")
    }

    fn print(value: &u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }

    fn parse(text: &str) -> Result<u32, Fault> {
        <Int<u32> as Codec>::parse(text)
    }
}

/// [`XdpMmapOffsets`] as `struct xdp_mmap_offsets`, in which older kernels have three numbers for each ring, not four.
///
/// Text: `rx=0/128/320/256 tx=…`, with `none` for a number that is not there.
///
/// ```
/// use sockopt::codec::{Codec, Printed, RingOffsets};
///
/// let text = "rx=0/128/320/256 tx=0/128/320/256 fr=0/128/320/none cr=0/128/320/none";
/// let offsets = RingOffsets::parse(text)?;
/// assert_eq!((offsets.rx.flags, offsets.fr.flags), (Some(256), None));
/// assert_eq!(Printed::<RingOffsets>(&offsets).to_string(), text);
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct RingOffsets;

const NAMES: [&str; 4] = ["rx", "tx", "fr", "cr"];

type Flags = OrNone<U64, -1>;

impl Codec for RingOffsets {
    type Value = XdpMmapOffsets;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("rx=… tx=… fr=… cr=…")
    }

    fn print(value: &XdpMmapOffsets, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let XdpMmapOffsets { rx, tx, fr, cr } = value;
        for (index, (name, ring)) in NAMES.iter().zip([rx, tx, fr, cr]).enumerate() {
            let space = if index == 0 { "" } else { " " };
            write!(f, "{space}{name}={}/{}/{}/", ring.producer, ring.consumer, ring.desc)?;
            <Flags as Codec>::print(&ring.flags, f)?;
        }
        Ok(())
    }

    fn parse(text: &str) -> Result<XdpMmapOffsets, Fault> {
        let number = <U64 as Codec>::parse;
        let [rx, tx, fr, cr] = fields(text, NAMES)?.map(|ring| {
            let mut parts = ring.split('/');
            let mut part = || parts.next().ok_or(Fault::BAD_TEXT);
            let producer = number(part()?)?;
            let (consumer, desc) = (number(part()?)?, number(part()?)?);
            let flags = <Flags as Codec>::parse(part()?)?;
            if parts.next().is_some() {
                return Err(Fault::BAD_TEXT);
            }
            Ok(XdpRingOffset { producer, consumer, desc, flags })
        });
        Ok(XdpMmapOffsets { rx: rx?, tx: tx?, fr: fr?, cr: cr? })
    }
}

impl Decode for RingOffsets {
    type Reply = Padded<128>;

    fn decode(answer: Answer<'_>) -> Result<XdpMmapOffsets, Fault> {
        let bytes = answer.bytes();
        let (size, has_flags) = match bytes.len() {
            128 => (32, true),
            96 => (24, false),
            0..=127 => return Err(Fault::SHORT_REPLY),
            _ => return Err(Fault::LONG_REPLY),
        };
        let ring = |index: usize| {
            let at = |field: usize| U64::at(bytes, index * size + field * 8);
            let flags = if has_flags { Some(at(3)?) } else { None };
            Ok(XdpRingOffset { producer: at(0)?, consumer: at(1)?, desc: at(2)?, flags })
        };
        Ok(XdpMmapOffsets { rx: ring(0)?, tx: ring(1)?, fr: ring(2)?, cr: ring(3)? })
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
pub use umem::UmemReg;

#[cfg(any(target_os = "linux", target_os = "android"))]
mod umem {
    use core::fmt;

    use crate::codec::{Aligned, Codec, Encode, Fault, Fill, U32, U64};
    use crate::shared::XdpUmem;

    /// [`XdpUmem`] as `struct xdp_umem_reg`. It has no text.
    ///
    /// ```
    /// use sockopt::codec::{Encode, UmemReg};
    /// use sockopt::XdpUmem;
    ///
    /// let umem = XdpUmem::new(16, 2048)?;
    /// let bytes = UmemReg::encode(&&umem).unwrap().0;
    /// assert_eq!(bytes[8..16], (16 * 2048_u64).to_ne_bytes());
    /// # std::io::Result::Ok(())
    /// ```
    #[derive(Debug)]
    pub struct UmemReg;

    impl Codec for UmemReg {
        type Value = XdpUmem;

        fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("memory")
        }

        fn print(value: &XdpUmem, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{value:?}")
        }

        fn parse(_: &str) -> Result<XdpUmem, Fault> {
            Err(Fault::NO_TEXT)
        }
    }

    impl Encode for UmemReg {
        type Arg<'a> = &'a XdpUmem;
        type Bytes<'a> = Aligned<32>;

        fn lend(value: &XdpUmem) -> &XdpUmem {
            value
        }

        /// The pages are borrowed for the call, in which the kernel pins them.
        fn encode(arg: &&XdpUmem) -> Result<Aligned<32>, Fault> {
            let mut bytes = Aligned([0; 32]);
            let to = &mut bytes.0;
            U64::fill(arg.as_ptr() as u64, to, 0)?;
            U64::fill(u64::try_from(arg.len()).map_err(|_| Fault::OUT_OF_RANGE)?, to, 8)?;
            U32::fill(arg.chunk_size(), to, 16)?;
            U32::fill(arg.headroom(), to, 20)?;
            U32::fill(arg.flags().bits(), to, 24)?;
            U32::fill(arg.tx_metadata_len(), to, 28)?;
            Ok(bytes)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_each_ring_are_where_the_kernel_says() -> Result<(), Fault> {
        let words = |count: u64| (1..=count).flat_map(u64::to_ne_bytes).collect::<Vec<u8>>();
        let decode = |bytes: &[u8]| RingOffsets::decode(Answer::new(bytes, bytes.len())?);
        let new = decode(&words(16))?;
        assert_eq!((new.rx.producer, new.rx.flags, new.cr.desc), (1, Some(4), 15));
        assert_eq!((new.tx.producer, new.cr.flags), (5, Some(16)));
        let old = decode(&words(12))?;
        assert_eq!((old.rx.desc, old.rx.flags, old.tx.producer, old.cr.desc), (3, None, 4, 12));
        assert_eq!(decode(&words(15)).err(), Some(Fault::SHORT_REPLY));
        assert_eq!(decode(&words(17)).err(), Some(Fault::LONG_REPLY));
        Ok(())
    }
}
