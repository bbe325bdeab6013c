//! Who sent a message: credentials, labels, processes, descriptors.

use std::io::IoSliceMut;
use std::os::fd::{AsFd, AsRawFd};

use sockopt::{Domain, MsgFlags, PeerCred, Room, Socket, Type};

use crate::trade::{note_received, patient, receive};

/// Two ends, of which the second receives.
fn pair(r#type: Type) -> (Socket, Socket) {
    let (a, b) = Socket::pair(Domain::UNIX, r#type, None).unwrap();
    (a, patient(b))
}

fn own() -> PeerCred {
    // SAFETY: the calls take nothing and cannot fail.
    let (pid, uid, gid) = unsafe { (libc::getpid(), libc::geteuid(), libc::getegid()) };
    PeerCred { pid: Some(pid as u32), uid, gid }
}

kinds! { credentials_come_asked_for_or_not: NamespaceRoot, send SCM_CREDENTIALS, recv SCM_CREDENTIALS }

fn credentials_come_asked_for_or_not() -> Result<(), String> {
    for r#type in [Type::STREAM, Type::DGRAM, Type::SEQPACKET] {
        let (a, b) = pair(r#type);
        b.set_passcred(true).unwrap();
        send!(a, None, b"told", SCM_CREDENTIALS: own()).unwrap();
        assert_eq!(get!(receive(&b), SCM_CREDENTIALS), own());
        a.send(b"not told").unwrap();
        assert_eq!(get!(receive(&b), SCM_CREDENTIALS), own());
    }
    Ok(())
}

kinds! { who_has_the_right_speaks_for_others: Root, send SCM_CREDENTIALS, recv SCM_CREDENTIALS }

fn who_has_the_right_speaks_for_others() -> Result<(), String> {
    let (a, b) = pair(Type::DGRAM);
    b.set_passcred(true).unwrap();
    let other = PeerCred { pid: Some(1), uid: 1234, gid: 2345 };
    send!(a, None, b"!", SCM_CREDENTIALS: other).unwrap();
    assert_eq!(get!(receive(&b), SCM_CREDENTIALS), other);
    // But not for a process that is not there.
    let nobody = PeerCred { pid: Some(i32::MAX as u32), ..other };
    let error = send!(a, None, b"!", SCM_CREDENTIALS: nobody).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::ESRCH));
    Ok(())
}

kinds! { who_has_no_right_speaks_for_itself: Nobody, send SCM_CREDENTIALS }

fn who_has_no_right_speaks_for_itself() -> Result<(), String> {
    let (a, _b) = pair(Type::DGRAM);
    send!(a, None, b"!", SCM_CREDENTIALS: own()).unwrap();
    let [process, user, group] = [
        PeerCred { pid: Some(1), ..own() },
        PeerCred { uid: 0, ..own() },
        PeerCred { gid: 0, ..own() },
    ];
    for forged in [process, user, group] {
        let error = send!(a, None, b"!", SCM_CREDENTIALS: forged).unwrap_err();
        assert_eq!(error.raw_os_error(), Some(libc::EPERM), "{forged:?}");
    }
    Ok(())
}

kinds! { a_label_comes: Itself, recv SCM_SECURITY }

fn a_label_comes() -> Result<(), String> {
    let (a, b) = pair(Type::DGRAM);
    b.set_passsec(true).unwrap();
    a.send(b"!").unwrap();
    let packet = receive(&b);
    let Some(label) = find!(packet, SCM_SECURITY) else {
        return Err("no security module here labels datagrams".to_owned());
    };
    assert!(!label.is_empty() && !label.contains(&0));
    Ok(())
}

kinds! { a_label_comes_over_ip: NamespaceRoot, recv IP_PASSSEC }

fn a_label_comes_over_ip() -> Result<(), String> {
    let (a, b) = crate::common::udp_pair();
    b.set_ip_passsec(true).unwrap();
    a.send(b"!").unwrap();
    let packet = receive(&b);
    let Some(label) = find!(packet, IP_PASSSEC) else {
        return Err("no security module here labels IP packets".to_owned());
    };
    assert!(!label.is_empty() && !label.contains(&0));
    Ok(())
}

kinds! { a_descriptor_of_the_sender_comes: Itself, recv SCM_PIDFD }

fn a_descriptor_of_the_sender_comes() -> Result<(), String> {
    let (a, b) = pair(Type::STREAM);
    if !b.set_if_supported(sockopt::SO_PASSPIDFD, true).unwrap() {
        return Err("this kernel has no SO_PASSPIDFD".to_owned());
    }
    // From another process than this one, which waits until its end is closed.
    let mut child = std::process::Command::new("/proc/self/exe")
        .args(["--exact", "sender::says_hello_and_waits", "--ignored", "--nocapture"])
        .stdin(std::os::fd::OwnedFd::from(a))
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let (mut data, mut room) = ([0; 8], Room::new());
    let buffers = &mut [IoSliceMut::new(&mut data)];
    let mut received = b.recv_msg(buffers, &mut room, MsgFlags::empty()).unwrap();
    note_received(received.messages);
    assert!(get!(received.messages, SCM_PIDFD));
    let process = received.descriptors.take_pidfd().expect("one came").expect("it is open");
    assert!(received.descriptors.take_pidfd().is_none(), "it comes once");
    let info = format!("/proc/self/fdinfo/{}", process.as_raw_fd());
    let info = std::fs::read_to_string(info).unwrap();
    let pid = info.lines().find_map(|line| line.strip_prefix("Pid:")).expect("it is a pidfd");
    assert_eq!(pid.trim(), child.id().to_string());
    b.send(b"!").unwrap();
    assert!(child.wait().unwrap().success());
    Ok(())
}

/// The other process of the test above.
#[test]
#[ignore = "it is run by another test"]
fn says_hello_and_waits() {
    if std::env::var_os("SOCKOPT_ROLE").is_none() {
        return;
    }
    let input = std::io::stdin();
    let socket = Socket::from(input.as_fd().try_clone_to_owned().unwrap());
    socket.send(b"hello").unwrap();
    socket.recv(&mut [0]).unwrap();
}

kinds! { descriptors_come: Itself, send SCM_RIGHTS, recv SCM_RIGHTS }

fn descriptors_come() -> Result<(), String> {
    let (a, b) = pair(Type::STREAM);
    let lent = [a.as_fd(), b.as_fd(), a.as_fd()];
    send!(a, None, b"!", SCM_RIGHTS: &lent).unwrap();
    let before = crate::common::descriptors();
    let packet = receive(&b);
    assert_eq!(get!(packet, SCM_RIGHTS), 3);
    assert_eq!(crate::common::descriptors(), before, "what is not taken is closed");
    Ok(())
}
