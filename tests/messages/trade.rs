//! Messages go and come, and it is noted which.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{self, IoSliceMut};

use sockopt::{Message, Messages, MsgFlags, Room, SockAddr, Socket};

use crate::common;

thread_local! {
    /// Of this test: each has a thread of its own.
    static NOTED: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

/// Notes that a message went or came: `recv IP_TTL`.
pub(crate) fn note(what: &str) {
    NOTED.with_borrow_mut(|noted| noted.insert(what.to_owned()));
}

/// That all of these were noted.
#[track_caller]
pub(crate) fn check(claims: &[&str]) {
    let noted = NOTED.with_borrow(Clone::clone);
    for claim in claims {
        assert!(noted.contains(*claim), "`{claim}` did not happen, but: {noted:?}");
    }
}

/// Notes what came. There is a row for all of it, and the row's codec takes it.
#[track_caller]
pub(crate) fn note_received(messages: Messages<'_>) {
    for message in messages {
        assert!(!matches!(message, Message::Other { .. }), "{message}");
        let text = message.to_string();
        note(&format!("recv {}", text.split_once('=').expect("NAME=value").0));
    }
}

/// What a receive gave.
#[derive(Debug)]
pub(crate) struct Packet {
    pub(crate) data: Vec<u8>,
    pub(crate) address: SockAddr,
    pub(crate) flags: MsgFlags,
    control: Vec<u8>,
}

impl Packet {
    pub(crate) fn messages(&self) -> Messages<'_> {
        Messages::new(&self.control)
    }

    /// The level, the type and the length of each message's payload, as they lie in the buffer.
    pub(crate) fn headers(&self) -> Vec<(i32, i32, usize)> {
        let (mut rest, mut headers) = (self.control.as_slice(), Vec::new());
        let word = size_of::<usize>();
        while rest.len() >= word + 8 {
            let number = |at: usize| i32::from_ne_bytes(rest[at..at + 4].try_into().unwrap());
            let length = usize::from_ne_bytes(rest[..word].try_into().unwrap());
            headers.push((number(word), number(word + 4), length - word - 8));
            rest = rest.get(length.next_multiple_of(word)..).unwrap_or_default();
        }
        headers
    }
}

/// What comes next; an error if nothing comes, or the socket has one.
#[track_caller]
pub(crate) fn try_receive(socket: &Socket, flags: MsgFlags) -> io::Result<Packet> {
    let mut data = vec![0; 70_000];
    // Some kinds are not counted in the usual room.
    let mut room = Room::with([0; 4096]);
    let received = socket.recv_msg(&mut [IoSliceMut::new(&mut data)], &mut room, flags)?;
    assert!(!received.is_control_truncated());
    note_received(received.messages);
    let control = received.messages.as_bytes().to_vec();
    let (len, address, flags) = (received.len, *received.address, received.flags);
    drop(received);
    data.truncate(len);
    Ok(Packet { data, address, flags, control })
}

/// What comes next.
#[track_caller]
pub(crate) fn receive(socket: &Socket) -> Packet {
    try_receive(socket, MsgFlags::empty()).expect("something to receive")
}

/// What the error queue has next; it is waited for.
#[track_caller]
pub(crate) fn receive_error(socket: &Socket) -> Packet {
    let mut found = None;
    common::wait_until(|| {
        found = try_receive(socket, MsgFlags::ERRQUEUE | MsgFlags::DONTWAIT).ok();
        found.is_some()
    });
    found.expect("it was waited for")
}

/// Whether the error queue has nothing.
pub(crate) fn no_errors(socket: &Socket) -> bool {
    let result = try_receive(socket, MsgFlags::ERRQUEUE | MsgFlags::DONTWAIT);
    result.is_err_and(|error| error.kind() == io::ErrorKind::WouldBlock)
}

/// A socket that fails a receive of what never comes, and does not hang it.
pub(crate) fn patient(socket: Socket) -> Socket {
    socket.set_rcvtimeo(Some(common::PATIENCE)).expect("a timeout");
    socket
}

/// A bound UDP socket, and its address.
pub(crate) fn bound(address: &str) -> (Socket, SockAddr) {
    let socket = std::net::UdpSocket::bind(address).expect("a socket");
    let socket = patient(Socket::from(socket).into_owned());
    let address = socket.local_addr().expect("an address");
    (socket, address)
}

/// Two UDP sockets of IPv6 that are connected to each other.
pub(crate) fn udp6_pair() -> (Socket, Socket) {
    let ((a, at_a), (b, at_b)) = (bound("[::1]:0"), bound("[::1]:0"));
    a.connect(at_b).expect("connected");
    b.connect(at_a).expect("connected");
    (a, b)
}

/// What has messages.
pub(crate) trait Carrier {
    fn carried(&self) -> Messages<'_>;
}

impl Carrier for Packet {
    fn carried(&self) -> Messages<'_> {
        self.messages()
    }
}

impl Carrier for Messages<'_> {
    fn carried(&self) -> Messages<'_> {
        *self
    }
}
