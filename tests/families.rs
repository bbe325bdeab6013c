//! Options of sockets that speak with the kernel, or with virtual machines.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // what tests are made of

mod common;

use std::time::Duration;

use common::{in_roles, os_error, Role};
use sockopt::{Domain, ErrorKind, Protocol, RdsTransport, Setting, Socket, TipcGroupReq, Type};

#[test]
fn the_groups_of_a_netlink_socket_are_listed() {
    let socket = Socket::new(Domain::NETLINK, Type::RAW, None).unwrap();
    assert_eq!(socket.netlink_list_memberships().unwrap(), []);
    for group in [33, 1, 7, 32] {
        socket.set_netlink_add_membership(group).unwrap();
    }
    assert_eq!(socket.netlink_list_memberships().unwrap(), [1, 7, 32, 33]);
    socket.set_netlink_drop_membership(7).unwrap();
    assert_eq!(socket.netlink_list_memberships().unwrap(), [1, 32, 33]);
    assert_eq!(os_error(socket.set_netlink_add_membership(100_000)), libc::EINVAL);
    let none = socket.set_netlink_add_membership(0).unwrap_err();
    assert_eq!(none.kind(), ErrorKind::OutOfRange);
}

in_roles! { root_is_in_any_group: NamespaceRoot }

fn root_is_in_any_group(_: Role) {
    // NETLINK_USERSOCK
    let socket = Socket::new(Domain::NETLINK, Type::RAW, Protocol::from_raw(2)).unwrap();
    socket.set_netlink_add_membership(2).unwrap();
    assert_eq!(socket.netlink_list_memberships().unwrap(), [2]);
}

#[test]
fn the_buffer_of_a_vsock_socket_stays_within_its_bounds() {
    let socket = match Socket::new(Domain::VSOCK, Type::STREAM, None) {
        Ok(socket) => socket,
        Err(error) => return common::skip(&format!("no vsock: {error}")),
    };
    socket.set_vm_sockets_buffer_min_size(4096).unwrap();
    socket.set_vm_sockets_buffer_max_size(65536).unwrap();
    for (asked, granted) in [(1, 4096), (10_000, 10_000), (100_000, 65536)] {
        socket.set_vm_sockets_buffer_size(asked).unwrap();
        assert_eq!(socket.vm_sockets_buffer_size().unwrap(), granted);
    }
    socket.set_vm_sockets_buffer_max_size(8192).unwrap();
    assert_eq!(socket.vm_sockets_buffer_size().unwrap(), 8192);
}

#[test]
fn no_time_to_connect_to_a_vsock_peer_is_refused() {
    let socket = match Socket::new(Domain::VSOCK, Type::STREAM, None) {
        Ok(socket) => socket,
        Err(error) => return common::skip(&format!("no vsock: {error}")),
    };
    let default = Some(Duration::from_secs(2));
    assert_eq!(socket.vm_sockets_connect_timeout().unwrap(), default);
    socket.set_vm_sockets_connect_timeout(Some(Duration::from_secs(7))).unwrap();
    // Which the kernel would take for the default.
    let zero = socket.set_vm_sockets_connect_timeout(Some(Duration::ZERO)).unwrap_err();
    assert_eq!(zero.kind(), ErrorKind::OutOfRange);
    assert_eq!(socket.vm_sockets_connect_timeout().unwrap(), Some(Duration::from_secs(7)));
    socket.set_vm_sockets_connect_timeout(None).unwrap();
    assert_eq!(socket.vm_sockets_connect_timeout().unwrap(), default);
}

/// A setting, and what is read after it; empty where it is not.
type Values = &'static [(&'static str, &'static str)];

macro_rules! equals {
    ($option:ident $set:ident $read:ident: $($text:literal)+) => {
        const $set: &str = concat!(stringify!($option), "=", $($text),+);
        const $read: &str = concat!($($text),+);
    };
}

