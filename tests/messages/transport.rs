//! Messages of UDP and TCP.

use sockopt::{Cause, MsgFlags, Origin, Socket};

use crate::common::samples::older_than;
use crate::common::{poll, tcp_pair, udp_pair, wait_until};
use crate::trade::{no_errors, note_received, receive, receive_error, udp6_pair};

kinds! { datagrams_are_cut_and_put_together: Itself, send UDP_SEGMENT, recv UDP_GRO }

fn datagrams_are_cut_and_put_together() -> Result<(), String> {
    if older_than("6.1") {
        return Err("Linux 5.10 cuts datagrams up before it sends them over loopback".to_owned());
    }
    let (a, b) = udp_pair();
    b.set_udp_gro(true).unwrap();
    send!(a, None, &[7; 2500], UDP_SEGMENT: 1000).unwrap();
    // Over loopback, they come as one.
    let packet = receive(&b);
    assert_eq!((packet.data.len(), get!(packet, UDP_GRO)), (2500, 1000));
    // What is not larger than a piece is sent as it is.
    send!(a, None, &[7; 1000], UDP_SEGMENT: 1000).unwrap();
    let packet = receive(&b);
    assert_eq!((packet.data.len(), find!(packet, UDP_GRO)), (1000, None));

    b.set_udp_gro(false).unwrap();
    send!(a, None, &[7; 2500], UDP_SEGMENT: 1000).unwrap();
    let lens = [(); 3].map(|()| receive(&b).data.len());
    assert_eq!(lens, [1000, 1000, 500]);
    Ok(())
}

kinds! { what_is_left_is_counted: Itself, recv TCP_CM_INQ }

fn what_is_left_is_counted() -> Result<(), String> {
    let (a, b) = tcp_pair();
    b.set_tcp_inq(true).unwrap();
    a.send(b"0123456789").unwrap();
    wait_until(|| b.fionread().unwrap() == 10);
    let next = |read: usize| {
        let (mut data, mut room) = ([0; 4], sockopt::Room::new());
        let buffers = &mut [std::io::IoSliceMut::new(&mut data[..read])];
        let received = b.recv_msg(buffers, &mut room, MsgFlags::empty()).unwrap();
        note_received(received.messages);
        (received.len, find!(received.messages, TCP_CM_INQ))
    };
    assert_eq!(next(4), (4, Some(6)));
    assert_eq!(next(4), (4, Some(2)));
    a.shutdown(std::net::Shutdown::Write).unwrap();
    poll(&b, libc::POLLRDHUP);
    // The end is one more.
    assert_eq!(next(1), (1, Some(2)));
    assert_eq!(next(1), (1, Some(1)));
    // And it goes on being told.
    assert_eq!(next(1), (0, Some(1)));
    Ok(())
}

/// Sends three times without copying, and gathers what is told of it; `Err` where the entries have another kind.
fn sent_without_copying(from: &Socket, mut next: impl FnMut() -> sockopt::ExtendedErr) {
    from.set_zerocopy(true).unwrap();
    for _ in 0..3 {
        from.send_with(&[7; 20_000], MsgFlags::ZEROCOPY).unwrap();
    }
    // An entry may be of several sends, and they may be in any order.
    let mut done = Vec::new();
    while done.len() < 3 {
        let entry = next();
        assert_eq!((entry.origin, entry.error().is_none()), (Origin::ZEROCOPY, true));
        // Loopback copies after all.
        let Cause::ZeroCopy { copied: true, .. } = entry.cause() else { panic!("{entry:?}") };
        done.extend(entry.zerocopy().expect("sends that are done"));
    }
    done.sort_unstable();
    assert_eq!(done, [0, 1, 2]);
    assert!(no_errors(from));
}

kinds! { a_stream_is_sent_without_copying: NamespaceRoot, recv IP_RECVERR }

fn a_stream_is_sent_without_copying() -> Result<(), String> {
    let (a, b) = tcp_pair();
    b.set_rcvbuf(1 << 20).unwrap();
    sent_without_copying(&a, || {
        let _ = b.recv_with(&mut [0; 60_000], MsgFlags::DONTWAIT);
        get!(receive_error(&a), IP_RECVERR)
    });
    Ok(())
}

kinds! { datagrams_are_sent_without_copying: NamespaceRoot, recv IP_RECVERR, recv IPV6_RECVERR }

fn datagrams_are_sent_without_copying() -> Result<(), String> {
    let (a, b) = udp_pair();
    sent_without_copying(&a, || {
        receive(&b);
        get!(receive_error(&a), IP_RECVERR)
    });
    let (a, b) = udp6_pair();
    sent_without_copying(&a, || {
        receive(&b);
        get!(receive_error(&a), IPV6_RECVERR)
    });
    Ok(())
}
