//! What is known of a packet and of the queue that it lay in.

use sockopt::{Domain, Socket, Type};

use crate::common::{poll, udp_pair};
use crate::trade::{patient, receive};

kinds! { lost_packets_are_counted: Itself, recv SO_RXQ_OVFL }

fn lost_packets_are_counted() -> Result<(), String> {
    let (a, b) = udp_pair();
    b.set_rxq_ovfl(true).unwrap();
    a.send(b"first").unwrap();
    assert_eq!(find!(receive(&b), SO_RXQ_OVFL), None, "nothing is lost yet");
    b.set_rcvbuf(0).unwrap(); // to the least that there is
    let sent = 64;
    for _ in 0..sent {
        a.send(&[0; 1000]).unwrap();
    }
    // Those that lay there before the loss say so too, or not: it is the count when they were queued.
    let mut kept = 0;
    while crate::common::poll_for(&b, libc::POLLIN, std::time::Duration::ZERO) != 0 {
        receive(&b);
        kept += 1;
    }
    assert!(kept < sent);
    a.send(b"last").unwrap();
    assert_eq!(get!(receive(&b), SO_RXQ_OVFL), sent - kept);
    Ok(())
}

kinds! { a_mark_goes_and_comes: NamespaceRoot, send SO_MARK, recv SO_MARK }

fn a_mark_goes_and_comes() -> Result<(), String> {
    let (a, b) = udp_pair();
    if !b.set_if_supported(sockopt::SO_RCVMARK, true).unwrap() {
        return Err("this kernel has no SO_RCVMARK".to_owned());
    }
    for mark in [0, 7, u32::MAX] {
        send!(a, None, b"!", SO_MARK: mark).unwrap();
        assert_eq!(get!(receive(&b), SO_MARK), mark);
    }
    // It is the message's, not the socket's.
    assert_eq!(a.mark().unwrap(), 0);
    a.send(b"!").unwrap();
    assert_eq!(get!(receive(&b), SO_MARK), 0);
    Ok(())
}

kinds! { a_priority_goes_and_comes: NamespaceRoot, send SO_PRIORITY, recv SO_PRIORITY }

fn a_priority_goes_and_comes() -> Result<(), String> {
    let (a, b) = udp_pair();
    if !b.set_if_supported(sockopt::SO_RCVPRIORITY, true).unwrap() {
        return Err("this kernel has no SO_RCVPRIORITY".to_owned());
    }
    for priority in [0, 6, 7, 0x1_0005] {
        send!(a, None, b"!", SO_PRIORITY: priority).unwrap();
        assert_eq!(get!(receive(&b), SO_PRIORITY), priority);
    }
    Ok(())
}

kinds! { a_priority_needs_no_right: Nobody, send SO_PRIORITY }

fn a_priority_needs_no_right() -> Result<(), String> {
    let (a, b) = udp_pair();
    if !b.set_if_supported(sockopt::SO_RCVPRIORITY, true).unwrap() {
        return Err("this kernel has no SO_RCVPRIORITY".to_owned());
    }
    send!(a, None, b"!", SO_PRIORITY: 6).unwrap();
    let error = send!(a, None, b"!", SO_PRIORITY: 7).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EPERM));
    let error = send!(a, None, b"!", SO_MARK: 7).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EPERM));
    Ok(())
}

kinds! { what_is_left_of_a_unix_stream_is_counted: Itself, recv SCM_INQ }

fn what_is_left_of_a_unix_stream_is_counted() -> Result<(), String> {
    let (a, b) = Socket::pair(Domain::UNIX, Type::STREAM, None).unwrap();
    let b = patient(b);
    if !b.set_if_supported(sockopt::SO_INQ, true).unwrap() {
        return Err("this kernel has no SO_INQ".to_owned());
    }
    a.send(b"0123456789").unwrap();
    poll(&b, libc::POLLIN);
    let (mut data, mut room) = ([0; 4], sockopt::Room::new());
    for left in [6, 2, 0] {
        let buffers = &mut [std::io::IoSliceMut::new(&mut data)];
        let received = b.recv_msg(buffers, &mut room, sockopt::MsgFlags::empty()).unwrap();
        crate::trade::note_received(received.messages);
        assert_eq!(get!(received.messages, SCM_INQ), left);
    }
    Ok(())
}
