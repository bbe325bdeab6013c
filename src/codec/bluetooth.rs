//! Shapes that Bluetooth's options have and no other: numbers that are little-endian on every machine, a number of two bytes or four,
//! lists of codecs, and the union of ISO channels' promises.

use core::fmt;

use super::{
    Answer, Bits, Cleared, Codec, Decode, Encode, Fault, Fill, Flag, Int, Micros, Millis, Named,
    OrNone, Padded, Place, Reply, Scalar, Size, Unit, Wire,
};
use crate::text;
use crate::values::{BtBroadcastCode, BtCodec, BtCodecId, BtIsoIoQos, BtIsoPhy, BtIsoQos};

/// `N` bytes, least significant first, on every machine.
///
/// ```
/// use sockopt::codec::{Encode, Int, Little};
///
/// assert_eq!(<Int<u16, 0, 65535, Little<2>> as Encode>::encode(&0x1009), Ok([0x09, 0x10]));
/// ```
#[derive(Debug)]
pub enum Little<const N: usize> {}

impl<const N: usize> Wire for Little<N> {
    type Bytes = [u8; N];

    fn pack(raw: i128) -> Option<[u8; N]> {
        let bytes = raw.to_le_bytes();
        let (bytes, rest) = bytes.split_first_chunk()?;
        rest.iter().all(|&byte| byte == 0).then_some(*bytes)
    }

    fn unpack(reply: &[u8]) -> Result<i128, Fault> {
        let bytes: &[u8; N] = super::exactly(reply)?;
        Ok(bytes.iter().rev().fold(0, |raw, &byte| raw << 8 | i128::from(byte)))
    }
}

/// 64 bits in two words of 32, of which the first has the lower ones.
///
/// ```
/// use sockopt::codec::{Wire, Words};
///
/// let [a, b, c, d] = 1_u32.to_ne_bytes();
/// assert_eq!(Words::pack(1), Some([a, b, c, d, 0, 0, 0, 0]));
/// ```
#[derive(Debug)]
pub enum Words {}

/// A mask of events: a bit each.
///
/// ```
/// use sockopt::codec::{Codec, EventMask};
///
/// assert_eq!(<EventMask as Codec>::parse("0x4000"), Ok(1 << 14));
/// ```
pub type EventMask = Int<u64, 0, { u64::MAX as i128 }, Words>;

impl Wire for Words {
    type Bytes = [u8; 8];

    fn pack(raw: i128) -> Option<[u8; 8]> {
        let [a, b, c, d] = u32::try_from(raw & 0xffff_ffff).ok()?.to_ne_bytes();
        let [e, f, g, h] = u32::try_from(raw >> 32).ok()?.to_ne_bytes();
        Some([a, b, c, d, e, f, g, h])
    }

    fn unpack(reply: &[u8]) -> Result<i128, Fault> {
        let &[a, b, c, d, e, f, g, h] = super::exactly(reply)?;
        let (low, high) = (u32::from_ne_bytes([a, b, c, d]), u32::from_ne_bytes([e, f, g, h]));
        Ok(i128::from(high) << 32 | i128::from(low))
    }
}

/// The MTU of a Bluetooth socket: two bytes to set, and a read of two or of four, which does not say so.
///
/// SCO sockets write four bytes however long the buffer is, and so it has four; the others write the first two.
///
/// ```
/// use sockopt::codec::{Encode, Fault, Mtu};
///
/// assert_eq!(Mtu::encode(&672), Ok(672_u16.to_ne_bytes()));
/// assert_eq!(Mtu::encode(&65536).err(), Some(Fault::OUT_OF_RANGE));
/// ```
#[derive(Debug)]
pub struct Mtu;

type Short = Size<0, 65535, u16>;

impl Codec for Mtu {
    type Value = usize;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Short as Codec>::expects(f)
    }

    fn print(value: &usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Short as Codec>::print(value, f)
    }

    fn parse(text: &str) -> Result<usize, Fault> {
        <Short as Codec>::parse(text)
    }
}

impl Decode for Mtu {
    type Reply = Padded<4>;

    fn decode(answer: Answer<'_>) -> Result<usize, Fault> {
        if ![2, 4].contains(&answer.bytes().len()) {
            return Err(Fault::SHORT_REPLY);
        }
        match u32::unpack(answer.padded())? {
            // Two bytes, on a machine that has the highest first.
            high if high > 0xffff => <Short as Scalar>::from_raw(high >> 16),
            mtu => <Short as Scalar>::from_raw(mtu),
        }
    }
}

impl Encode for Mtu {
    super::by_value!();
    type Bytes<'a> = [u8; 2];

