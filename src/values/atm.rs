//! Structures of ATM: `linux/atm.h`, `linux/atmsap.h`.

use core::mem::align_of;

use crate::codec::{
    names, placed, Bytes, Fields, Flag, Int, Named, Nested, NestedAll, OrNone, SubByte, SubWord,
};

/// What the header aligns structures to that lie in others (`__ATM_API_ALIGN`), or what they have by themselves.
const fn aligned(by_itself: usize) -> usize {
    if cfg!(any(target_arch = "sparc", target_arch = "sparc64")) {
        8
    } else {
        by_itself
    }
}

const INT: usize = aligned(align_of::<i32>());
const BYTE: usize = aligned(1);

/// A number that is not negative, or -1, which is ATM_MAX_PCR.
type Rate = OrNone<Int<u32, 0, { i32::MAX as i128 }, i32>, -1>;
type Count = Int<u32, 0, { i32::MAX as i128 }, i32>;
type U24 = Int<u32, 0, 0xff_ffff, u32>;

names! {
    /// A class of traffic of ATM.
    ///
    /// ```
    /// use sockopt::AtmTrafficClass;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(AtmTrafficClass::CBR.raw(), 2);
    /// # }
    /// ```
    pub struct AtmTrafficClass {
        /// No traffic.
        NONE = ATM_NONE on LINUX | ANDROID;
        /// At an unspecified bit rate.
        UBR = ATM_UBR on LINUX | ANDROID;
        /// At a constant bit rate.
        CBR = ATM_CBR on LINUX | ANDROID;
        /// At a variable bit rate.
        VBR = ATM_VBR on LINUX | ANDROID;
        /// At the bit rate that is available.
        ABR = ATM_ABR on LINUX | ANDROID;
        /// Any class.
        ANYCLASS = ATM_ANYCLASS on LINUX | ANDROID;
    }
}

impl Default for AtmTrafficClass {
    fn default() -> AtmTrafficClass {
        AtmTrafficClass::from_raw(0)
    }
}

names! {
    /// An adaptation layer of ATM: how packets are cut into cells.
    ///
    /// ```
    /// use sockopt::AtmAal;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(AtmAal::AAL5.raw(), 5);
    /// # }
    /// ```
    pub struct AtmAal {
        /// Not specified.
        NO_AAL = ATM_NO_AAL on LINUX | ANDROID;
        /// Cells as they are.
        AAL0 = ATM_AAL0 on LINUX | ANDROID;
        /// For a constant bit rate.
        AAL1 = ATM_AAL1 on LINUX | ANDROID;
        /// For a variable bit rate.
        AAL2 = ATM_AAL2 on LINUX | ANDROID;
        /// For data: that of ITU-T I.363.3.
        AAL34 = ATM_AAL34 on LINUX | ANDROID;
        /// For data: that of ITU-T I.363.5.
        AAL5 = ATM_AAL5 on LINUX | ANDROID;
    }
}

impl Default for AtmAal {
    fn default() -> AtmAal {
        AtmAal::from_raw(0)
    }
}

placed! {
    /// The traffic of one direction: `struct atm_trafprm`, a part of [`AtmQos`]. The fields behind `max_sdu` are those of the class `ABR`.
    #[derive(Default)]
    pub struct AtmTrafPrm of 40; {
        /// The class.
        traffic_class: AtmTrafficClass as Named<AtmTrafficClass, u8>, at 0;
        /// The highest rate, in cells a second; `None` for as much as there is.
        max_pcr: Option<u32> as Rate, at 4;
        /// The rate that is wished for, in cells a second; `None` for as much as there is.
        pcr: Option<u32> as Rate, at 8;
        /// The lowest rate, in cells a second.
        min_pcr: u32 as Count, at 12;
        /// The most by which the delay of cells varies, in microseconds; 0 for what is usual.
        max_cdv: u32 as Count, at 16;
        /// The largest packet, in bytes; 0 for as much as the adaptation layer takes.
        max_sdu: u32 as Count, at 20;
        /// The initial cell rate, of 24 bits.
        icr: u32 as U24, at 24;
        /// The transient buffer exposure, of 24 bits.
        tbe: u32 as U24, at 28;
        /// The fixed round-trip time, of 24 bits.
        frtt: u32 as Int<u32, 0, 0xff_ffff, SubWord<0, 24>>, at 32;
        /// The rate increment factor, of 4 bits.
        rif: u8 as Int<u8, 0, 15, SubByte<0, 4>>, at 35;
        /// The rate decrease factor, of 4 bits.
        rdf: u8 as Int<u8, 0, 15, SubByte<4, 4>>, at 35;
        /// Whether `nrm` is given.
        nrm_pres: bool as Flag<SubWord<0, 1>>, at 36;
        /// Whether `trm` is given.
        trm_pres: bool as Flag<SubWord<1, 1>>, at 36;
        /// Whether `adtf` is given.
        adtf_pres: bool as Flag<SubWord<2, 1>>, at 36;
        /// Whether `cdf` is given.
        cdf_pres: bool as Flag<SubWord<3, 1>>, at 36;
        /// The most cells for each forward cell of resource management, of 3 bits.
        nrm: u8 as Int<u8, 0, 7, SubWord<4, 3>>, at 36;
        /// The time between forward cells of resource management, of 3 bits.
        trm: u8 as Int<u8, 0, 7, SubWord<7, 3>>, at 36;
        /// The time after which the rate is decreased, of 10 bits.
        adtf: u16 as Int<u16, 0, 1023, SubWord<10, 10>>, at 36;
        /// The cutoff decrease factor, of 3 bits.
        cdf: u8 as Int<u8, 0, 7, SubWord<20, 3>>, at 36;
    }
}

