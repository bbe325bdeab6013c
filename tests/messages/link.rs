//! Messages of packet and netlink sockets.

use std::io::IoSliceMut;

use sockopt::{
    Cause, Domain, MsgFlags, PacketAddr, PacketStatus, SockAddr, Socket, StampPoint,
    TimestampingFlags, Type,
};

use crate::common::udp_pair;
use crate::trade::{patient, receive, receive_error};
use crate::wire::{ask, attribute, lo, udp4, CREATE};

/// A packet socket that gets all that goes over `lo`.
pub(crate) fn on_lo() -> Socket {
    let all = 3; // ETH_P_ALL
    let socket = patient(Socket::new(Domain::PACKET, Type::RAW, None).unwrap());
    let address = PacketAddr::new(all, lo().index());
    socket.bind(SockAddr::packet(address)).unwrap();
    socket
}

kinds! { a_packet_is_described: NamespaceRoot, recv PACKET_AUXDATA }

fn a_packet_is_described() -> Result<(), String> {
    let socket = on_lo();
    socket.set_packet_auxdata(true).unwrap();
    let (a, _b) = udp_pair();
    a.send(b"hello").unwrap();
    let packet = receive(&socket);
    let told = get!(packet, PACKET_AUXDATA);
    let whole = 14 + 20 + 8 + 5;
    assert_eq!((told.len, told.snaplen, packet.data.len()), (whole, whole, whole as usize));
    assert_eq!((told.mac, told.net), (0, 14));
    // The system leaves the checksum to the device, of which there is none.
    assert!(told.status.contains(PacketStatus::USER | PacketStatus::CSUMNOTREADY), "{told:?}");
    assert!(!told.status.contains(PacketStatus::VLAN_VALID));

    // Many at a time, too.
    a.send(b"one more").unwrap();
    let mut batch = sockopt::RecvBatch::new(2, sockopt::cmsg::ROOM);
    let mut data = [[0; 100]; 2];
    let mut buffers: Vec<_> = data.iter_mut().map(|data| IoSliceMut::new(data)).collect();
    let many = socket.recv_mmsg(&mut buffers, &mut batch, MsgFlags::empty()).unwrap();
    let told: Vec<u32> = many.map(|one| get!(one.messages, PACKET_AUXDATA).len).collect();
    // What is sent over loopback is seen as it goes, and as it comes.
    assert_eq!(told, [whole, whole + 3]);
    Ok(())
}

kinds! { a_packet_is_stamped: NamespaceRoot, recv PACKET_TX_TIMESTAMP, recv SCM_TIMESTAMPING }

fn a_packet_is_stamped() -> Result<(), String> {
    let socket = on_lo();
    let asked =
        TimestampingFlags::SOFTWARE | TimestampingFlags::TX_SOFTWARE | TimestampingFlags::OPT_ID;
    socket.set_timestamping(asked.into()).unwrap();
    // An Ethernet header, and an IP packet.
    let frame = [&[0; 12], [8, 0].as_slice(), &udp4(1, 9, b"hello")].concat();
    socket.send(&frame).unwrap();
    let packet = receive_error(&socket);
    let entry = get!(packet, PACKET_TX_TIMESTAMP);
    assert_eq!(entry.cause(), Cause::Stamped { point: StampPoint::SND, id: 0 });
    assert!(get!(packet, SCM_TIMESTAMPING).software.is_some());
    assert_eq!(entry.offender, None);
    assert_eq!(packet.data, frame);
    Ok(())
}

/// A netlink socket that hears of interfaces.
fn hears_of_links() -> Socket {
    let socket = patient(Socket::new(Domain::NETLINK, Type::RAW, None).unwrap());
    // What has no address gets nothing.
    socket.bind(SockAddr::netlink(0, 0)).unwrap();
    let rtnlgrp_link = 1;
    socket.set_netlink_add_membership(rtnlgrp_link).unwrap();
    socket
}

/// Makes a change to `lo` that there is a message of: `struct ifinfomsg`, and IFLA_MTU.
fn change(mtu: u32) {
    let mut body = vec![0; 16];
    body[4..8].copy_from_slice(&lo().index().to_ne_bytes());
    body.extend(attribute(4, &mtu.to_ne_bytes()));
    let rtm_newlink = 16;
    ask(rtm_newlink, 0, &body).unwrap();
}

kinds! { a_message_tells_its_group: NamespaceRoot, recv NETLINK_PKTINFO }

fn a_message_tells_its_group() -> Result<(), String> {
    let socket = hears_of_links();
    socket.set_netlink_pktinfo(true).unwrap();
    change(1400);
    assert_eq!(get!(receive(&socket), NETLINK_PKTINFO), 1);
    Ok(())
}

kinds! { a_message_comes_from_another_namespace: Root, recv NETLINK_LISTEN_ALL_NSID }

fn a_message_comes_from_another_namespace() -> Result<(), String> {
    let socket = hears_of_links();
    socket.set_netlink_listen_all_nsid(true).unwrap();
    // Another namespace, by way of a thread.
    let (tell, told) = std::sync::mpsc::channel();
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let thread = std::thread::spawn(move || {
        // SAFETY: no memory is passed.
        assert_eq!(unsafe { libc::unshare(libc::CLONE_NEWNET) }, 0);
        let namespace = std::fs::File::open("/proc/thread-self/ns/net").unwrap();
        tell.send(namespace).unwrap();
        wait.recv().unwrap();
        change(1400);
    });
    let namespace = told.recv().unwrap();
    // It is given a number here: `struct rtgenmsg`, NETNSA_FD and NETNSA_NSID.
    use std::os::fd::AsRawFd;
    let mut body = vec![0; 4];
    body.extend(attribute(3, &namespace.as_raw_fd().to_ne_bytes()));
    body.extend(attribute(1, &77i32.to_ne_bytes()));
    let rtm_newnsid = 88;
    ask(rtm_newnsid, CREATE, &body).unwrap();
    go.send(()).unwrap();
    let packet = receive(&socket);
    assert_eq!(get!(packet, NETLINK_LISTEN_ALL_NSID), 77);
    thread.join().unwrap();
    // What comes from this one has none.
    change(1300);
    assert_eq!(find!(receive(&socket), NETLINK_LISTEN_ALL_NSID), None);
    Ok(())
}