equals! { SO_ATMQOS UBR UBR_READ:
    "txtp=traffic_class=ATM_UBR,max_pcr=100,pcr=none,min_pcr=7,max_cdv=3,max_sdu=1500,icr=1,tbe=16777215,frtt=8388607,"
    "rif=9,rdf=5,nrm_pres=on,trm_pres=off,adtf_pres=on,cdf_pres=off,nrm=5,trm=6,adtf=700,cdf=4 "
    "rxtp=traffic_class=ATM_UBR,max_pcr=none,pcr=8,min_pcr=0,max_cdv=0,max_sdu=9180,icr=0,tbe=0,frtt=1,"
    "rif=1,rdf=2,nrm_pres=off,trm_pres=on,adtf_pres=off,cdf_pres=on,nrm=2,trm=1,adtf=1023,cdf=3 aal=ATM_AAL5"
}

equals! { SO_ATMSAP SAP SAP_READ:
    "bhli=hl_type=ATM_HL_VENDOR,hl_length=0,hl_info=0102030405060700 "
    "blli=l2_proto=ATM_L2_ISO8802,l2=0107,l3_proto=ATM_L3_TR9577,l3=cc0000000000"
    "/l2_proto=ATM_L2_NONE,l2=0000,l3_proto=ATM_L3_NONE,l3=000000000000"
    "/l2_proto=ATM_L2_USER,l2=0900,l3_proto=ATM_L3_H310,l3=030102000000"
}