placed! {
    /// The traffic of a connection of ATM: SO_ATMQOS.
    ///
    /// ```
    /// use sockopt::{AtmAal, AtmQos, AtmTrafPrm, AtmTrafficClass};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let best_effort =
    ///     AtmTrafPrm { traffic_class: AtmTrafficClass::UBR, ..AtmTrafPrm::default() };
    /// let qos = AtmQos { txtp: best_effort, rxtp: best_effort, aal: AtmAal::AAL5 };
    /// # assert_eq!(qos.txtp, qos.rxtp);
    /// # }
    /// ```
    #[derive(Default)]
    pub struct AtmQos of (80 + BYTE).next_multiple_of(INT); {
        /// What is sent.
        txtp: AtmTrafPrm as Nested<AtmTrafPrm>, at 0;
        /// What is received.
        rxtp: AtmTrafPrm as Nested<AtmTrafPrm>, at 40;
        /// How packets are cut into cells.
        aal: AtmAal as Named<AtmAal, u8>, at 80;
    }
}

placed! {
    /// A permanent circuit of ATM: SO_ATMPVC. `struct sockaddr_atmpvc`
    pub struct AtmPvc of INT + 8; {
        /// The number of the device.
        itf: i16 as Int<i16, { i16::MIN as i128 }, { i16::MAX as i128 }, i16>, at INT;
        /// The virtual path.
        vpi: i16 as Int<i16, { i16::MIN as i128 }, { i16::MAX as i128 }, i16>, at INT + 2;
        /// The virtual channel.
        vci: i32 as Int<i32>, at INT + 4;
    }
}

names! {
    /// A type of what identifies the layers above: a part of [`AtmBhli`].
    ///
    /// ```
    /// use sockopt::AtmHl;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(AtmHl::VENDOR.raw(), 4);
    /// # }
    /// ```
    pub struct AtmHl {
        /// Not specified.
        NONE = ATM_HL_NONE on LINUX | ANDROID;
        /// ISO's.
        ISO = ATM_HL_ISO on LINUX | ANDROID;
        /// The user's own.
        USER = ATM_HL_USER on LINUX | ANDROID;
        /// A profile, of UNI 3.0.
        HLP = ATM_HL_HLP on LINUX | ANDROID;
        /// A vendor's identifier.
        VENDOR = ATM_HL_VENDOR on LINUX | ANDROID;
    }
}

impl Default for AtmHl {
    fn default() -> AtmHl {
        AtmHl::from_raw(0)
    }
}

names! {
    /// A protocol of the second layer: a part of [`AtmBlli`].
    ///
    /// ```
    /// use sockopt::AtmL2;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(AtmL2::ISO8802.raw(), 12);
    /// # }
    /// ```
    pub struct AtmL2 {
        /// Not specified.
        NONE = ATM_L2_NONE on LINUX | ANDROID;
        /// Basic mode, ISO 1745.
        ISO1745 = ATM_L2_ISO1745 on LINUX | ANDROID;
        /// ITU-T Q.291.
        Q291 = ATM_L2_Q291 on LINUX | ANDROID;
        /// ITU-T X.25, link layer.
        X25_LL = ATM_L2_X25_LL on LINUX | ANDROID;
        /// ITU-T X.25, multilink.
        X25_ML = ATM_L2_X25_ML on LINUX | ANDROID;
        /// Extended LAPB, half-duplex.
        LAPB = ATM_L2_LAPB on LINUX | ANDROID;
        /// HDLC, asynchronous response mode.
        HDLC_ARM = ATM_L2_HDLC_ARM on LINUX | ANDROID;
        /// HDLC, normal response mode.
        HDLC_NRM = ATM_L2_HDLC_NRM on LINUX | ANDROID;
        /// HDLC, asynchronous balanced mode.
        HDLC_ABM = ATM_L2_HDLC_ABM on LINUX | ANDROID;
        /// Logical link control, ISO/IEC 8802/2.
        ISO8802 = ATM_L2_ISO8802 on LINUX | ANDROID;
        /// ITU-T X.75.
        X75 = ATM_L2_X75 on LINUX | ANDROID;
        /// ITU-T Q.922.
        Q922 = ATM_L2_Q922 on LINUX | ANDROID;
        /// The user's own.
        USER = ATM_L2_USER on LINUX | ANDROID;
        /// ISO 7776.
        ISO7776 = ATM_L2_ISO7776 on LINUX | ANDROID;
    }
}

