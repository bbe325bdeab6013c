//! Since when Linux has an option: the registry says so, and the kernel that runs here agrees.
#![cfg(target_os = "linux")]
// Raw calls, that know nothing of the crate; and the panics that tests are made of.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::os::fd::AsRawFd;

use common::samples::{self, older_than};
use common::{in_roles, Opened, Role};
use sockopt::registry::{self, Access, Row};
use sockopt::Socket;

/// linux/errno.h: what SO_ZEROCOPY of older kernels answers where it means nothing.
const ENOTSUPP: i32 = 524;

/// Options that a kernel may be without, however new it is, and what it then lacks.
const CONFIGURED: &[(&str, &str)] = &[
    ("ALG_SET_DRBG_ENTROPY", "CONFIG_CRYPTO_USER_API_RNG_CAVP"),
    ("BT_MODE", "enable_ecred"),
    ("IP6T_SO_ORIGINAL_DST", "nf_conntrack"),
    ("IPV6_IPSEC_POLICY", "af_key"),
    ("IP_IPSEC_POLICY", "af_key"),
    // Of the process, not of the kernel.
    #[cfg(target_pointer_width = "32")]
    ("IPV6_XFRM_POLICY", "CONFIG_XFRM_USER_COMPAT"),
    #[cfg(target_pointer_width = "32")]
    ("IP_XFRM_POLICY", "CONFIG_XFRM_USER_COMPAT"),
    ("SO_BUSY_POLL", "CONFIG_NET_RX_BUSY_POLL"),
    ("SO_BUSY_POLL_BUDGET", "CONFIG_NET_RX_BUSY_POLL"),
    ("SO_DEVMEM_DONTNEED", "CONFIG_PAGE_POOL"),
    ("SO_INCOMING_NAPI_ID", "CONFIG_NET_RX_BUSY_POLL"),
    ("SO_ORIGINAL_DST", "nf_conntrack"),
    ("SO_PEERSEC", "a security module"),
    ("TCP_AO_ADD_KEY", "CONFIG_TCP_AO"),
    ("TCP_AO_DEL_KEY", "CONFIG_TCP_AO"),
    ("TCP_AO_GET_KEYS", "CONFIG_TCP_AO"),
    ("TCP_AO_INFO", "CONFIG_TCP_AO"),
    ("TCP_AO_REPAIR", "CONFIG_TCP_AO"),
    ("TCP_MD5SIG", "CONFIG_TCP_MD5SIG"),
    ("TCP_MD5SIG_EXT", "CONFIG_TCP_MD5SIG"),
    // If it is not at hand; where it is, its own test asks for them.
    ("TLS_RX", "TLS"),
    ("TLS_RX_EXPECT_NO_PAD", "TLS"),
    ("TLS_TX", "TLS"),
    ("TLS_TX_MAX_PAYLOAD_LEN", "TLS"),
    ("TLS_TX_ZEROCOPY_RO", "TLS"),
    ("SO_PREFER_BUSY_POLL", "CONFIG_NET_RX_BUSY_POLL"),
];

/// Options that came into older kernels by updates.
const BACKPORTED: &[&str] = &["IP_LOCAL_PORT_RANGE", "IP_PROTOCOL"];

/// Asks the kernel itself: whether this socket has the option, in any way.
fn has(socket: &Socket, row: &Row) -> bool {
    let (level, number) = row.level_and_number().expect("the row is Linux's");
    let mut value = [0_u8; 512];
    let mut length: libc::socklen_t = 512;
    let result = if row.access == Access::Set || samples::only_taken(row.name) {
        // An int of zero: a value, or not one. Both are answers of who knows the option.
        let int = core::mem::size_of::<libc::c_int>().try_into().unwrap();
        // SAFETY: the call reads an int, of 512 bytes that are zero.
        unsafe { libc::setsockopt(socket.as_raw_fd(), level, number, value.as_ptr().cast(), int) }
    } else {
        let to = value.as_mut_ptr().cast();
        // The length counts instructions of eight bytes.
        if row.name == "SO_GET_FILTER" {
            length = 64;
        }
        // SAFETY: the call writes at most `length` bytes, or 64 times eight: `value` has 512.
        unsafe { libc::getsockopt(socket.as_raw_fd(), level, number, to, &mut length) }
    };
    let code = std::io::Error::last_os_error().raw_os_error();
    result == 0 || ![libc::ENOPROTOOPT, libc::EOPNOTSUPP, ENOTSUPP].map(Some).contains(&code)
}

in_roles! { the_kernel_has_an_option_since_the_version_of_its_row: Itself, Root, NamespaceRoot }

fn the_kernel_has_an_option_since_the_version_of_its_row(_: Role) {
    let had = the_kernel_agrees(&common::sockets(), registry::all());
    assert!(had > 90, "only {had}");
}

#[test]
fn the_kernel_has_an_option_of_the_initial_namespace_since_then() {
    let sockets = common::sockets_of(common::INITIAL);
    // Of those that all sockets have, some take a socket of another family.
    let tables = registry::tables().iter().filter(|table| table.level != "SOL_SOCKET");
    let rows = tables
        .filter(|table| {
            sockets
                .iter()
                .any(|(_, opened)| opened.socket.tables().any(|it| it.level == table.level))
        })
        .flat_map(|table| table.rows);
    let had = the_kernel_agrees(&sockets, rows);
    assert!(sockets.is_empty() || had > 15, "only {had}");
}

/// How many of the options it has.
fn the_kernel_agrees<'a>(sockets: &[(&str, Opened)], rows: impl Iterator<Item = &'a Row>) -> u32 {
    let mut wrong = Vec::new();
    let mut unconfigured = Vec::new();
    let (mut had, mut not_yet) = (0, 0);
    for row in rows.filter(|row| row.level_and_number().is_some()) {
        // Those of kinds that have it by their table.
        let mut asked = sockets
            .iter()
            .filter(|(_, opened)| {
                opened.socket.tables().flat_map(|table| table.rows).any(|own| **own == **row)
            })
            .peekable();
        if asked.peek().is_none() {
            // Of a whole level, one word is enough.
            let level = row.level.to_owned();
            if !unconfigured.contains(&level) {
                unconfigured.push(level);
            }
            continue;
        }
        let having = asked.find(|(_, opened)| has(&opened.socket, row)).map(|&(kind, _)| kind);
        match (having, row.since.is_some_and(older_than)) {
            (Some(_), false) => had += 1,
            (None, true) => not_yet += 1,
            (Some(_), true) if BACKPORTED.contains(&row.name) => had += 1,
            (Some(kind), true) => {
                wrong.push(format!("{} on {kind}, before {:?}", row.name, row.since));
            }
            (None, false) if samples::is_later(row.name) => not_yet += 1,
            (None, false) => match CONFIGURED.iter().find(|(name, _)| *name == row.name) {
                Some((name, of)) => unconfigured.push(format!("{name} ({of})")),
                None => wrong.push(format!("no {} since {:?}", row.name, row.since)),
            },
        }
    }
    println!("{had} options are had, {not_yet} are of newer kernels");
    if !unconfigured.is_empty() {
        common::skip(&format!("this kernel is without {}", unconfigured.join(", ")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    had
}
