//! The calls that both benches measure, each made in several ways.
//!
//! The ways are alike in what they start from and what they end with: the values
//! to set lie in [`State`] as Rust types, what is read is given as a Rust type, and
//! a failure gives the error of the library. So what a C program would write by
//! hand to convert them is part of each way's price, `libc`'s too. What `libc`
//! leaves out is what a C program leaves out: it does not check the length of a reply,
//! nor whether a value fits.

use std::arch::asm;
use std::ffi::{c_int, OsString};
use std::hint::black_box;
use std::io;
use std::mem::{size_of, ManuallyDrop};
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::time::Duration;

use libc::socklen_t;
use nix::sys::socket::{getsockopt, setsockopt, sockopt as nix_opt};
use rustix::net::sockopt as rustix_opt;
use sockopt::{Domain, Name, Socket, Type};
use sockopt::{
    SO_BINDTODEVICE, SO_KEEPALIVE, SO_LINGER, SO_PEERCRED, SO_PRIORITY, SO_RCVBUF, SO_RCVTIMEO,
    TCP_CONGESTION, TCP_KEEPIDLE, TCP_NODELAY,
};

mod message;

/// One socket, as each library holds one: descriptors of the same open socket.
pub(crate) struct Shared {
    ours: Socket,
    socket2: socket2::Socket,
    fd: OwnedFd,
}

impl Shared {
    fn new(ours: Socket) -> io::Result<Shared> {
        let fd = ours.as_fd().try_clone_to_owned()?;
        Ok(Shared { socket2: fd.try_clone()?.into(), fd, ours })
    }
}

/// The sockets, and the values to set, which the compiler must not know.
pub(crate) struct State {
    tcp: Shared,
    udp: Shared,
    bound: Shared,
    unix: Shared,
    waiting: message::Waiting,
    _peer: Socket,
    on: bool,
    priority: u32,
    size: usize,
    idle: Duration,
    time: Option<Duration>,
    whole_time: Option<Duration>,
    name: Name,
    name_bytes: [u8; 16],
    name_text: String,
    name_os: OsString,
    unbound: Option<Name>,
    unbound_bytes: Option<[u8; 16]>,
    unbound_slice: Option<&'static [u8]>,
    unbound_os: OsString,
}

impl State {
    pub(crate) fn new() -> io::Result<State> {
        let tcp = Socket::new(Domain::INET, Type::STREAM, None)?;
        let bound = Socket::new(Domain::INET, Type::DGRAM, None)?;
        let lo = Name::new("lo").map_err(io::Error::other)?;
        bound.set_bindtodevice(Some(lo))?;
        let (unix, peer) = Socket::pair(Domain::UNIX, Type::STREAM, None)?;
        // The one that the system uses anyway: that, anybody may set.
        let name = tcp.tcp_congestion()?;
        let text = name.as_str().unwrap_or_default();
        let mut name_bytes = [0; 16];
        for (to, from) in name_bytes.iter_mut().zip(text.bytes()) {
            *to = from;
        }
        Ok(black_box(State {
            tcp: Shared::new(tcp)?,
            udp: Shared::new(Socket::new(Domain::INET, Type::DGRAM, None)?)?,
            bound: Shared::new(bound)?,
            unix: Shared::new(unix)?,
            waiting: message::Waiting::new()?,
            _peer: peer,
            on: true,
            priority: 5,
            size: 64 * 1024,
            idle: Duration::from_secs(60),
            time: Some(Duration::from_millis(1500)),
            whole_time: Some(Duration::from_secs(5)),
            name,
            name_bytes,
            name_text: text.to_owned(),
            name_os: text.into(),
            unbound: None,
            unbound_bytes: None,
            unbound_slice: None,
            unbound_os: OsString::new(),
        }))
    }
}

/// What a call may cost, in instructions.
#[derive(Clone, Copy)]
pub(crate) enum Target {
    /// This many more than `libc`.
    Over(u64),
    /// This many, with what the C library itself needs: on x86-64 with glibc.
    Most(u64),
}

