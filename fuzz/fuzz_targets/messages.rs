//! Any bytes as the control messages of a receive: no panic, no read outside, nothing lost.
//!
//! `cargo +nightly fuzz run messages` (with cargo-fuzz). The address sanitizer sees a read outside.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sockopt::{Message, Messages};

fuzz_target!(|bytes: &[u8]| {
    let messages = Messages::new(bytes);
    let _ = messages.packet_info();
    let (mut payloads, mut groups) = (0, 0);
    for message in messages {
        let _ = message.to_string();
        match message {
            Message::Other { bytes, .. } => payloads += bytes.len(),
            #[cfg(target_os = "linux")]
            Message::IP_RECVERR(error) | Message::IPV6_RECVERR(error) => {
                let _ = (error.cause(), error.error(), error.rfc4884());
            }
            Message::SCM_TIMESTAMP(stamp) => {
                let _ = (stamp.to_system_time(), stamp.since(stamp));
            }
            Message::SCM_CREDS(creds) => {
                let each = [creds.cmsgcred(), creds.sockcred(), creds.sockcred2()];
                each.into_iter().flatten().for_each(|one| groups += one.groups().count());
            }
            _ => {}
        }
    }
    assert!(payloads <= bytes.len() && groups <= bytes.len());
});
