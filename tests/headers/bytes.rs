//! Values whose bytes the crate lays out by hand are those of the same value in C.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use sockopt::codec::{
    AoDel, AoInfo, AoKey, CryptoInfo, Encode, Events, Fanout, Flag, FlowLabels, ForAssoc, Group,
    Hmacs, KeyOf, Linger, Md5Sig, Membership, MulticastIf, Record, ResetStreams, Source, Sources,
    Stamping, TimeVal,
};
use sockopt::*;

use crate::compiler::{self, Header};

/// A value's bytes.
fn bytes<C: Encode>(value: C::Arg<'_>) -> Vec<u8> {
    C::encode(&value).unwrap_or_else(|fault| panic!("{fault:?}")).as_ref().to_vec()
}

/// Bytes of the crate's, and in C: the header, the type, and what is put in `it`.
struct Case {
    here: Vec<u8>,
    header: &'static str,
    c: &'static str,
    statements: String,
}

fn case(here: Vec<u8>, header: &'static str, c: &'static str, statements: &str) -> Case {
    Case { here, header, c, statements: statements.to_owned() }
}

/// Puts an address, in C, to `place`. (Not each header has `struct sockaddr_in`: this is how it begins, and that of IPv6.)
fn address(place: &str, address: SocketAddr) -> String {
    let [high, low] = address.port().to_be_bytes();
    let (family, flow, bytes) = match address.ip() {
        IpAddr::V4(ip) => ("AF_INET", "", ip.octets().to_vec()),
        IpAddr::V6(ip) => ("AF_INET6", "unsigned flow;", ip.octets().to_vec()),
    };
    let (count, bytes): (_, Vec<String>) = (bytes.len(), bytes.iter().map(u8::to_string).collect());
    format!(
        "{{ struct {{ unsigned short family; unsigned char port[2]; {flow} unsigned char ip[{count}]; }}\n\
         a = {{ .family = {family}, .port = {{ {high}, {low} }}, .ip = {{ {} }} }};\n\
         memcpy(&{place}, &a, sizeof a); }}\n",
        bytes.join(", ")
    )
}

fn tcp() -> Vec<Case> {
    let peer = Ipv4Addr::new(192, 0, 2, 7);
    let addr = |place: &str| address(place, SocketAddr::from((peer, 0)));
    let lo = Interface::from_index(7);
    let key = || TcpKey::new(b"between you and me").unwrap();
    let md5 = TcpMd5Sig { prefix: Some(24), interface: lo, ..TcpMd5Sig::new(peer, Some(key())) };
    let sha = Name::new("hmac(sha1)").unwrap();
    let ao = TcpAoKey {
        interface: lo,
        mac_length: Some(12),
        set_rnext: true,
        exclude_options: true,
        ..TcpAoKey::new(peer, (100, 200), sha, key())
    };
    let del = TcpAoDel {
        interface: lo,
        current_key: Some(3),
        rnext: Some(4),
        del_async: true,
        ..TcpAoDel::new(peer, (100, 200))
    };
    let counters =
        TcpAoCounters { good: 1, bad: 2, key_not_found: 3, ao_required: 4, dropped_icmp: 5 };
    let info = TcpAoInfo {
        current_key: Some(3),
        rnext: Some(4),
        ao_required: true,
        accept_icmps: true,
        counters: Some(counters),
    };
    let header = "linux/tcp.h";
    vec![
        case(
            bytes::<Md5Sig<true>>(&md5),
            header,
            "struct tcp_md5sig",
            &(addr("it.tcpm_addr")
                + "it.tcpm_flags = TCP_MD5SIG_FLAG_PREFIX | TCP_MD5SIG_FLAG_IFINDEX; it.tcpm_prefixlen = 24;\n\
                   it.tcpm_ifindex = 7; it.tcpm_keylen = 18; memcpy(it.tcpm_key, \"between you and me\", 18);"),
        ),
        case(
            bytes::<AoKey>(&ao),
            header,
            "struct tcp_ao_add",
            &(addr("it.addr")
                + "memcpy(it.alg_name, \"hmac(sha1)\", 10); it.ifindex = 7; it.set_rnext = 1; it.prefix = 32;\n\
                   it.sndid = 100; it.rcvid = 200; it.maclen = 12; it.keylen = 18;\n\
                   it.keyflags = TCP_AO_KEYF_IFINDEX | TCP_AO_KEYF_EXCLUDE_OPT;\n\
                   memcpy(it.key, \"between you and me\", 18);"),
        ),
        case(
            bytes::<AoDel>(del),
            header,
            "struct tcp_ao_del",
            &(addr("it.addr")
                + "it.ifindex = 7; it.set_current = 1; it.set_rnext = 1; it.del_async = 1; it.prefix = 32;\n\
                   it.sndid = 100; it.rcvid = 200; it.current_key = 3; it.rnext = 4; it.keyflags = TCP_AO_KEYF_IFINDEX;"),
        ),
        case(
            bytes::<AoInfo>(info),
            header,
            "struct tcp_ao_info_opt",
            "it.set_current = 1; it.set_rnext = 1; it.ao_required = 1; it.set_counters = 1; it.accept_icmps = 1;\n\
             it.current_key = 3; it.rnext = 4; it.pkt_good = 1; it.pkt_bad = 2; it.pkt_key_not_found = 3;\n\
             it.pkt_ao_required = 4; it.pkt_dropped_icmp = 5;",
        ),
    ]
}