    fn encode(arg: &usize) -> Result<[u8; 2], Fault> {
        <Short as Encode>::encode(arg)
    }
}

/// Up to `MOST` bytes, in a buffer that is never too short for what there is. Text: hexadecimal, or `none`.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, Whole};
///
/// type Base = Whole<248>; // as BT_ISO_BASE has it
/// assert_eq!(Base::parse("none"), Ok(vec![]));
/// assert_eq!(Base::encode(&[0; 249].as_slice()).err(), Some(Fault::OUT_OF_RANGE));
/// ```
#[derive(Debug)]
pub struct Whole<const MOST: usize>;

impl<const MOST: usize> Codec for Whole<MOST> {
    type Value = Vec<u8>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "none, or up to {MOST} bytes in hexadecimal")
    }

    fn print(value: &Vec<u8>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::Hex::print(value, f)
    }

    fn parse(text: &str) -> Result<Vec<u8>, Fault> {
        super::Hex::parse(text)
    }
}

impl<const MOST: usize> Decode for Whole<MOST> {
    // The kernel cuts off what a shorter buffer cannot hold, and it counts in a byte.
    type Reply = Padded<256>;

    fn decode(answer: Answer<'_>) -> Result<Vec<u8>, Fault> {
        Ok(answer.bytes().to_vec())
    }
}

impl<const MOST: usize> Encode for Whole<MOST> {
    type Arg<'a> = &'a [u8];
    type Bytes<'a> = &'a [u8];

    fn encode<'a>(arg: &'a &[u8]) -> Result<&'a [u8], Fault> {
        Some(*arg).filter(|arg| arg.len() <= MOST).ok_or(Fault::OUT_OF_RANGE)
    }

    fn lend(value: &Vec<u8>) -> &[u8] {
        value
    }
}

/// `struct bt_codecs`: read, those that a controller has; set, the one that it is to use.
///
/// Text: `id=BT_CODEC_MSBC cid=0 vid=0 data_path=1 caps=none`, with commas between several; what a codec can do is
/// in hexadecimal, with `+` between several.
///
/// ```
/// use sockopt::codec::{Codec, Codecs, Encode, Fault};
///
/// let one = Codecs::parse("id=5 cid=0 vid=0 data_path=1 caps=01+0203")?;
/// assert_eq!(one[0].caps, [vec![1], vec![2, 3]]);
/// assert_eq!(Codecs::encode(&one.as_slice())?, [1, 5, 0, 0, 0, 0, 1, 2, 1, 1, 2, 2, 3]);
/// assert_eq!(Codecs::encode(&[].as_slice()).err(), Some(Fault::OUT_OF_RANGE));
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct Codecs;

/// The bytes of `struct bt_codec`, which has no gaps.
const CODEC: usize = 7;
/// What the kernel takes in a set, at most.
const MOST: usize = 255;

type Byte = Int<u8, 0, 255, u8>;
type U16 = Int<u16, 0, 65535, u16>;
type Id = Named<BtCodecId, u8>;

impl Codecs {
    const FIELDS: [&'static str; 5] = ["id", "cid", "vid", "data_path", "caps"];

    fn print_one(codec: &BtCodec, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::record::print_fields(&Codecs::FIELDS, " ", f, |index, f| match index {
            0 => write!(f, "{}", codec.id),
            1 => write!(f, "{}", codec.cid),
            2 => write!(f, "{}", codec.vid),
            3 => write!(f, "{}", codec.data_path),
            _ if codec.caps.is_empty() => f.write_str("none"),
            _ => codec.caps.iter().enumerate().try_for_each(|(index, cap)| {
                f.write_str(if index == 0 { "" } else { "+" })?;
                text::print_bytes(cap, f)
            }),
        })
    }

    fn parse_one(text: &str) -> Result<BtCodec, Fault> {
        let field = super::record::fields_in(&Codecs::FIELDS, text)?;
        let caps = match field("caps")? {
            "none" => Vec::new(),
            caps => {
                let caps: Option<_> = caps.split('+').map(text::bytes).collect();
                caps.ok_or(Fault::BAD_TEXT)?
            }
        };
        Ok(BtCodec {
            id: <Id as Codec>::parse(field("id")?)?,
            cid: <U16 as Codec>::parse(field("cid")?)?,
            vid: <U16 as Codec>::parse(field("vid")?)?,
            data_path: <Byte as Codec>::parse(field("data_path")?)?,
            caps,
        })
    }

    /// The first codec of some bytes, and the rest of them.
    fn split(bytes: &[u8]) -> Result<(BtCodec, &[u8]), Fault> {
        let (fields, mut rest) = match bytes.split_first_chunk::<CODEC>() {
            Some((fields, rest)) => (fields.as_slice(), rest),
            None => return Err(Fault::SHORT_REPLY),
        };
        let mut caps = Vec::new();
        for _ in 0..Byte::at(fields, 6)? {
            let (&length, behind) = rest.split_first().ok_or(Fault::SHORT_REPLY)?;
            let length = usize::from(length);
            let (Some(cap), Some(behind)) = (behind.get(..length), behind.get(length..)) else {
                return Err(Fault::SHORT_REPLY);
            };
            caps.push(cap.to_vec());
            rest = behind;
        }
        let (cid, vid) = (U16::at(fields, 1)?, U16::at(fields, 3)?);
        let (id, data_path) = (Id::at(fields, 0)?, Byte::at(fields, 5)?);
        Ok((BtCodec { id, cid, vid, data_path, caps }, rest))
    }
}

impl Codec for Codecs {
    type Value = Vec<BtCodec>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::record::print_fields(&Codecs::FIELDS, " ", f, |_, f| f.write_str("…"))
    }