/// Families that few machines have: what a socket is opened with, and values that it takes, with what is read then.
const FEW: &[(Domain, Type, i32, Values)] = &[
    (
        Domain::TIPC,
        Type::from_raw(libc::SOCK_RDM),
        0,
        &[
            ("TIPC_IMPORTANCE=TIPC_HIGH_IMPORTANCE", "TIPC_HIGH_IMPORTANCE"),
            ("TIPC_SRC_DROPPABLE=on", "on"),
            ("TIPC_DEST_DROPPABLE=off", "off"),
            ("TIPC_CONN_TIMEOUT=1.5s", "1.5s"),
            ("TIPC_NODELAY=on", ""),
            ("TIPC_MCAST_BROADCAST", ""),
            ("TIPC_MCAST_REPLICAST", ""),
            ("TIPC_GROUP_JOIN=group=4711 instance=1 scope=3 flags=2", ""),
            ("TIPC_GROUP_LEAVE", ""),
        ],
    ),
    (
        Domain::INET,
        Type::DCCP,
        0,
        &[
            ("DCCP_SOCKOPT_SERVICE=1633771873", "1633771873"),
            ("DCCP_SOCKOPT_SERVICE=1633771873,7,0", "1633771873,7,0"),
            ("DCCP_SOCKOPT_QPOLICY_ID=DCCPQ_POLICY_PRIO", "DCCPQ_POLICY_PRIO"),
            ("DCCP_SOCKOPT_QPOLICY_TXQLEN=7", "7"),
            ("DCCP_SOCKOPT_SEND_CSCOV=3", "0"),
            ("DCCP_SOCKOPT_RECV_CSCOV=0", "0"),
            ("DCCP_SOCKOPT_CCID=2", ""),
        ],
    ),
    (
        Domain::KCM,
        Type::DGRAM,
        0,
        &[("KCM_RECV_DISABLE=on", "on"), ("KCM_RECV_DISABLE=off", "off")],
    ),
    (Domain::SMC, Type::STREAM, 0, &[("SMC_LIMIT_HS=on", "on")]),
    (Domain::MCTP, Type::DGRAM, 0, &[("MCTP_OPT_ADDR_EXT=on", "on")]),
    (
        Domain::RDS,
        Type::SEQPACKET,
        0,
        &[
            ("RDS_RECVERR=on", "on"),
            ("RDS_CONG_MONITOR=on", ""),
            ("RDS_CONG_MONITOR=off", ""),
            (
                "SO_RDS_MSG_RXPATH_LATENCY=RDS_MSG_RX_DGRAM_REASSEMBLE,RDS_MSG_RX_DGRAM_DELIVERED",
                "",
            ),
            ("SO_RDS_MSG_RXPATH_LATENCY=none", ""),
        ],
    ),
    (
        Domain::RXRPC,
        Type::DGRAM,
        libc::PF_INET,
        &[
            ("RXRPC_MIN_SECURITY_LEVEL=RXRPC_SECURITY_AUTH", ""),
            ("RXRPC_EXCLUSIVE_CONNECTION", ""),
            ("RXRPC_MANAGE_RESPONSE=on", ""),
        ],
    ),
    (
        Domain::LLC,
        Type::STREAM,
        0,
        &[
            ("LLC_OPT_RETRY=7", "7"),
            ("LLC_OPT_SIZE=1000 B", "1000 B"),
            ("LLC_OPT_ACK_TMR_EXP=1.5s", "2s"),
            ("LLC_OPT_P_TMR_EXP=1min", "1min"),
            ("LLC_OPT_REJ_TMR_EXP=3s", "3s"),
            ("LLC_OPT_BUSY_TMR_EXP=4s", "4s"),
            ("LLC_OPT_TX_WIN=5", "5"),
            ("LLC_OPT_RX_WIN=127", "127"),
            ("LLC_OPT_PKTINFO=on", "on"),
        ],
    ),
    (Domain::NFC, Type::STREAM, 1, &[("NFC_LLCP_RW=4", ""), ("NFC_LLCP_MIUX=100", "")]),
    (
        Domain::PHONET,
        Type::SEQPACKET,
        0,
        &[("PNPIPE_INITSTATE=on", "on"), ("PNPIPE_HANDLE=7", "7")],
    ),
    (
        Domain::AX25,
        Type::SEQPACKET,
        0,
        &[
            ("AX25_WINDOW=5", "5"),
            ("AX25_T1=1.5s", "2s"),
            ("AX25_T2=1s", "1s"),
            ("AX25_T3=5min", "5min"),
            ("AX25_N2=31", "31"),
            ("AX25_IDLE=20", "20"),
            ("AX25_BACKOFF=2", "2"),
            ("AX25_EXTSEQ=on", "on"),
            ("AX25_PIDINCL=on", "on"),
            ("AX25_IAMDIGI=on", "on"),
            ("AX25_PACLEN=256 B", "256 B"),
        ],
    ),
    (
        Domain::ATMPVC,
        Type::DGRAM,
        0,
        &[("SO_SETCLP=on", "on"), ("SO_SETCLP=off", "off"), (UBR, UBR_READ)],
    ),
    (
        Domain::ATMSVC,
        Type::DGRAM,
        0,
        &[
            ("SO_SETCLP=on", "on"),
            (UBR, UBR_READ),
            (SAP, SAP_READ),
            ("SO_MULTIPOINT=on", ""),
            ("SO_MULTIPOINT=off", ""),
        ],
    ),
];

/// Not in a namespace of its own: some of these families are in the initial one only.
#[test]
fn families_that_few_machines_have() {
    for &(domain, kind, protocol, values) in FEW {
        let socket = match Socket::new(domain, kind, Protocol::from_raw(protocol)) {
            Ok(socket) => socket,
            Err(error) => {
                common::skip(&format!("no socket of {domain}, {kind}: {error}"));
                continue;
            }
        };
        for &(text, expected) in values {
            let setting: Setting = text.parse().unwrap();
            let name = text.split('=').next().unwrap();
            let level = sockopt::registry::find(name).unwrap().level;
            assert!(socket.tables().any(|table| table.level == level), "{domain} has {level}");
            match setting.apply_if_supported(&socket) {
                Ok(true) => {}
                Ok(false) => {
                    common::skip(&format!("this kernel has no {name}"));
                    continue;
                }
                Err(error) => panic!("{text}: {error}"),
            }
            if !expected.is_empty() {
                let read = setting.granted(&socket).unwrap().unwrap();
                assert_eq!(read.text(), expected, "{text}");
            }
        }
        let dump: Vec<String> = socket.dump().map(|line| line.to_string()).collect();
        println!("{domain}: {dump:?}");
    }
}