fn tls() -> Vec<Case> {
    let ciphers = [
        (
            TlsCipher::AesGcm128(keys()),
            "struct tls12_crypto_info_aes_gcm_128",
            "TLS_CIPHER_AES_GCM_128",
        ),
        (
            TlsCipher::AesGcm256(keys()),
            "struct tls12_crypto_info_aes_gcm_256",
            "TLS_CIPHER_AES_GCM_256",
        ),
        (
            TlsCipher::AesCcm128(keys()),
            "struct tls12_crypto_info_aes_ccm_128",
            "TLS_CIPHER_AES_CCM_128",
        ),
        (
            TlsCipher::ChaCha20Poly1305(keys()),
            "struct tls12_crypto_info_chacha20_poly1305",
            "TLS_CIPHER_CHACHA20_POLY1305",
        ),
        (TlsCipher::Sm4Gcm(keys()), "struct tls12_crypto_info_sm4_gcm", "TLS_CIPHER_SM4_GCM"),
        (TlsCipher::Sm4Ccm(keys()), "struct tls12_crypto_info_sm4_ccm", "TLS_CIPHER_SM4_CCM"),
        (
            TlsCipher::AriaGcm128(keys()),
            "struct tls12_crypto_info_aria_gcm_128",
            "TLS_CIPHER_ARIA_GCM_128",
        ),
        (
            TlsCipher::AriaGcm256(keys()),
            "struct tls12_crypto_info_aria_gcm_256",
            "TLS_CIPHER_ARIA_GCM_256",
        ),
    ];
    let cases = ciphers.into_iter().map(|(cipher, c, number)| Case {
        here: bytes::<CryptoInfo>(&TlsCryptoInfo { version: TlsVersion::TLS_1_2, cipher }),
        header: "linux/tls.h",
        c,
        statements: format!(
            "it.info.version = TLS_1_2_VERSION; it.info.cipher_type = {number};\n\
             memset(it.iv, 3, sizeof it.iv); memset(it.key, 1, sizeof it.key);\n\
             memset(it.salt, 2, sizeof it.salt); it.rec_seq[6] = 4; it.rec_seq[7] = 5;"
        ),
    });
    cases.collect()
}

fn keys<const KEY: usize, const SALT: usize, const IV: usize>() -> TlsKeys<KEY, SALT, IV> {
    TlsKeys::new([1; KEY], [2; SALT], [3; IV], 0x405)
}

