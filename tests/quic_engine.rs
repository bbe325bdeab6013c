//! The engine of the example `quic_udp`, apart from what the example shows: sockets of std, what the
//! system refuses, and that nothing is allocated.
#![cfg(target_os = "linux")]
// A counting allocator, and the panics that tests are made of.
#![allow(unsafe_code, clippy::unwrap_used, clippy::indexing_slicing)]

mod common;
#[allow(dead_code)]
#[path = "../examples/quic_udp/engine.rs"]
mod engine;

use std::alloc::{GlobalAlloc, Layout, System};
use std::array;
use std::cell::Cell;
use std::io::{self, ErrorKind, IoSliceMut};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::time::{Duration, Instant, SystemTime};

use engine::{Ecn, RecvMeta, Transmit, UdpEngine, BATCH};
use sockopt::Socket;

thread_local! {
    static ALLOCATIONS: Cell<u32> = const { Cell::new(0) };
}

struct Counting;

// SAFETY: all is passed on to the system's allocator; the counter is of this thread, and has no
// destructor.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How often something is allocated meanwhile.
fn allocations<T>(work: impl FnOnce() -> T) -> (u32, T) {
    let before = ALLOCATIONS.get();
    let result = work();
    (ALLOCATIONS.get() - before, result)
}

fn engine(address: &str) -> (UdpEngine<UdpSocket>, SocketAddr) {
    let socket = UdpSocket::bind(address).unwrap();
    let address = socket.local_addr().unwrap();
    (UdpEngine::new(socket).unwrap(), address)
}

/// Calls again while there is nothing: loopback may deliver a little later.
fn wait<T>(mut call: impl FnMut() -> io::Result<T>) -> T {
    let start = Instant::now();
    loop {
        match call() {
            Err(error) if error.kind() == ErrorKind::WouldBlock => std::thread::yield_now(),
            result => return result.unwrap(),
        }
        assert!(start.elapsed() < Duration::from_secs(10), "nothing came");
    }
}

/// Receives until so many bytes have come.
fn receive(engine: &mut UdpEngine<UdpSocket>, most: usize) -> (Vec<RecvMeta>, Vec<Vec<u8>>) {
    let mut storage = vec![vec![0; 65535]; BATCH];
    let (mut metas, mut all) = (Vec::new(), Vec::new());
    let mut received = 0;
    while received < most {
        let mut some = [RecvMeta::NONE; BATCH];
        let mut buffers: Vec<_> = storage.iter_mut().map(|data| IoSliceMut::new(data)).collect();
        let count = wait(|| engine.recv(&mut buffers, &mut some));
        for (meta, data) in some[..count].iter().zip(&storage) {
            received += meta.len;
            metas.push(*meta);
            all.push(data[..meta.len].to_vec());
        }
    }
    (metas, all)
}

fn transmit(destination: SocketAddr, contents: &[u8], size: Option<u16>) -> Transmit<'_> {
    Transmit { destination, ecn: Some(Ecn::Ce), contents, segment_size: size, source: None }
}