    fn print(value: &Vec<BtCodec>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if value.is_empty() {
            return f.write_str("none");
        }
        value.iter().enumerate().try_for_each(|(index, codec)| {
            f.write_str(if index == 0 { "" } else { "," })?;
            Codecs::print_one(codec, f)
        })
    }

    fn parse(text: &str) -> Result<Vec<BtCodec>, Fault> {
        match text {
            "none" => Ok(Vec::new()),
            text => text.split(',').map(Codecs::parse_one).collect(),
        }
    }
}

impl Decode for Codecs {
    // The kernel refuses a buffer that is too short (ENOBUFS), and does not say how long it must be.
    type Reply = Padded<2048>;

    fn decode(answer: Answer<'_>) -> Result<Vec<BtCodec>, Fault> {
        let (&count, mut bytes) = answer.bytes().split_first().ok_or(Fault::SHORT_REPLY)?;
        let mut codecs = Vec::new();
        for _ in 0..count {
            let (codec, rest) = Codecs::split(bytes)?;
            codecs.push(codec);
            bytes = rest;
        }
        Ok(codecs)
    }
}

impl Encode for Codecs {
    type Arg<'a> = &'a [BtCodec];
    type Bytes<'a> = Vec<u8>;

    fn lend(value: &Vec<BtCodec>) -> &[BtCodec] {
        value
    }

    fn encode(arg: &&[BtCodec]) -> Result<Vec<u8>, Fault> {
        let [codec] = *arg else { return Err(Fault::OUT_OF_RANGE) };
        let mut bytes = vec![0; 1 + CODEC];
        Byte::fill(1, &mut bytes, 0)?;
        Id::fill(codec.id, &mut bytes, 1)?;
        U16::fill(codec.cid, &mut bytes, 2)?;
        U16::fill(codec.vid, &mut bytes, 4)?;
        Byte::fill(codec.data_path, &mut bytes, 6)?;
        let length = |bytes: &Vec<u8>| u8::try_from(bytes.len()).map_err(|_| Fault::OUT_OF_RANGE);
        let count = u8::try_from(codec.caps.len()).map_err(|_| Fault::OUT_OF_RANGE)?;
        Byte::fill(count, &mut bytes, 7)?;
        for cap in &codec.caps {
            bytes.push(length(cap)?);
            bytes.extend_from_slice(cap);
        }
        Some(bytes).filter(|bytes| bytes.len() <= MOST).ok_or(Fault::OUT_OF_RANGE)
    }
}

/// `struct bt_iso_qos`, as its longer part: that of a broadcast. It may hold a code, and so has no text.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, IsoQos};
/// use sockopt::{BtIsoIoQos, BtIsoQos};
/// use std::time::Duration;
///
/// let qos = BtIsoQos::default();
/// assert_eq!(IsoQos::encode(&&qos)?.as_ref().len(), 60);
/// let late = BtIsoIoQos { latency: Some(Duration::from_secs(5)), ..qos.out };
/// let late = BtIsoQos { out: late, ..qos };
/// assert_eq!(IsoQos::encode(&&late).err(), Some(Fault::OUT_OF_RANGE));
/// assert_eq!(IsoQos::parse(""), Err(Fault::NO_TEXT));
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct IsoQos;

type Unset = OrNone<Int<u8, 0, 0xef, u8>, 0xff>;
type Interval = OrNone<Micros<0xff, 0xf_ffff, u32>, 0>;
type Latency = OrNone<Millis<5, 4000, u16>, 0>;
type Tens = OrNone<Unit<10_000_000, 10, 0x4000, u16>, 0>;
type Phys = Bits<BtIsoPhy, u8>;