fn internet() -> Vec<Case> {
    let lo = Interface::from_index(7);
    let (group, source) = (Ipv4Addr::new(232, 0, 0, 251), Ipv4Addr::new(192, 0, 2, 7));
    let (group6, source6): (Ipv6Addr, Ipv6Addr) =
        ("ff02::fb".parse().unwrap(), "fe80::9".parse().unwrap());
    let sources = [source, Ipv4Addr::new(192, 0, 2, 8)];
    let member = GroupMember { group: group6.into(), interface: lo };
    let at = |place: &str, ip: IpAddr| address(place, SocketAddr::from((ip, 0)));
    let label = FlowLabel {
        dst: source6,
        label: 0x12345,
        action: FlowLabelAction::GET,
        share: FlowLabelShare::EXCL,
        flags: FlowLabelFlags::CREATE,
        expires: Duration::from_secs(9),
        linger: Duration::from_secs(6),
    };
    vec![
        case(
            bytes::<MulticastIf>(MulticastInterface { address: source, interface: lo }),
            "linux/in.h",
            "struct ip_mreqn",
            "unsigned char ip[] = { 192, 0, 2, 7 }; memcpy(&it.imr_address, ip, 4); it.imr_ifindex = 7;",
        ),
        case(
            bytes::<Group>(member),
            "linux/in.h",
            "struct group_req",
            &format!("it.gr_interface = 7;\n{}", at("it.gr_group", group6.into())),
        ),
        case(
            bytes::<Source>(GroupSource { group: group.into(), interface: lo, source: source.into() }),
            "linux/in.h",
            "struct group_source_req",
            &format!(
                "it.gsr_interface = 7;\n{}{}",
                at("it.gsr_group", group.into()),
                at("it.gsr_source", source.into())
            ),
        ),
        case(
            bytes::<Sources<GroupMember>>(&SourceFilter {
                member,
                mode: FilterMode::INCLUDE,
                sources: vec![source6.into()],
            }),
            "linux/in.h",
            "struct group_filter",
            &format!(
                "it.gf_interface = 7; it.gf_fmode = MCAST_INCLUDE; it.gf_numsrc = 1;\n{}{}",
                at("it.gf_group", group6.into()),
                at("it.gf_slist[0]", source6.into())
            ),
        ),
        // The structure's list has room for one: another is behind it.
        case(
            bytes::<Sources<Ipv4Member>>(&SourceFilter {
                member: Ipv4Member { group, address: sources[1], interface: None },
                mode: FilterMode::EXCLUDE,
                sources: vec![source],
            }),
            "linux/in.h",
            "struct ip_msfilter",
            "unsigned char g[] = { 232, 0, 0, 251 }, i[] = { 192, 0, 2, 8 }, s[] = { 192, 0, 2, 7 };\n\
             memcpy(&it.imsf_multiaddr, g, 4); memcpy(&it.imsf_interface, i, 4); memcpy(&it.imsf_slist[0], s, 4);\n\
             it.imsf_fmode = MCAST_EXCLUDE; it.imsf_numsrc = 1;",
        ),
        case(
            bytes::<FlowLabels>(label),
            "linux/in6.h",
            "struct in6_flowlabel_req",
            "unsigned char label[] = { 0, 1, 0x23, 0x45 }; memcpy(&it.flr_label, label, 4);\n\
             it.flr_dst.s6_addr[0] = 0xfe; it.flr_dst.s6_addr[1] = 0x80; it.flr_dst.s6_addr[15] = 9;\n\
             it.flr_action = IPV6_FL_A_GET; it.flr_share = IPV6_FL_S_EXCL; it.flr_flags = IPV6_FL_F_CREATE;\n\
             it.flr_expires = 9; it.flr_linger = 6;",
        ),
    ]
}

