//! The structures that the crate makes and reads lie as the headers say.

use std::collections::BTreeSet;
use std::path::Path;

use sockopt::codec::Fields;
use sockopt::*;

use crate::compiler::{self, Header};

/// A structure, and what is known of it here.
struct Structure {
    /// In Rust.
    name: &'static str,
    header: &'static str,
    /// In C.
    c: &'static str,
    /// How the fields' names begin.
    prefix: &'static str,
    /// Fields that have another name in C; no name for bit fields, which have no place.
    renamed: &'static [(&'static str, &'static str)],
    /// How many bytes it has, if it does not grow with the kernel.
    size: Option<usize>,
    places: &'static [(&'static str, usize, usize)],
}

impl Structure {
    /// The field's name in C; `None` for a bit field.
    fn field(&self, name: &str) -> Option<String> {
        match self.renamed.iter().find(|(here, _)| *here == name) {
            Some((_, "")) => None,
            Some((_, c)) => Some((*c).to_owned()),
            None => Some(format!("{}{name}", self.prefix)),
        }
    }
}

/// `Type: "header" "struct" "prefix" { field: "field in C", … } size`: the size is that of the fields where there is none.
macro_rules! structures {
    ($($name:ident: $header:literal $c:literal $prefix:literal
        $({ $($field:ident: $other:literal),* })? $(($size:expr))?;)*) => {
        &[$(Structure {
            name: stringify!($name),
            header: $header,
            c: $c,
            prefix: $prefix,
            renamed: &[$($((stringify!($field), $other)),*)?],
            size: structures!(size $name $($size)?),
            places: $name::PLACES,
        }),*]
    };
    (size $name:ident $size:expr) => { $size };
    (size $name:ident) => { Some(<$name as Fields>::SIZE) };
}

const GROWS: Option<usize> = None;