#[test]
fn nothing_is_allocated() {
    assert_eq!(allocations(|| vec![0; 5]).0, 1); // it counts
    for own in [IpAddr::from(Ipv4Addr::LOCALHOST), Ipv6Addr::LOCALHOST.into()] {
        if UdpSocket::bind((own, 0)).is_err() {
            continue; // no IPv6
        }
        let (mut engine, to) = engine(&SocketAddr::new(own, 0).to_string());
        let contents = [7; 5000];
        let mut data = [[0; 8192]; BATCH];
        let mut metas = [RecvMeta::NONE; BATCH];
        // With UDP_SEGMENT; then without it.
        for segmented in [true, false] {
            let (count, received) = allocations(|| {
                let mut transmit = transmit(to, &contents, Some(1200));
                transmit.source = Some(own);
                if !segmented {
                    transmit.segment_size = None;
                }
                assert_eq!(engine.send(&transmit).unwrap(), 5000);
                let mut data = data.iter_mut();
                let mut buffers: [_; BATCH] =
                    array::from_fn(|_| IoSliceMut::new(data.next().unwrap()));
                wait(|| engine.recv(&mut buffers, &mut metas))
            });
            assert_eq!(count, 0);
            // Linux 5.10 cuts datagrams up before it sends them over loopback.
            if received != 1 && segmented && common::samples::older_than("6.1") {
                continue;
            }
            assert_eq!(received, 1);
            let meta = metas[0];
            assert_eq!((meta.source, meta.len), (to, 5000));
            assert_eq!(meta.stride, if segmented { 1200 } else { 5000 });
            assert_eq!((meta.ecn, meta.destination), (Some(Ecn::Ce), Some(own)));
            let stamp = meta.received_at.and_then(|at| at.to_system_time()).unwrap();
            assert!(SystemTime::now().duration_since(stamp).unwrap().as_secs() < 60);
        }
        // That there is nothing is no error that allocates, either.
        let mut buffers = [IoSliceMut::new(&mut data[0])];
        let (count, result) = allocations(|| engine.recv(&mut buffers, &mut metas));
        assert_eq!((count, result.unwrap_err().kind()), (0, ErrorKind::WouldBlock));
    }
}

/// Sockets without checksums, whose sends the system does not cut apart.
#[test]
fn a_refusal_is_remembered_and_nothing_is_lost() {
    let (mut receiver, to) = engine("127.0.0.1:0");
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    Socket::from(&socket).set_no_check(true).unwrap();
    let sender = UdpEngine::new(socket).unwrap();
    assert!(sender.has_gso());

    let contents: Vec<u8> = (0..=255).cycle().take(10_100).collect();
    let (count, sent) = allocations(|| sender.send(&transmit(to, &contents, Some(1000))));
    assert_eq!((count, sent.unwrap()), (0, 10_100));
    assert!(!sender.has_gso());
    let (metas, data) = receive(&mut receiver, 10_100);
    assert_eq!(metas.iter().map(|meta| meta.len).collect::<Vec<_>>(), {
        let mut lens = [1000; 11];
        lens[10] = 100;
        lens
    });
    assert!(metas.iter().all(|meta| meta.ecn == Some(Ecn::Ce) && meta.stride == meta.len));
    assert_eq!(data.concat(), contents);

    // One of its datagrams alone never asks for it.
    assert_eq!(sender.send(&transmit(to, b"one", Some(1000))).unwrap(), 3);
    assert_eq!(receive(&mut receiver, 3).1.concat(), b"one");
}

/// More than fits into a call is sent by several.
#[test]
fn a_long_train_is_cut_at_whole_datagrams() {
    let (mut receiver, to) = engine("127.0.0.1:0");
    let (sender, _) = engine("127.0.0.1:0");
    for (size, first) in [(1000_u16, 64 * 1000), (1200, 54 * 1200), (40_000, 40_000)] {
        let contents = vec![9; 81_000];
        let sent = sender.send(&transmit(to, &contents, Some(size))).unwrap();
        assert_eq!(sent, first, "{size}");
        let (metas, data) = receive(&mut receiver, sent);
        assert_eq!(data.concat(), contents[..sent]);
        assert!(metas.iter().all(|meta| meta.stride == usize::from(size)), "{metas:?}");
    }
    assert!(sender.has_gso());
}

/// Of one datagram, it is: there is nothing to cut.
#[test]
fn what_is_too_large_is_an_error_and_no_refusal() {
    let (_receiver, to) = engine("127.0.0.1:0");
    let (sender, _) = engine("127.0.0.1:0");
    let contents = vec![9; 70_000];
    let error = sender.send(&transmit(to, &contents, None)).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EMSGSIZE));
    assert!(sender.has_gso());
}