fn sockets() -> Vec<Case> {
    let seven = Interface::from_index(7).unwrap();
    let hardware = HardwareAddr::new(&[1, 0, 0x5e, 0, 0, 0xfb]).unwrap();
    let stamping = Timestamping { flags: TimestampingFlags::RX_HARDWARE, bind_phc: Some(2) };
    vec![
        case(
            bytes::<Linger>(Some(Duration::from_secs(5))),
            "sys/socket.h",
            "struct linger",
            "it.l_onoff = 1; it.l_linger = 5;",
        ),
        case(
            bytes::<TimeVal>(Some(Duration::from_millis(1500))),
            "sys/time.h",
            "struct timeval",
            "it.tv_sec = 1; it.tv_usec = 500000;",
        ),
        case(
            bytes::<Stamping>(stamping),
            "linux/net_tstamp.h",
            "struct so_timestamping",
            "it.flags = SOF_TIMESTAMPING_RX_HARDWARE | SOF_TIMESTAMPING_BIND_PHC; it.bind_phc = 2;",
        ),
        case(
            bytes::<Membership>(PacketMember::multicast(seven, hardware)),
            "linux/if_packet.h",
            // With room for the longest address that the kernel takes.
            "struct { struct packet_mreq of; char more[24]; }",
            "unsigned char a[] = { 1, 0, 0x5e, 0, 0, 0xfb }; it.of.mr_ifindex = 7; it.of.mr_type = PACKET_MR_MULTICAST;\n\
             it.of.mr_alen = 6; memcpy(it.of.mr_address, a, 6);",
        ),
        case(
            bytes::<Fanout>(Some(PacketFanout {
                id: 7,
                r#type: PacketFanoutType::CPU,
                flags: PacketFanoutFlags::DEFRAG,
            })),
            "linux/if_packet.h",
            "int",
            "it = 7 | (PACKET_FANOUT_CPU | PACKET_FANOUT_FLAG_DEFRAG) << 16;",
        ),
    ]
}

fn sctp() -> Vec<Case> {
    let key = SctpAuthKey::new(SctpAssocId::FUTURE, 9, b"abc").unwrap();
    let events = SctpEvents::DATA_IO | SctpEvents::SEND_FAILED | SctpEvents::SENDER_DRY;
    let reset = SctpResetStreams {
        streams: vec![3],
        flags: SctpStreamReset::OUTGOING,
        assoc_id: SctpAssocId::FUTURE,
    };
    let header = "linux/sctp.h";
    vec![
        case(
            bytes::<ForAssoc<Flag<u32>>>(true),
            header,
            "struct sctp_assoc_value",
            "it.assoc_value = 1;",
        ),
        case(
            bytes::<KeyOf>(&key),
            header,
            "struct { struct sctp_authkey of; char key[3]; } __attribute__((packed))",
            "it.of.sca_keynumber = 9; it.of.sca_keylength = 3; memcpy(it.key, \"abc\", 3);",
        ),
        case(
            bytes::<Events>(events),
            header,
            "struct sctp_event_subscribe",
            "it.sctp_data_io_event = 1; it.sctp_send_failure_event = 1; it.sctp_sender_dry_event = 1;",
        ),
        case(
            bytes::<Hmacs>(vec![SctpHmac::SHA1]),
            header,
            "struct { __u32 count; __u16 ids[1]; } __attribute__((packed))",
            "struct sctp_hmacalgo *a = (void *)&it; a->shmac_num_idents = 1; a->shmac_idents[0] = SCTP_AUTH_HMAC_ID_SHA1;",
        ),
        case(
            bytes::<ResetStreams>(&reset),
            header,
            "struct { struct sctp_reset_streams head; __u16 list[1]; } __attribute__((packed))",
            "it.head.srs_flags = SCTP_STREAM_RESET_OUTGOING; it.head.srs_number_streams = 1; it.head.srs_stream_list[0] = 3;",
        ),
        case(
            bytes::<Record<SctpPrim, 132>>(SctpPrim {
                assoc_id: SctpAssocId::from_raw(9),
                addr: Some("[2001:db8::1]:9899".parse().unwrap()),
            }),
            header,
            "struct sctp_prim",
            &("it.ssp_assoc_id = 9;\n".to_owned()
                + &address("it.ssp_addr", "[2001:db8::1]:9899".parse().unwrap())),
        ),
    ]
}

#[test]
fn each_is_that_of_c() {
    if !compiler::is_here() {
        return;
    }
    let cases = [tcp(), tls(), internet(), sockets(), sctp()];
    let (mut compared, mut all) = (0, 0);
    for case in cases.into_iter().flatten() {
        all += 1;
        let there =
            Header::of(case.header).and_then(|header| header.bytes(case.c, &case.statements));
        match there {
            Some(there) => {
                assert_eq!(case.here, there, "{}", case.c);
                compared += 1;
            }
            None => println!("no {} in {}", case.c, case.header),
        }
    }
    println!("{compared} values compared");
    assert!(compared * 4 > all * 3, "only {compared} of {all}");
}