const STRUCTURES: &[Structure] = structures! {
    PeerCred: "sys/socket.h" "struct ucred" "";
    TxTime: "linux/net_tstamp.h" "struct sock_txtime" "" { clock: "clockid" };
    DmabufToken: "linux/uio.h" "struct dmabuf_token" "";
    DmabufCmsg: "linux/uio.h" "struct dmabuf_cmsg" "";
    TimestampPktInfo: "linux/net_tstamp.h" "struct scm_ts_pktinfo" "" { interface: "if_index" } (Some(16));
    Ipv4Member: "linux/in.h" "struct ip_mreqn" "imr_" { group: "imr_multiaddr", interface: "imr_ifindex" };
    Ipv4SourceMember: "linux/in.h" "struct ip_mreq_source" "imr_"
        { group: "imr_multiaddr", address: "imr_interface", source: "imr_sourceaddr" };
    Ipv4PktInfo: "linux/in.h" "struct in_pktinfo" "ipi_" { interface: "ipi_ifindex" };
    Ipv6Member: "linux/in6.h" "struct ipv6_mreq" "ipv6mr_" { group: "ipv6mr_multiaddr", interface: "ipv6mr_ifindex" };
    Ipv6Source: "linux/ipv6.h" "struct in6_pktinfo" "ipi6_" { address: "ipi6_addr", interface: "ipi6_ifindex" };
    Ipv6PktInfo: "linux/ipv6.h" "struct in6_pktinfo" "ipi6_" { interface: "ipi6_ifindex" };
    FlowLabel: "linux/in6.h" "struct in6_flowlabel_req" "flr_" (Some(32));
    TcpInfo: "linux/tcp.h" "struct tcp_info" "tcpi_" {
        snd_wscale: "", rcv_wscale: "", delivery_rate_app_limited: "", fastopen_client_fail: ""
    } (GROWS);
    TcpRepairOption: "linux/tcp.h" "struct tcp_repair_opt" "" { option: "opt_code", value: "opt_val" };
    TcpRepairWindow: "linux/tcp.h" "struct tcp_repair_window" "";
    TcpAoRepair: "linux/tcp.h" "struct tcp_ao_repair" "";
    MptcpInfo: "linux/mptcp.h" "struct mptcp_info" "mptcpi_" (GROWS);
    PacketRing: "linux/if_packet.h" "struct tpacket_req3" "tp_"
        { sizeof_priv: "tp_sizeof_priv", features: "tp_feature_req_word" };
    PacketRolloverStats: "linux/if_packet.h" "struct tpacket_rollover_stats" "tp_";
    PacketStatistics: "linux/if_packet.h" "struct tpacket_stats_v3" "tp_" (GROWS);
    PacketAuxdata: "linux/if_packet.h" "struct tpacket_auxdata" "tp_";
    CanFilter: "linux/can.h" "struct can_filter" "";
    CanVcidOptions: "linux/can/raw.h" "struct can_raw_vcid_options" "";
    IsotpOptions: "linux/can/isotp.h" "struct can_isotp_options" "";
    IsotpFlowControl: "linux/can/isotp.h" "struct can_isotp_fc_options" "";
    IsotpLinkLayer: "linux/can/isotp.h" "struct can_isotp_ll_options" "";
    J1939Filter: "linux/can/j1939.h" "struct j1939_filter" "" (Some(26_usize.next_multiple_of(align_of::<u64>())));
    TipcGroupReq: "linux/tipc.h" "struct tipc_group_req" "" { group: "type" };
    TcpZerocopyReceive: "linux/tcp.h" "struct tcp_zerocopy_receive" "" (GROWS);
    Vif: "linux/mroute.h" "struct vifctl" "vifc_" { device: "" };
    Mfc: "linux/mroute.h" "struct mfcctl" "mfcc_" { group: "mfcc_mcastgrp" };
    Mif: "linux/mroute6.h" "struct mif6ctl" "mif6c_" { device: "" };
    Mf6c: "linux/mroute6.h" "struct mf6cctl" "mf6cc_"
        { origin: "mf6cc_origin.sin6_addr", group: "mf6cc_mcastgrp.sin6_addr" };
    MptcpSubflowAddrs: "linux/mptcp.h" "struct mptcp_subflow_addrs" "ss_";
    MptcpSubflowInfo: "linux/mptcp.h" "struct mptcp_subflow_info" "addrs.ss_" { id: "id" };
    XdpDesc: "linux/if_xdp.h" "struct xdp_desc" "";
    XdpStatistics: "linux/if_xdp.h" "struct xdp_statistics" "" (GROWS);
    RdsFreeMr: "linux/rds.h" "struct rds_free_mr_args" "";
    BtConnInfo: "bluetooth/l2cap.h" "struct l2cap_conninfo" "";
    BtSecurity: "bluetooth/bluetooth.h" "struct bt_security" "";
    HciFilter: "bluetooth/hci.h" "struct hci_filter" "";
    L2capOptions: "bluetooth/l2cap.h" "struct l2cap_options" "";
    AtmPvc: "linux/atm.h" "struct sockaddr_atmpvc" "sap_addr.";
    AtmQos: "linux/atm.h" "struct atm_qos" "";
    AtmTrafPrm: "linux/atm.h" "struct atm_trafprm" "" { icr: "", tbe: "", frtt: "", rif: "", rdf: "", nrm_pres: "", trm_pres: "", adtf_pres: "", cdf_pres: "", nrm: "", trm: "", adtf: "", cdf: "" };
    AtmBhli: "linux/atmsap.h" "struct atm_bhli" "";
    AtmBlli: "linux/atmsap.h" "struct atm_blli" "" (GROWS);
    AtmSap: "linux/atmsap.h" "struct atm_sap" "";
    SctpEventOf: "linux/sctp.h" "struct sctp_event" "se_" { notification: "se_type" } (GROWS);
    SctpPrStatusOf: "linux/sctp.h" "struct sctp_prstatus" "sprstat_" (GROWS);
    SctpStreamOf: "linux/sctp.h" "struct sctp_stream_value" "" (GROWS);
    SctpRtoInfo: "linux/sctp.h" "struct sctp_rtoinfo" "srto_";
    SctpAssocParams: "linux/sctp.h" "struct sctp_assocparams" "sasoc_";
    SctpInitMsg: "linux/sctp.h" "struct sctp_initmsg" "sinit_";
    SctpPrim: "linux/sctp.h" "struct sctp_prim" "ssp_";
    SctpPrim: "linux/sctp.h" "struct sctp_setpeerprim" "sspp_";
    SctpPeerAddrParams: "linux/sctp.h" "struct sctp_paddrparams" "spp_";
    SctpSndRcvInfo: "linux/sctp.h" "struct sctp_sndrcvinfo" "sinfo_";
    SctpSndInfo: "linux/sctp.h" "struct sctp_sndinfo" "snd_";
    SctpRcvInfo: "linux/sctp.h" "struct sctp_rcvinfo" "rcv_";
    SctpNxtInfo: "linux/sctp.h" "struct sctp_nxtinfo" "nxt_";
    SctpDefaultPrInfo: "linux/sctp.h" "struct sctp_default_prinfo" "pr_";
    SctpPrInfo: "linux/sctp.h" "struct sctp_prinfo" "pr_";
    SctpEvent: "linux/sctp.h" "struct sctp_event" "se_" { notification: "se_type" };
    SctpSackInfo: "linux/sctp.h" "struct sctp_sack_info" "sack_";
    SctpStatus: "linux/sctp.h" "struct sctp_status" "sstat_" {
        primary_assoc_id: "sstat_primary.spinfo_assoc_id", primary_address: "sstat_primary.spinfo_address",
        primary_state: "sstat_primary.spinfo_state", primary_cwnd: "sstat_primary.spinfo_cwnd",
        primary_srtt: "sstat_primary.spinfo_srtt", primary_rto: "sstat_primary.spinfo_rto",
        primary_mtu: "sstat_primary.spinfo_mtu"
    };
    SctpPaddrInfo: "linux/sctp.h" "struct sctp_paddrinfo" "spinfo_";
    SctpPrStatus: "linux/sctp.h" "struct sctp_prstatus" "sprstat_";
    SctpAssocStats: "linux/sctp.h" "struct sctp_assoc_stats" "sas_";
    SctpPeerAddrThresholds: "linux/sctp.h" "struct sctp_paddrthlds" "spt_";
    SctpPeerAddrThresholdsV2: "linux/sctp.h" "struct sctp_paddrthlds_v2" "spt_";
    SctpUdpEncaps: "linux/sctp.h" "struct sctp_udpencaps" "sue_";
    SctpProbeInterval: "linux/sctp.h" "struct sctp_probeinterval" "spi_";
    SctpAddStreams: "linux/sctp.h" "struct sctp_add_streams" "sas_";
    SctpStreamValue: "linux/sctp.h" "struct sctp_stream_value" "";
    SctpAuthKeyId: "linux/sctp.h" "struct sctp_authkeyid" "scact_";
};

