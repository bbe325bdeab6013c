//! Each kind of control message, from the real kernel: received and decoded, or sent and its
//! effect seen. `complete` says when a kind has no test.
#![cfg(target_os = "linux")]
// Raw calls where the crate has none, and the panics that tests are made of.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::indexing_slicing)] // of what the test itself has laid out
#![allow(clippy::cast_possible_truncation)] // of lengths that it has chosen

#[path = "../common/mod.rs"]
mod common;

/// A test of kinds of messages: which role it has, and what it receives and sends.
///
/// ```text
/// kinds! { the_ttl_goes_and_comes: NamespaceRoot, send IP_TTL, recv IP_TTL }
/// ```
///
/// runs `fn the_ttl_goes_and_comes() -> Result<(), String>` in that role. An error is why it is skipped. Otherwise it
/// must have received, and sent, what is listed: the test fails if it has not.
macro_rules! kinds {
    ($test:ident: $role:ident $(, $direction:ident $kind:ident)+) => {
        mod $test {
            #[test]
            #[allow(non_snake_case)]
            fn $role() {
                let name = concat!(module_path!(), "::", stringify!($role));
                $crate::common::as_role($crate::common::Role::$role, name, || {
                    match super::$test() {
                        Ok(()) => $crate::trade::check(&[
                            $(concat!(stringify!($direction), " ", stringify!($kind))),+
                        ]),
                        Err(reason) => $crate::common::skip(&reason),
                    }
                });
            }
        }
    };
}

/// The value of the message of that kind that a packet has.
macro_rules! get {
    ($packet:expr, $kind:ident) => {
        match &$packet {
            packet => $crate::find!(packet, $kind)
                .unwrap_or_else(|| panic!("no {}: {packet:?}", stringify!($kind))),
        }
    };
}

/// As `get!`; `None` if there is no such message.
macro_rules! find {
    ($packet:expr, $kind:ident) => {{
        use $crate::trade::Carrier;
        $packet.carried().find_map(|message| match message {
            sockopt::Message::$kind(value) => Some(value),
            _ => None,
        })
    }};
}
pub(crate) use find;

/// Sends data with messages; what it gives is what `send_msg` gives.
macro_rules! send {
    ($socket:expr, $to:expr, $data:expr $(, $kind:ident: $value:expr)* $(,)?) => {{
        let mut room = [0; 1024];
        let mut control = sockopt::Control::new(&mut room);
        $(control.push(sockopt::cmsg::$kind, $value).expect("room for it");)*
        let data = [std::io::IoSlice::new($data)];
        let result = $socket.send_msg(&data, $to, &control, sockopt::MsgFlags::empty());
        if result.is_ok() {
            $($crate::trade::note(concat!("send ", stringify!($kind)));)*
        }
        result
    }};
}

mod complete;
mod errors;
mod extensions;
mod ip;
mod ipv6;
mod link;
mod modules;
mod sender;
mod stamps;
mod state;
mod trade;
mod transport;
mod wire;