impl Default for AtmL2 {
    fn default() -> AtmL2 {
        AtmL2::from_raw(0)
    }
}

names! {
    /// A protocol of the third layer: a part of [`AtmBlli`].
    ///
    /// ```
    /// use sockopt::AtmL3;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(AtmL3::TR9577.raw(), 11);
    /// # }
    /// ```
    pub struct AtmL3 {
        /// Not specified.
        NONE = ATM_L3_NONE on LINUX | ANDROID;
        /// ITU-T X.25, packet layer.
        X25 = ATM_L3_X25 on LINUX | ANDROID;
        /// ISO/IEC 8208.
        ISO8208 = ATM_L3_ISO8208 on LINUX | ANDROID;
        /// ITU-T X.223.
        X223 = ATM_L3_X223 on LINUX | ANDROID;
        /// ITU-T X.233.
        ISO8473 = ATM_L3_ISO8473 on LINUX | ANDROID;
        /// ITU-T T.70.
        T70 = ATM_L3_T70 on LINUX | ANDROID;
        /// ISO/IEC TR 9577.
        TR9577 = ATM_L3_TR9577 on LINUX | ANDROID;
        /// ITU-T H.310.
        H310 = ATM_L3_H310 on LINUX | ANDROID;
        /// ITU-T H.321.
        H321 = ATM_L3_H321 on LINUX | ANDROID;
        /// The user's own.
        USER = ATM_L3_USER on LINUX | ANDROID;
    }
}

impl Default for AtmL3 {
    fn default() -> AtmL3 {
        AtmL3::from_raw(0)
    }
}

placed! {
    /// What a connection is for, by the layers above: `struct atm_bhli`, a part of [`AtmSap`].
    #[derive(Default)]
    pub struct AtmBhli of 10; {
        /// Whose identifier it is.
        hl_type: AtmHl as Named<AtmHl, u8>, at 0;
        /// How many bytes it has, of those that have not always the same.
        hl_length: u8 as Int<u8, 0, 8, u8>, at 1;
        /// The identifier.
        hl_info: [u8; 8] as Bytes<8>, at 2;
    }
}

placed! {
    /// What a connection is for, by the layers below: `struct atm_blli`, a part of [`AtmSap`]. What the bytes mean depends on the protocol.
    #[derive(Default)]
    pub struct AtmBlli of 10; {
        /// The protocol of the second layer.
        l2_proto: AtmL2 as Named<AtmL2, u8>, at 0;
        /// Its mode and its window; or a byte of the user's own.
        l2: [u8; 2] as Bytes<2>, at 1;
        /// The protocol of the third layer.
        l3_proto: AtmL3 as Named<AtmL3, u8>, at 3;
        /// Its mode, the logarithm of its packets' size, and its window; or a byte of the user's own; or, of H.310, the type of terminal and
        /// what it can multiplex both ways; or, of TR 9577, an identifier of one byte, and one of five.
        l3: [u8; 6] as Bytes<6>, at 4;
    }
}

placed! {
    /// What a connection of ATM is for: SO_ATMSAP.
    ///
    /// ```
    /// use sockopt::{AtmBlli, AtmL3, AtmSap};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// // IP, by its number of the network layer.
    /// let l3_proto = AtmL3::TR9577;
    /// let ip = AtmBlli { l3_proto, l3: [0xcc, 0, 0, 0, 0, 0], ..AtmBlli::default() };
    /// let [_, rest @ ..] = AtmSap::default().blli;
    /// let [second, third] = rest;
    /// let sap = AtmSap { blli: [ip, second, third], ..AtmSap::default() };
    /// # assert_eq!(sap.blli[0], ip);
    /// # }
    /// ```
    #[derive(Default)]
    pub struct AtmSap of BLLI + 3 * STRIDE; {
        /// By the layers above.
        bhli: AtmBhli as Nested<AtmBhli>, at 0;
        /// By the layers below: up to three, of which those that name no protocol are none.
        blli: [AtmBlli; 3] as NestedAll<AtmBlli, 3, STRIDE>, at BLLI;
    }
}

const BLLI: usize = 10_usize.next_multiple_of(BYTE);
const STRIDE: usize = 10_usize.next_multiple_of(BYTE);

/// The sizes of structures, which the numbers of the options have in them.
#[allow(dead_code)] // on systems that have none of the options
pub(crate) mod atm_sizes {
    use super::*;

    pub(crate) const QOS: usize = <AtmQos as Fields>::SIZE;
    pub(crate) const SAP: usize = <AtmSap as Fields>::SIZE;
    pub(crate) const PVC: usize = <AtmPvc as Fields>::SIZE;
}