#[test]
fn a_tipc_socket_leaves_its_group_once() {
    let socket = match Socket::new(Domain::TIPC, Type::from_raw(libc::SOCK_RDM), None) {
        Ok(socket) => socket,
        Err(error) => return common::skip(&format!("no TIPC: {error}")),
    };
    assert_eq!(os_error(socket.tipc_group_leave()), libc::EINVAL);
    let member = TipcGroupReq { group: 4711, instance: 1, scope: 3, flags: 0 };
    socket.set_tipc_group_join(member).unwrap();
    assert!(socket.set_tipc_group_join(member).is_err(), "it is in one");
    socket.tipc_group_leave().unwrap();
    assert_eq!(os_error(socket.tipc_group_leave()), libc::EINVAL);
}

#[test]
fn what_carries_the_data_of_rds_is_chosen_once() {
    let socket = match Socket::new(Domain::RDS, Type::SEQPACKET, None) {
        Ok(socket) => socket,
        Err(error) => return common::skip(&format!("no RDS: {error}")),
    };
    assert_eq!(socket.rds_transport().unwrap(), RdsTransport::NONE);
    match socket.set_rds_transport(RdsTransport::TCP) {
        Ok(()) => {
            assert_eq!(socket.rds_transport().unwrap(), RdsTransport::TCP);
            assert!(socket.set_rds_transport(RdsTransport::TCP).unwrap_err().is_unsupported());
        }
        Err(error) => common::skip(&format!("no RDS over TCP: {error}")),
    }
}

/// Opens one of a kind, or says why not.
fn kind(name: &str) -> Option<common::Opened> {
    let kind = common::KINDS.iter().find(|kind| kind.name == name).unwrap();
    match (kind.open)() {
        Ok(opened) => Some(opened),
        Err(error) => {
            common::skip(&format!("no {name} socket: {error}"));
            None
        }
    }
}

#[test]
fn dccp_tells_how_it_is_controlled() {
    let Some(opened) = kind("dccp4-connected") else { return };
    let (socket, accepted) = (&opened.socket, opened.others.first().unwrap());
    if socket.dccp_sockopt_tx_ccid().unwrap() != 3 {
        return common::skip("no CCID 3");
    }
    socket.send(b"x").unwrap();
    assert_eq!(accepted.recv(&mut [0; 8]).unwrap(), 1);
    common::wait_until(|| !socket.dccp_sockopt_ccid_tx_info().unwrap().rtt.is_zero());
    let sent = socket.dccp_sockopt_ccid_tx_info().unwrap();
    assert!(sent.x > 0 && sent.rto >= sent.rtt && sent.p == 0, "{sent:?}");
    let received = accepted.dccp_sockopt_ccid_rx_info().unwrap();
    assert_eq!(received.p, 0, "{received:?}");
    // There is no such control before there is a connection.
    let fresh = kind("dccp4").unwrap().socket;
    assert!(fresh.dccp_sockopt_ccid_tx_info().unwrap_err().is_unsupported());
    assert!(fresh.dccp_sockopt_ccid_rx_info().unwrap_err().is_unsupported());
}

#[test]
fn dccp_is_controlled_each_way_as_both_ends_can() {
    let Some(opened) = kind("dccp4") else { return };
    let listener = opened.socket;
    listener.set_dccp_sockopt_ccid(&[2, 3]).unwrap();
    listener.bind("127.0.0.1:0".parse::<sockopt::SockAddr>().unwrap()).unwrap();
    listener.listen(8).unwrap();
    let client = kind("dccp4").unwrap().socket;
    client.set_dccp_sockopt_tx_ccid(&[3]).unwrap();
    client.set_dccp_sockopt_rx_ccid(&[2]).unwrap();
    assert!(client.dccp_sockopt_tx_ccid().unwrap_err().is_unsupported());
    client.connect(listener.local_addr().unwrap()).unwrap();
    assert_eq!(client.dccp_sockopt_tx_ccid().unwrap(), 3);
    assert_eq!(client.dccp_sockopt_rx_ccid().unwrap(), 2);
    assert_eq!(os_error(client.set_dccp_sockopt_tx_ccid(&[2])), libc::EISCONN);
}

