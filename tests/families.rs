//! Options of sockets that speak with the kernel, or with virtual machines.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // what tests are made of

mod common;

use std::time::Duration;

use common::{in_roles, os_error, Role};
use sockopt::{Domain, ErrorKind, Protocol, Socket, Type};

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
