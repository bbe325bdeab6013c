//! Linux's loads from reserved offsets.

/// What a Linux program can ask about a packet besides its bytes.
///
/// The kernel answers these at offsets no packet reaches, from
/// [`BASE`](Self::BASE) up; see `<linux/filter.h>` and the "extensions" of
/// the kernel's `Documentation/networking/filter.rst`. The size of the load
/// makes no difference. [`Instruction::load_ancillary`] builds one.
///
/// ```
/// use sockopt::{Ancillary, Filter, Instruction, JumpTest, Operand};
///
/// // Keep what came in through interface 2.
/// let filter = Filter::new([
///     Instruction::load_ancillary(Ancillary::InterfaceIndex),
///     Instruction::jump_if(JumpTest::Equal, Operand::K(2), 0, 1),
///     Instruction::ret_constant(u32::MAX),
///     Instruction::ret_constant(0),
/// ])?;
/// assert_eq!(filter.instructions()[0].k, 0xffff_f008);
/// # Ok::<(), sockopt::FilterError>(())
/// ```
///
/// [`Instruction::load_ancillary`]: crate::Instruction::load_ancillary
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[repr(u32)]
pub enum Ancillary {
    /// `proto` (`SKF_AD_PROTOCOL`): the link layer's protocol number, such as
    /// 0x800 for IPv4.
    Protocol = 0,
    /// `type` (`SKF_AD_PKTTYPE`): for whom the packet is, a `PACKET_` number
    /// of packet(7): 0 for this host, 4 for one that goes out.
    PacketType = 4,
    /// `ifidx` (`SKF_AD_IFINDEX`): the index of the interface. A packet
    /// without an interface ends the program.
    InterfaceIndex = 8,
    /// `nla` (`SKF_AD_NLATTR`): the offset of the first netlink attribute of
    /// type X, looking from offset A; 0 if there is none.
    NetlinkAttribute = 12,
    /// `nlan` (`SKF_AD_NLATTR_NEST`): the offset of the first netlink
    /// attribute of type X inside the attribute at offset A; 0 if there is
    /// none.
    NestedNetlinkAttribute = 16,
    /// `mark` (`SKF_AD_MARK`): the packet's mark, as netfilter set it.
    Mark = 20,
    /// `queue` (`SKF_AD_QUEUE`): the queue of the interface it came through.
    Queue = 24,
    /// `hatype` (`SKF_AD_HATYPE`): the hardware type of the interface, an
    /// `ARPHRD_` number. A packet without an interface ends the program.
    HardwareType = 28,
    /// `rxhash` (`SKF_AD_RXHASH`): the hash by which packets are spread over
    /// processors; 0 if it was not computed.
    ReceiveHash = 32,
    /// `cpu` (`SKF_AD_CPU`): the processor on which the filter runs.
    Cpu = 36,
    /// `xor_x` (`SKF_AD_ALU_XOR_X`): no load at all: A = A xor X. Older than
    /// [`AluOp::Xor`](crate::AluOp::Xor), which does the same.
    XorX = 40,
    /// `vlan_tci` (`SKF_AD_VLAN_TAG`): the VLAN tag that the hardware took
    /// off the packet.
    VlanTag = 44,
    /// `vlanp` (`SKF_AD_VLAN_TAG_PRESENT`): 1 if there was such a tag,
    /// otherwise 0.
    VlanTagPresent = 48,
    /// `pay_offset` (`SKF_AD_PAY_OFFSET`): the offset of the payload behind
    /// the headers that the kernel can follow.
    PayloadOffset = 52,
    /// `random` (`SKF_AD_RANDOM`): 32 random bits, new at each load.
    Random = 56,
    /// `vlan_tpid` (`SKF_AD_VLAN_TPID`): the protocol number of that VLAN
    /// tag, such as 0x8100.
    VlanProtocol = 60,
}

impl Ancillary {
    /// Where the reserved offsets begin: `SKF_AD_OFF`, −0x1000.
    ///
    /// Linux refuses a load at or above it that is none of the known ones.
    pub const BASE: u32 = 0xffff_f000;

    const ALL: [Self; 16] = [
        Self::Protocol,
        Self::PacketType,
        Self::InterfaceIndex,
        Self::NetlinkAttribute,
        Self::NestedNetlinkAttribute,
        Self::Mark,
        Self::Queue,
        Self::HardwareType,
        Self::ReceiveHash,
        Self::Cpu,
        Self::XorX,
        Self::VlanTag,
        Self::VlanTagPresent,
        Self::PayloadOffset,
        Self::Random,
        Self::VlanProtocol,
    ];

    /// The offset that stands for it in a load.
    ///
    /// ```
    /// use sockopt::Ancillary;
    ///
    /// assert_eq!(Ancillary::Cpu.offset(), 0xffff_f000 + 36);
    /// ```
    #[must_use]
    pub const fn offset(self) -> u32 {
        Self::BASE + self as u32
    }

    /// What a load from this offset asks for; `None` if the offset is not one
    /// of these.
    ///
    /// ```
    /// use sockopt::Ancillary;
    ///
    /// assert_eq!(Ancillary::from_offset(0xffff_f024), Some(Ancillary::Cpu));
    /// assert_eq!(Ancillary::from_offset(36), None);
    /// ```
    #[must_use]
    pub fn from_offset(offset: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.offset() == offset)
    }

    /// The name in brackets, as libpcap prints it.
    pub(super) const fn mnemonic(self) -> &'static str {
        match self {
            Self::Protocol => "proto",
            Self::PacketType => "type",
            Self::InterfaceIndex => "ifidx",
            Self::NetlinkAttribute => "nla",
            Self::NestedNetlinkAttribute => "nlan",
            Self::Mark => "mark",
            Self::Queue => "queue",
            Self::HardwareType => "hatype",
            Self::ReceiveHash => "rxhash",
            Self::Cpu => "cpu",
            Self::XorX => "xor_x",
            Self::VlanTag => "vlan_tci",
            Self::VlanTagPresent => "vlanp",
            Self::PayloadOffset => "pay_offset",
            Self::Random => "random",
            Self::VlanProtocol => "vlan_tpid",
        }
    }
}