#[test]
fn a_dccp_listener_gives_more_than_one_service() {
    let Some(opened) = kind("dccp4") else { return };
    let listener = opened.socket;
    listener.set_dccp_sockopt_service(&[7, 8]).unwrap();
    listener.bind("127.0.0.1:0".parse::<sockopt::SockAddr>().unwrap()).unwrap();
    listener.listen(8).unwrap();
    for (service, served) in [(7, true), (8, true), (9, false)] {
        let client = kind("dccp4").unwrap().socket;
        client.set_dccp_sockopt_service(&[service]).unwrap();
        assert_eq!(client.connect(listener.local_addr().unwrap()).is_ok(), served, "{service}");
    }
    let all: Vec<u32> = (0..32).collect();
    listener.set_dccp_sockopt_service(&all).unwrap();
    assert_eq!(listener.dccp_sockopt_service().unwrap(), all);
    let more: Vec<u32> = (0..33).collect();
    let error = listener.set_dccp_sockopt_service(&more).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutOfRange);
}

#[test]
fn what_an_rds_socket_sent_is_dropped() {
    let Some(opened) = kind("rds") else { return };
    let socket = opened.socket;
    let to: std::net::SocketAddr = "127.0.0.1:9".parse().unwrap();
    assert_eq!(os_error(socket.set_rds_cancel_sent_to(to)), libc::ENOTCONN);
    let own = "127.0.0.1:0".parse::<sockopt::SockAddr>().unwrap();
    match socket.bind(own) {
        Ok(()) => socket.set_rds_cancel_sent_to(to).unwrap(),
        Err(error) => common::skip(&format!("no RDS over TCP: {error}")),
    }
}

#[test]
fn a_key_that_is_not_there_is_told() {
    let Some(opened) = kind("rxrpc") else { return };
    let code = os_error(opened.socket.set_rxrpc_security_key("afs@example.org"));
    assert!([libc::ENOKEY, libc::ENOENT].contains(&code), "{code}");
    let code = os_error(opened.socket.set_rxrpc_security_keyring("nobody's"));
    assert!([libc::ENOKEY, libc::ENOENT].contains(&code), "{code}");
}

/// What a C compiler makes of `struct atm_qos` and `struct atm_sap` with these values, bit fields and all.
#[test]
#[cfg(target_endian = "little")]
fn structures_of_atm_lie_as_in_c() {
    use sockopt::codec::{Codec, Encode, Record};
    use sockopt::{AtmQos, AtmSap};
    fn bytes<C: Encode>(text: &str) -> String {
        let value = C::parse(text).unwrap();
        let arg = C::lend(&value);
        let bytes = C::encode(&arg).unwrap();
        bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
    }
    let qos = bytes::<Record<AtmQos, 84>>(UBR_READ);
    assert_eq!(
        qos.get(..80).unwrap(),
        "0100000064000000ffffffff0700000003000000dc05000001000000ffffff00ffff7f5955f34a00"
    );
    let sap = "bhli=hl_type=ATM_HL_VENDOR,hl_length=2,hl_info=0000000000000009 \
        blli=l2_proto=ATM_L2_NONE,l2=0000,l3_proto=ATM_L3_NONE,l3=000000000000\
        /l2_proto=ATM_L2_USER,l2=0300,l3_proto=ATM_L3_NONE,l3=000000000000\
        /l2_proto=ATM_L2_NONE,l2=0000,l3_proto=ATM_L3_TR9577,l3=cc0000000007";
    let expected =
        "0402000000000000000900000000000000000000100300000000000000000000000bcc0000000007";
    assert_eq!(bytes::<Record<AtmSap, 40>>(sap), expected);
    assert!(<Record<AtmSap, 40> as Codec>::parse("bhli=none blli=none").is_err());
}