/// Structures of the crate that are none of the headers', and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("CompatibilityMode", "Windows's, proved in sys/layout.rs"),
    ("FreebsdTcpInfo", "FreeBSD's, proved in sys/layout.rs"),
    ("IcmpErrorInfo", "Windows's, proved in sys/layout.rs"),
    ("InetPortRange", "Windows's, proved in sys/layout.rs"),
    ("InetPortReservation", "Windows's, proved in sys/layout.rs"),
    ("IpsecReq", "of illumos: libc lacks it"),
    ("MemInfo", "an array, whose places have names"),
    ("MulticastInterface", "the second half of struct ip_mreqn"),
    ("NetbsdTcpInfo", "NetBSD's, proved in sys/layout.rs"),
    ("NpExtensions", "Apple's: libc lacks it"),
    ("OpenbsdTcpInfo", "OpenBSD's, proved in sys/layout.rs"),
    ("RxrpcUpgrade", "an array of two numbers"),
    ("SctpTimeouts", "FreeBSD's: libc lacks it"),
    ("SoTimestamping", "not public: its option's bytes are compared"),
    ("SocketProcessorAffinity", "Windows's, by its header alone"),
    ("TcpAoCounters", "a part of struct tcp_ao_info_opt, whose bytes are compared"),
    ("TcpCcKey", "FreeBSD's: libc lacks it"),
    ("TcpCcOpt", "FreeBSD's: libc lacks it"),
    ("TcpConnectionInfo", "Apple's, proved in sys/layout.rs"),
    ("TcpInitialRto", "Windows's, proved in sys/layout.rs"),
    ("TcpKeepalive", "Windows's, proved in sys/layout.rs"),
    ("TfrcRxInfo", "in no header for programs: linux/tfrc.h of the kernel"),
    ("TfrcTxInfo", "in no header for programs: linux/tfrc.h of the kernel"),
    ("TimestampingConfig", "Windows's, proved in sys/layout.rs"),
    ("TipcDestName", "an array of three numbers"),
    ("TipcErrInfo", "an array of two numbers"),
    ("WindowsTcpInfo", "Windows's, proved in sys/layout.rs"),
];