/// One call, made in several ways.
pub(crate) struct Case {
    pub(crate) title: &'static str,
    /// Whether the system is expected to refuse.
    pub(crate) fails: bool,
    pub(crate) targets: &'static [Target],
    pub(crate) ways: &'static [Way],
}

/// One way to make a call.
pub(crate) struct Way {
    /// One of [`WAYS`].
    pub(crate) name: &'static str,
    /// The function's name in the program file.
    pub(crate) symbol: &'static str,
    /// Makes the call some times; how often it succeeded.
    pub(crate) run: fn(&State, u32) -> u32,
}

impl Case {
    pub(crate) fn way(&self, name: &str) -> Option<&'static Way> {
        self.ways.iter().find(|way| way.name == name)
    }

    /// Whether a way's call does what is expected of it.
    pub(crate) fn works(&self, way: &Way, state: &State) -> bool {
        ((way.run)(state, 1) == 0) == self.fails
    }
}

/// All ways: the first is what the others are compared with.
pub(crate) const WAYS: [&str; 6] = ["libc", "method", "generic", "socket2", "rustix", "nix"];
/// The ways that are this crate's, to which the targets apply.
pub(crate) const OURS: [&str; 2] = ["method", "generic"];

/// A result whose value fits into registers, and is given in them. An error is shown
/// to another function, as it would be to a caller.
#[inline(always)]
fn value<T, E>(result: Result<T, E>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        // Whether there is something to drop is not the call's price.
        Err(error) => failed(&ManuallyDrop::new(error)),
    }
}

/// Elsewhere, so that what becomes of an error is no part of a call that succeeds.
#[cold]
#[inline(never)]
fn failed<T, E>(error: &E) -> Option<T> {
    black_box(error);
    None
}

/// As [`value`], for a value that lives in memory: it stays where it is, and
/// another function can look at it.
#[inline(always)]
fn place<T, E>(result: Result<T, E>) -> Option<()> {
    match result {
        Ok(value) => {
            show(&value);
            Some(())
        }
        Err(error) => failed(&ManuallyDrop::new(error)),
    }
}

/// A result that is already as [`value`] makes it.
#[inline(always)]
fn seen<T>(value: Option<T>) -> Option<T> {
    value
}

/// As `black_box`, which would first put the reference into memory.
#[inline(always)]
fn show<T>(value: &T) {
    // SAFETY: it is a comment.
    unsafe { asm!("/* {} */", in(reg) value, options(nostack, preserves_flags)) }
}

/// `getsockopt` as one writes it by hand.
///
/// # Safety
///
/// The option's value is a `T`, and any bytes are one.
#[inline(always)]
unsafe fn libc_get<T>(socket: &Shared, level: c_int, option: c_int, mut zero: T) -> Result<T, i32> {
    let mut length = size_of::<T>() as socklen_t;
    let fd = socket.fd.as_raw_fd();
    let to: *mut T = &mut zero;
    // SAFETY: the kernel writes at most `length` bytes, for which there is room.
    let result = unsafe { libc::getsockopt(fd, level, option, to.cast(), &mut length) };
    if result < 0 {
        // SAFETY: it is a valid pointer.
        Err(unsafe { *libc::__errno_location() })
    } else {
        Ok(zero)
    }
}

/// `setsockopt` as one writes it by hand.
///
/// # Safety
///
/// The option's value is a `T`.
#[inline(always)]
unsafe fn libc_set<T>(socket: &Shared, level: c_int, option: c_int, new: &T) -> Result<(), i32> {
    let length = size_of::<T>() as socklen_t;
    let new: *const T = new;
    // SAFETY: the kernel reads at most `length` bytes, which are there.
    if unsafe { libc::setsockopt(socket.fd.as_raw_fd(), level, option, new.cast(), length) } < 0 {
        // SAFETY: it is a valid pointer.
        Err(unsafe { *libc::__errno_location() })
    } else {
        Ok(())
    }
}

fn to_timeval(time: Option<Duration>) -> libc::timeval {
    let time = time.unwrap_or_default();
    libc::timeval { tv_sec: time.as_secs() as _, tv_usec: time.subsec_micros() as _ }
}

