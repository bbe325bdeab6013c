//! Packet filters and steering programs, with real packets.
#![cfg(target_os = "linux")]
// A program of extended BPF is loaded by a raw call; and the panics that tests are made of.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::indexing_slicing)] // of what the test itself has laid out

mod common;

use std::io::{self, ErrorKind};
use std::os::fd::{AsFd, FromRawFd, OwnedFd};

use common::{addr, in_roles, os_error, read, udp, udp_pair, wait_until, Role};
use sockopt::{Filter, Instruction, JumpTest, LoadSize, MsgFlags, Operand, Socket};

/// That there is nothing to read now.
#[track_caller]
fn nothing(socket: &Socket) {
    let error = socket.recv_with(&mut [0; 16], MsgFlags::DONTWAIT).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WouldBlock);
}

#[test]
fn a_filter_drops_everything_until_it_is_detached() {
    let (a, b) = udp_pair();
    let filter = Filter::drop_all();
    b.set_attach_filter(&filter).unwrap();
    assert_eq!(b.get_filter().unwrap(), Some(filter));
    for _ in 0..3 {
        a.send(b"lost").unwrap();
    }
    wait_until(|| b.meminfo().unwrap().drops == 3);
    nothing(&b);
    b.detach_filter().unwrap();
    assert_eq!(b.get_filter().unwrap(), None);
    a.send(b"kept").unwrap();
    assert_eq!(&read(&b), b"kept");
    assert_eq!(os_error(b.detach_filter()), libc::ENOENT);
    assert_eq!(os_error(b.detach_bpf()), libc::ENOENT);
}

#[test]
fn a_filter_keeps_what_it_is_written_for() {
    let (a, b) = udp_pair();
    // Behind the eight bytes of the UDP header.
    let filter = Filter::new([
        Instruction::load(LoadSize::Byte, 8),
        Instruction::jump_if(JumpTest::Equal, Operand::K(u32::from(b'k')), 0, 1),
        Instruction::ret_constant(u32::MAX),
        Instruction::ret_constant(0),
    ])
    .unwrap();
    b.set_attach_filter(&filter).unwrap();
    for text in ["drop", "kept", "", "gone", "keep"] {
        a.send(text.as_bytes()).unwrap();
    }
    assert_eq!(&read(&b), b"kept");
    assert_eq!(&read(&b), b"keep");
    nothing(&b);
    // Another takes its place: the header, and two bytes.
    b.set_attach_filter(&Filter::truncate(10)).unwrap();
    a.send(b"drop").unwrap();
    assert_eq!(&read(&b), b"dr");
}

#[test]
fn a_locked_filter_is_there_to_stay() {
    let (a, b) = udp_pair();
    b.set_attach_filter(&Filter::drop_all()).unwrap();
    b.set_lock_filter(true).unwrap();
    assert!(b.lock_filter().unwrap());
    assert_eq!(os_error(b.detach_filter()), libc::EPERM);
    assert_eq!(os_error(b.set_attach_filter(&Filter::accept_all())), libc::EPERM);
    assert_eq!(os_error(b.set_lock_filter(false)), libc::EPERM);
    assert_eq!(b.get_filter().unwrap(), Some(Filter::drop_all()));
    a.send(b"lost").unwrap();
    wait_until(|| b.meminfo().unwrap().drops == 1);
    nothing(&b);
}

#[test]
fn a_program_steers_datagrams_to_the_socket_of_its_choice() {
    let mut sockets: Vec<Socket> = Vec::new();
    let mut address = addr("127.0.0.1:0");
    for _ in 0..3 {
        let socket = udp();
        socket.set_reuseport(true).unwrap();
        socket.bind(address).unwrap();
        socket.set_rcvtimeo(Some(common::PATIENCE)).unwrap();
        address = socket.local_addr().unwrap();
        sockets.push(socket);
    }
    // The first byte of the data says which.
    let choose = Filter::new([Instruction::load(LoadSize::Byte, 0), Instruction::ret_a()]).unwrap();
    sockets[1].set_attach_reuseport_cbpf(&choose).unwrap();
    let sender = udp();
    for turn in [2_u8, 0, 1, 1, 0, 2, 2] {
        sender.send_to(&[turn, 7], address).unwrap();
        assert_eq!(read(&sockets[usize::from(turn)]), [turn, 7]);
    }
    sockets[2].detach_reuseport_bpf().unwrap();
    assert_eq!(os_error(sockets[2].detach_reuseport_bpf()), libc::ENOENT);
}

/// Loads a program of extended BPF that returns 0.
fn extended_program() -> io::Result<OwnedFd> {
    const BPF_PROG_LOAD: libc::c_int = 5;
    const BPF_PROG_TYPE_SOCKET_FILTER: u32 = 1;
    // r0 = 0; exit
    let program: [u64; 2] = [0xb7, 0x95];
    let license = c"MIT";
    // union bpf_attr: type and count; the two addresses; the rest is zero.
    let mut attributes = [0_u64; 16];
    attributes[0] = u64::from(BPF_PROG_TYPE_SOCKET_FILTER) | 2 << 32;
    attributes[1] = program.as_ptr() as u64;
    attributes[2] = license.as_ptr() as u64;
    // SAFETY: the call reads 128 bytes, the two instructions and the license: all live until it
    // returns. The result is a new descriptor.
    unsafe {
        let size = core::mem::size_of_val(&attributes);
        match libc::syscall(libc::SYS_bpf, BPF_PROG_LOAD, attributes.as_ptr(), size) {
            -1 => Err(io::Error::last_os_error()),
            // A descriptor is an int, in a long that may be wider.
            #[allow(clippy::cast_possible_truncation, clippy::unnecessary_cast)]
            raw => Ok(OwnedFd::from_raw_fd(raw as i32)),
        }
    }
}

in_roles! { a_program_of_extended_bpf_is_attached_by_its_descriptor: Root }

fn a_program_of_extended_bpf_is_attached_by_its_descriptor(_: Role) {
    let program = match extended_program() {
        Ok(program) => program,
        Err(error) => return common::skip(&format!("no extended BPF: {error}")),
    };
    let (a, b) = udp_pair();
    b.set_attach_bpf(program.as_fd()).unwrap();
    a.send(b"lost").unwrap();
    wait_until(|| b.meminfo().unwrap().drops == 1);
    assert_eq!(os_error(b.get_filter()), libc::EACCES);
    b.detach_bpf().unwrap();
    // A descriptor that is something else.
    assert_eq!(os_error(b.set_attach_bpf(a.as_fd())), libc::EINVAL);

    let socket = udp();
    socket.set_reuseport(true).unwrap();
    socket.set_attach_reuseport_ebpf(program.as_fd()).unwrap();
    socket.detach_reuseport_bpf().unwrap();
}