#[test]
fn each_lies_where_the_headers_say() {
    if !compiler::is_here() {
        return;
    }
    let (mut structures, mut fields) = (0, 0);
    let mut wrong = Vec::new();
    for structure in STRUCTURES {
        let c = structure.c;
        let header = Header::of(structure.header);
        let Some((header, size)) = header.as_ref().and_then(|header| {
            let size = header.numbers(&[format!("sizeof({c})")])[0]?;
            Some((header, size))
        }) else {
            println!("no {c} in {}", structure.header);
            continue;
        };
        structures += 1;
        if structure.size.is_some_and(|here| i64::try_from(here) != Ok(size)) {
            wrong.push(format!("{c} has {size} bytes, and here {:?}", structure.size));
        }
        let named =
            structure.places.iter().filter_map(|place| Some((structure.field(place.0)?, place)));
        // A newer kernel's field may lack in this header.
        let known = |field: &str| field.rsplit('.').next().is_some_and(|last| header.knows(last));
        let named = named.filter(|(field, _)| structure.size.is_some() || known(field));
        let named: Vec<_> = named.collect();
        let expressions: Vec<String> = named
            .iter()
            .flat_map(|(field, _)| {
                [format!("offsetof({c}, {field})"), format!("sizeof((({c} *)0)->{field})")]
            })
            .collect();
        let found = header.numbers(&expressions);
        for (found, (field, (_, place, size))) in found.chunks_exact(2).zip(&named) {
            let here = [*place, *size].map(|number| i64::try_from(number).ok());
            if found != here {
                wrong.push(format!("{c}: {field} is at and has {found:?}, and here {here:?}"));
            }
            fields += 1;
        }
    }
    println!("{structures} structures and {fields} of their fields compared");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(structures * 4 > STRUCTURES.len() * 3 && fields > 200, "only {structures}, {fields}");
}

/// The structures that the macros declare in the source.
fn declared(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            declared(&path, names);
            continue;
        }
        let mut within = false;
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let macros = ["record! {", "placed! {", "extended! {"];
            within |= macros.iter().any(|start| line.trim_start_matches("super::") == *start);
            let line = line.trim_start().trim_start_matches("pub ");
            if let Some(rest) = line.strip_prefix("struct ").filter(|_| within) {
                names.extend(rest.split([' ', '{', ';']).next().map(str::to_owned));
                within = false;
            }
        }
    }
}

#[test]
fn each_of_the_crate_is_compared_or_has_a_reason() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    if !source.is_dir() {
        return crate::common::skip("the source is not here");
    }
    let mut names = BTreeSet::new();
    declared(&source, &mut names);
    assert!(names.len() > 50, "only {names:?}");
    let excepted = EXCEPTIONS.iter().map(|(name, _)| *name);
    let known: BTreeSet<&str> = STRUCTURES.iter().map(|of| of.name).chain(excepted).collect();
    let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(names.difference(&known).collect::<Vec<_>>(), [&""; 0], "these are not compared");
    assert_eq!(known.difference(&names).collect::<Vec<_>>(), [&""; 0], "these are not there");
}