impl IsoQos {
    const SIZE: usize = 60;
    // Where the fields lie.
    const IN: usize = 8;
    const OUT: usize = 20;
    const CODE: usize = 33;

    fn read_io(bytes: &[u8], at: usize) -> Result<BtIsoIoQos, Fault> {
        Ok(BtIsoIoQos {
            interval: Interval::at(bytes, at)?,
            latency: Latency::at(bytes, at + 4)?,
            sdu: U16::at(bytes, at + 6)?,
            phy: Phys::at(bytes, at + 8)?,
            rtn: Byte::at(bytes, at + 9)?,
        })
    }

    fn write_io(io: &BtIsoIoQos, bytes: &mut [u8], at: usize) -> Result<(), Fault> {
        // Which the kernel would refuse later, when the channel is made.
        let unknown = !BtIsoPhy::all().contains(io.phy);
        if unknown || io.phy.is_empty() && io.sdu != 0 {
            return Err(Fault::OUT_OF_RANGE);
        }
        Interval::fill(io.interval, bytes, at)?;
        Latency::fill(io.latency, bytes, at + 4)?;
        U16::fill(io.sdu, bytes, at + 6)?;
        Phys::fill(io.phy, bytes, at + 8)?;
        Byte::fill(io.rtn, bytes, at + 9)
    }
}

impl Codec for IsoQos {
    type Value = BtIsoQos;

    const SECRET: bool = true;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what an isochronous channel can promise")
    }

    fn print(_: &BtIsoQos, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("secret")
    }

    fn parse(_: &str) -> Result<BtIsoQos, Fault> {
        Err(Fault::NO_TEXT)
    }
}

impl Decode for IsoQos {
    type Reply = Cleared<60>;

    fn decode(answer: Answer<'_>) -> Result<BtIsoQos, Fault> {
        let bytes = answer.exactly::<{ IsoQos::SIZE }>()?;
        let code = bytes.get(Self::CODE..).and_then(|rest| rest.first_chunk());
        Ok(BtIsoQos {
            group: Unset::at(bytes, 0)?,
            stream: Unset::at(bytes, 1)?,
            sca: Byte::at(bytes, 2)?,
            packing: <Flag<u8>>::at(bytes, 3)?,
            framing: <Flag<u8>>::at(bytes, 4)?,
            r#in: Self::read_io(bytes, Self::IN)?,
            out: Self::read_io(bytes, Self::OUT)?,
            encryption: <Flag<u8>>::at(bytes, 32)?,
            bcode: BtBroadcastCode::new(*code.ok_or(Fault::SHORT_REPLY)?),
            options: Byte::at(bytes, 49)?,
            skip: U16::at(bytes, 50)?,
            sync_timeout: Tens::at(bytes, 52)?,
            sync_cte_type: Byte::at(bytes, 54)?,
            mse: Byte::at(bytes, 55)?,
            timeout: Tens::at(bytes, 56)?,
        })
    }
}

impl Encode for IsoQos {
    type Arg<'a> = &'a BtIsoQos;
    type Bytes<'a> = Cleared<60>;

    fn lend(value: &BtIsoQos) -> &BtIsoQos {
        value
    }

    fn encode(arg: &&BtIsoQos) -> Result<Cleared<60>, Fault> {
        let mut room = Cleared::empty();
        let bytes = room.room();
        Unset::fill(arg.group, bytes, 0)?;
        Unset::fill(arg.stream, bytes, 1)?;
        Byte::fill(arg.sca, bytes, 2)?;
        <Flag<u8>>::fill(arg.packing, bytes, 3)?;
        <Flag<u8>>::fill(arg.framing, bytes, 4)?;
        Self::write_io(&arg.r#in, bytes, Self::IN)?;
        Self::write_io(&arg.out, bytes, Self::OUT)?;
        <Flag<u8>>::fill(arg.encryption, bytes, 32)?;
        for (to, from) in bytes.iter_mut().skip(Self::CODE).zip(arg.bcode.as_bytes()) {
            *to = *from;
        }
        <Int<u8, 0, 7, u8>>::fill(arg.options, bytes, 49)?;
        <Int<u16, 0, 0x1f3, u16>>::fill(arg.skip, bytes, 50)?;
        Tens::fill(arg.sync_timeout, bytes, 52)?;
        <Int<u8, 0, 31, u8>>::fill(arg.sync_cte_type, bytes, 54)?;
        <Int<u8, 0, 31, u8>>::fill(arg.mse, bytes, 55)?;
        Tens::fill(arg.timeout, bytes, 56)?;
        Ok(room)
    }
}