fn from_timeval(time: libc::timeval) -> Option<Duration> {
    if time.tv_sec == 0 && time.tv_usec == 0 {
        return None;
    }
    Some(Duration::new(time.tv_sec as u64, time.tv_usec as u32 * 1000))
}

fn to_linger(time: Option<Duration>) -> libc::linger {
    libc::linger {
        l_onoff: time.is_some().into(),
        l_linger: time.unwrap_or_default().as_secs() as c_int,
    }
}

fn from_linger(linger: libc::linger) -> Option<Duration> {
    (linger.l_onoff != 0).then(|| Duration::from_secs(linger.l_linger as u64))
}

const NO_TIME: libc::timeval = libc::timeval { tv_sec: 0, tv_usec: 0 };
const NO_LINGER: libc::linger = libc::linger { l_onoff: 0, l_linger: 0 };
const NO_CRED: libc::ucred = libc::ucred { pid: 0, uid: 0, gid: 0 };

/// Makes a function of each way, and the list of all.
macro_rules! cases {
    ($(
        $case:ident $title:literal $(fails $fails:literal)? [$($target:expr),*] |$s:ident|
        { $($way:ident: $how:ident($call:expr);)+ }
    )+) => {
        $(mod $case {
            use super::*;

            $(
                #[inline(never)]
                #[export_name = concat!("case_", stringify!($case), "_", stringify!($way))]
                pub(crate) fn $way($s: &State) -> Option<impl Sized> {
                    // No instruction, but another text in each function: else the
                    // compiler makes one function of two that are the same, and the
                    // profiler cannot tell them apart.
                    // SAFETY: it is a comment.
                    unsafe {
                        asm!(
                            concat!("/* ", stringify!($case), " ", stringify!($way), " */"),
                            options(nomem, nostack, preserves_flags)
                        );
                    }
                    $how($call)
                }
            )+
        })+

        pub(crate) const CASES: &[Case] = &[$(Case {
            title: $title,
            fails: false $(|| $fails)?,
            targets: &[$($target),*],
            ways: &[$(Way {
                name: stringify!($way),
                symbol: concat!("case_", stringify!($case), "_", stringify!($way)),
                run: |state, times| {
                    let call = || u32::from(black_box($case::$way(black_box(state))).is_some());
                    (0..times).map(|_| call()).sum()
                },
            }),+],
        }),+];
    };
}

use Target::{Most, Over};

// SAFETY: of all calls of `libc_get` and `libc_set`: by socket(7), tcp(7) and unix(7)
// the options' values are of the types passed.
cases! {
    get_bool "get SO_KEEPALIVE" [Over(6), Most(23)] |s| {
        libc: value(unsafe { libc_get::<c_int>(&s.tcp, libc::SOL_SOCKET, libc::SO_KEEPALIVE, 0) }.map(|v| v != 0));
        method: value(s.tcp.ours.keepalive());
        generic: value(s.tcp.ours.get(SO_KEEPALIVE));
        socket2: value(s.tcp.socket2.keepalive());
        rustix: value(rustix_opt::socket_keepalive(&s.tcp.fd));
        nix: value(getsockopt(&s.tcp.fd, nix_opt::KeepAlive));
    }
    set_bool "set SO_KEEPALIVE" [Over(2)] |s| {
        libc: value(unsafe { libc_set::<c_int>(&s.tcp, libc::SOL_SOCKET, libc::SO_KEEPALIVE, &s.on.into()) });
        method: value(s.tcp.ours.set_keepalive(s.on));
        generic: value(s.tcp.ours.set(SO_KEEPALIVE, s.on));
        socket2: value(s.tcp.socket2.set_keepalive(s.on));
        rustix: value(rustix_opt::set_socket_keepalive(&s.tcp.fd, s.on));
        nix: value(setsockopt(&s.tcp.fd, nix_opt::KeepAlive, &s.on));
    }
    get_u32 "get SO_PRIORITY" [Over(6)] |s| {
        libc: value(unsafe { libc_get::<c_int>(&s.tcp, libc::SOL_SOCKET, libc::SO_PRIORITY, 0) }.map(|v| v as u32));
        method: value(s.tcp.ours.priority());
        generic: value(s.tcp.ours.get(SO_PRIORITY));
        socket2: value(s.tcp.socket2.priority());
        nix: value(getsockopt(&s.tcp.fd, nix_opt::Priority).map(|v| v as u32));
    }
    set_u32 "set SO_PRIORITY" [Over(8)] |s| {
        libc: value(unsafe { libc_set::<c_int>(&s.tcp, libc::SOL_SOCKET, libc::SO_PRIORITY, &(s.priority as c_int)) });
        method: value(s.tcp.ours.set_priority(s.priority));
        generic: value(s.tcp.ours.set(SO_PRIORITY, s.priority));
        socket2: value(s.tcp.socket2.set_priority(s.priority));
        nix: value(setsockopt(&s.tcp.fd, nix_opt::Priority, &(s.priority as c_int)));
    }
    get_size "get SO_RCVBUF" [Over(6)] |s| {
        libc: value(unsafe { libc_get::<c_int>(&s.tcp, libc::SOL_SOCKET, libc::SO_RCVBUF, 0) }.map(|v| v as usize));
        method: value(s.tcp.ours.rcvbuf());
        generic: value(s.tcp.ours.get(SO_RCVBUF));
        socket2: value(s.tcp.socket2.recv_buffer_size());
        rustix: value(rustix_opt::socket_recv_buffer_size(&s.tcp.fd));
        nix: value(getsockopt(&s.tcp.fd, nix_opt::RcvBuf));
    }
    set_size "set SO_RCVBUF" [Over(8)] |s| {
        libc: value(unsafe { libc_set::<c_int>(&s.tcp, libc::SOL_SOCKET, libc::SO_RCVBUF, &(s.size as c_int)) });
        method: value(s.tcp.ours.set_rcvbuf(s.size));
        generic: value(s.tcp.ours.set(SO_RCVBUF, s.size));
        socket2: value(s.tcp.socket2.set_recv_buffer_size(s.size));
        rustix: value(rustix_opt::set_socket_recv_buffer_size(&s.tcp.fd, s.size));
        nix: value(setsockopt(&s.tcp.fd, nix_opt::RcvBuf, &s.size));
    }
    get_secs "get TCP_KEEPIDLE" [] |s| {
        libc: value(unsafe { libc_get::<c_int>(&s.tcp, libc::IPPROTO_TCP, libc::TCP_KEEPIDLE, 0) }.map(|v| Duration::from_secs(v as u64)));
        method: value(s.tcp.ours.tcp_keepidle());
        generic: value(s.tcp.ours.get(TCP_KEEPIDLE));
        socket2: value(s.tcp.socket2.tcp_keepalive_time());
        rustix: value(rustix_opt::tcp_keepidle(&s.tcp.fd));
        nix: value(getsockopt(&s.tcp.fd, nix_opt::TcpKeepIdle).map(|v| Duration::from_secs(v.into())));
    }
    set_secs "set TCP_KEEPIDLE" [] |s| {
        libc: value(unsafe { libc_set::<c_int>(&s.tcp, libc::IPPROTO_TCP, libc::TCP_KEEPIDLE, &(s.idle.as_secs() as c_int)) });
        method: value(s.tcp.ours.set_tcp_keepidle(s.idle));
        generic: value(s.tcp.ours.set(TCP_KEEPIDLE, s.idle));
        rustix: value(rustix_opt::set_tcp_keepidle(&s.tcp.fd, s.idle));
        nix: value(setsockopt(&s.tcp.fd, nix_opt::TcpKeepIdle, &(s.idle.as_secs() as u32)));
    }
    get_timeval "get SO_RCVTIMEO" [Most(41)] |s| {
        libc: value(unsafe { libc_get(&s.udp, libc::SOL_SOCKET, libc::SO_RCVTIMEO, NO_TIME) }.map(from_timeval));
        method: value(s.udp.ours.rcvtimeo());
        generic: value(s.udp.ours.get(SO_RCVTIMEO));
        socket2: value(s.udp.socket2.read_timeout());
        rustix: value(rustix_opt::socket_timeout(&s.udp.fd, rustix_opt::Timeout::Recv));
        nix: value(getsockopt(&s.udp.fd, nix_opt::ReceiveTimeout).map(|v| from_timeval(*v.as_ref())));
    }
    set_timeval "set SO_RCVTIMEO, 1.5 s" [Most(34)] |s| {
        libc: value(unsafe { libc_set(&s.udp, libc::SOL_SOCKET, libc::SO_RCVTIMEO, &to_timeval(s.time)) });
        method: value(s.udp.ours.set_rcvtimeo(s.time));
        generic: value(s.udp.ours.set(SO_RCVTIMEO, s.time));
        socket2: value(s.udp.socket2.set_read_timeout(s.time));
        rustix: value(rustix_opt::set_socket_timeout(&s.udp.fd, rustix_opt::Timeout::Recv, s.time));
        nix: value(setsockopt(&s.udp.fd, nix_opt::ReceiveTimeout, &to_timeval(s.time).into()));
    }
    set_whole_timeval "set SO_RCVTIMEO, 5 s" [Most(34)] |s| {
        libc: value(unsafe { libc_set(&s.udp, libc::SOL_SOCKET, libc::SO_RCVTIMEO, &to_timeval(s.whole_time)) });
        method: value(s.udp.ours.set_rcvtimeo(s.whole_time));
        generic: value(s.udp.ours.set(SO_RCVTIMEO, s.whole_time));
        socket2: value(s.udp.socket2.set_read_timeout(s.whole_time));
        rustix: value(rustix_opt::set_socket_timeout(&s.udp.fd, rustix_opt::Timeout::Recv, s.whole_time));
        nix: value(setsockopt(&s.udp.fd, nix_opt::ReceiveTimeout, &to_timeval(s.whole_time).into()));
    }
    get_linger "get SO_LINGER" [Over(6)] |s| {
        libc: value(unsafe { libc_get(&s.tcp, libc::SOL_SOCKET, libc::SO_LINGER, NO_LINGER) }.map(from_linger));
        method: value(s.tcp.ours.linger());
        generic: value(s.tcp.ours.get(SO_LINGER));
        socket2: value(s.tcp.socket2.linger());
        rustix: value(rustix_opt::socket_linger(&s.tcp.fd));
        nix: value(getsockopt(&s.tcp.fd, nix_opt::Linger).map(from_linger));
    }
    set_linger "set SO_LINGER" [] |s| {
        libc: value(unsafe { libc_set(&s.tcp, libc::SOL_SOCKET, libc::SO_LINGER, &to_linger(s.time)) });
        method: value(s.tcp.ours.set_linger(s.time));
        generic: value(s.tcp.ours.set(SO_LINGER, s.time));
        socket2: value(s.tcp.socket2.set_linger(s.time));
        rustix: value(rustix_opt::set_socket_linger(&s.tcp.fd, s.time));
        nix: value(setsockopt(&s.tcp.fd, nix_opt::Linger, &to_linger(s.time)));
    }
    get_device "get SO_BINDTODEVICE, bound" [Most(30)] |s| {
        libc: place(unsafe { libc_get(&s.bound, libc::SOL_SOCKET, libc::SO_BINDTODEVICE, [0u8; 16]) });
        method: place(s.bound.ours.bindtodevice());
        generic: place(s.bound.ours.get(SO_BINDTODEVICE));
        socket2: place(s.bound.socket2.device());
        nix: place(getsockopt(&s.bound.fd, nix_opt::BindToDevice));
    }
    get_no_device "get SO_BINDTODEVICE, unbound" [Most(30)] |s| {
        libc: place(unsafe { libc_get(&s.udp, libc::SOL_SOCKET, libc::SO_BINDTODEVICE, [0u8; 16]) });
        method: place(s.udp.ours.bindtodevice());
        generic: place(s.udp.ours.get(SO_BINDTODEVICE));
        socket2: place(s.udp.socket2.device());
        nix: place(getsockopt(&s.udp.fd, nix_opt::BindToDevice));
    }
    set_device "set SO_BINDTODEVICE, none" [Over(2)] |s| {
        libc: value(unsafe { libc_set(&s.udp, libc::SOL_SOCKET, libc::SO_BINDTODEVICE, s.unbound_bytes.as_ref().unwrap_or(&[0; 16])) });
        method: value(s.udp.ours.set_bindtodevice(s.unbound));
        generic: value(s.udp.ours.set(SO_BINDTODEVICE, s.unbound));
        socket2: value(s.udp.socket2.bind_device(s.unbound_slice));
        nix: value(setsockopt(&s.udp.fd, nix_opt::BindToDevice, &s.unbound_os));
    }
    get_name "get TCP_CONGESTION" [Most(65)] |s| {
        libc: place(unsafe { libc_get(&s.tcp, libc::IPPROTO_TCP, libc::TCP_CONGESTION, [0u8; 16]) });
        method: place(s.tcp.ours.tcp_congestion());
        generic: place(s.tcp.ours.get(TCP_CONGESTION));
        socket2: place(s.tcp.socket2.tcp_congestion());
        rustix: place(rustix_opt::tcp_congestion(&s.tcp.fd));
        nix: place(getsockopt(&s.tcp.fd, nix_opt::TcpCongestion));
    }
    set_name "set TCP_CONGESTION" [Over(2)] |s| {
        libc: value(unsafe { libc_set(&s.tcp, libc::IPPROTO_TCP, libc::TCP_CONGESTION, &s.name_bytes) });
        method: value(s.tcp.ours.set_tcp_congestion(s.name));
        generic: value(s.tcp.ours.set(TCP_CONGESTION, s.name));
        socket2: value(s.tcp.socket2.set_tcp_congestion(s.name_text.as_bytes()));
        rustix: value(rustix_opt::set_tcp_congestion(&s.tcp.fd, &s.name_text));
        nix: value(setsockopt(&s.tcp.fd, nix_opt::TcpCongestion, &s.name_os));
    }
    get_struct "get SO_PEERCRED" [Over(6)] |s| {
        libc: place(unsafe { libc_get(&s.unix, libc::SOL_SOCKET, libc::SO_PEERCRED, NO_CRED) });
        method: place(s.unix.ours.peercred());
        generic: place(s.unix.ours.get(SO_PEERCRED));
        rustix: place(rustix_opt::socket_peercred(&s.unix.fd));
        nix: place(getsockopt(&s.unix.fd, nix_opt::PeerCredentials));
    }
    fail_get "get TCP_NODELAY of UDP" fails true [Over(8)] |s| {
        libc: value(unsafe { libc_get::<c_int>(&s.udp, libc::IPPROTO_TCP, libc::TCP_NODELAY, 0) }.map(|v| v != 0));
        method: value(s.udp.ours.tcp_nodelay());
        generic: value(s.udp.ours.get(TCP_NODELAY));
        socket2: value(s.udp.socket2.tcp_nodelay());
        rustix: value(rustix_opt::tcp_nodelay(&s.udp.fd));
    }
    fail_set "set TCP_NODELAY of UDP" fails true [Over(8)] |s| {
        libc: value(unsafe { libc_set::<c_int>(&s.udp, libc::IPPROTO_TCP, libc::TCP_NODELAY, &s.on.into()) });
        method: value(s.udp.ours.set_tcp_nodelay(s.on));
        generic: value(s.udp.ours.set(TCP_NODELAY, s.on));
        socket2: value(s.udp.socket2.set_tcp_nodelay(s.on));
        rustix: value(rustix_opt::set_tcp_nodelay(&s.udp.fd, s.on));
        nix: value(setsockopt(&s.udp.fd, nix_opt::TcpNoDelay, &s.on));
    }
    parse_message "parse 3 control messages" [Over(14)] |s| {
        libc: Some(message::parse_libc(&s.waiting.control));
        method: Some(message::sum(sockopt::Messages::new(&s.waiting.control)));
    }
    receive_message "receive, and parse these" [Over(33)] |s| {
        libc: seen(message::receive_libc(&s.waiting));
        method: seen(message::receive(&s.waiting));
        rustix: seen(message::receive_rustix(&s.waiting));
        nix: seen(message::receive_nix(&s.waiting));
    }
}
