//! The examples that use control messages.

use super::Run;

/// Whether this machine has IPv6.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn ipv6() -> bool {
    std::net::UdpSocket::bind("[::1]:0").is_ok()
}

/// The number in a line that begins with some text, behind it.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn number(line: &str, start: &str) -> u32 {
    let rest = line.strip_prefix(start).unwrap_or_else(|| panic!("not {start:?}: {line:?}"));
    rest.trim().split([' ', ',']).next().unwrap().parse().unwrap()
}

#[test]
fn pass_fd_tells_who_sent_what() {
    let run = Run::of("pass_fd", &[]);
    if cfg!(not(unix)) {
        assert!(run.stderr.ends_with(" on Unix alone\n"), "{}", run.stderr);
        return;
    }
    assert!(run.success, "{}", run.stderr);
    let stdout = run.stdout;
    let end = "data: a file for you\nthe file: what is only in this file\n";
    assert!(stdout.ends_with(end), "{stdout}");
    assert!(stdout.contains("SCM_RIGHTS=1\n"), "{stdout}");

    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        let line = stdout.lines().find(|line| line.starts_with("from process ")).unwrap();
        let pid = number(line, "from process ");
        let (pair, _) =
            sockopt::Socket::pair(sockopt::Domain::UNIX, sockopt::Type::STREAM, None).unwrap();
        let sockopt::PeerCred { uid, gid, .. } = pair.peercred().unwrap().unwrap();
        assert_eq!(line, format!("from process {pid} (the child), user {uid}, group {gid}"));
        // Of the same process; or it is said why not.
        let descriptor =
            stdout.lines().any(|line| line == format!("a descriptor of process {pid}"));
        assert_eq!(descriptor, !stdout.contains("this system has no SO_PASSPIDFD"), "{stdout}");
    }
}

#[test]
fn errors_tells_of_a_port_that_nobody_has() {
    let stdout = Run::good("errors", &[]);
    assert!(stdout.starts_with("127.0.0.1:"), "{stdout}");
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        let refused = std::io::Error::from_raw_os_error(libc::ECONNREFUSED);
        let large = std::io::Error::from_raw_os_error(libc::EMSGSIZE);
        let mut parts = stdout.trim_end().split("\n\n");
        for (address, icmp) in [("127.0.0.1", "ICMP"), ("[::1]", "ICMPv6")] {
            let part = parts.next().unwrap();
            if address == "[::1]" && !ipv6() {
                continue;
            }
            let (closed, rest) = part.split_once(", where nobody is\n").unwrap();
            assert!(closed.starts_with(address), "{part}");
            let bare = address.trim_matches(['[', ']']);
            let (first, second) = rest.split_once(" bytes, and not to be cut\n").unwrap();
            let (first, size) = first.rsplit_once('\n').unwrap();
            let expected = format!(
                "  the next call: {refused}\n  cause: {icmp}: port unreachable\n  error: {refused}\n  \
                 told by {bare}\n  it was to go to {closed}\n  the datagram: \"anybody?\""
            );
            assert_eq!(first, expected);
            // Of IPv4, it is the MTU of this machine's loopback; of IPv6, what the example set.
            let mtu = second.lines().nth(3).map(|line| number(line, "  the MTU is ")).unwrap();
            assert_eq!(mtu.to_string(), size);
            assert!(address == "127.0.0.1" || mtu == 1280, "{part}");
            let expected = format!(
                "  the call: {large}\n  cause: found here\n  error: {large}\n  the MTU is {mtu}\n  \
                 it was to go to {closed}"
            );
            assert_eq!(second, expected);
        }
        assert_eq!(parts.next(), None);
    }
}

#[test]
fn pktinfo_answers_from_where_it_is_asked() {
    let stdout = Run::good("pktinfo", &[]);
    assert!(stdout.starts_with("server on "), "{stdout}");
    let answers: Vec<&str> =
        stdout.lines().filter(|line| line.contains(", answered from ")).collect();
    assert!(!answers.is_empty(), "{stdout}");
    crate::common::wine::without("send", || {
        for answer in &answers {
            let (question, from) = answer.split_once(", answered from ").unwrap();
            // The interface's name is there where the system tells it.
            let asked = question.split_once(" asked ").unwrap().1;
            assert_eq!(asked.split(' ').next(), Some(from), "{stdout}");
        }
    });
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        for address in ["127.0.0.1", "127.0.0.2", "::1"] {
            let end = format!(" asked {address} by lo, answered from {address}\n");
            assert!(stdout.contains(&end) || address == "::1" && !ipv6(), "{stdout}");
        }
        // It is the message that does it.
        let stdout = Run::good("pktinfo", &["--plain"]);
        assert!(stdout.contains(" asked 127.0.0.2 by lo, answered from 127.0.0.1\n"), "{stdout}");
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
#[test]
fn timestamps_measures_every_datagram() {
    let stdout = Run::good("timestamps", &["--count", "50"]);
    let mut parts = stdout.trim_end().split("\n\n");
    let complete = parts.next().unwrap();
    let complete = number(complete, "datagrams 50, with all timestamps ");
    // One less for each time that somebody sets the clock.
    assert!(complete >= 48, "{stdout}");
    for title in [
        "from the scheduler to the device",
        "from the device to the receiving kernel",
        "from there to the program",
        "all the way",
    ] {
        let mut lines = parts.next().unwrap().lines();
        let median = number(lines.next().unwrap(), &format!("{title}: median "));
        let (mut counted, mut last, mut halves) = (0, 0, (0, 0));
        for line in lines {
            let words: Vec<&str> = line.split_whitespace().collect();
            let [nanos, "ns", count, bar] = words[..] else { panic!("{line:?}") };
            let (nanos, count): (u32, u32) = (nanos.parse().unwrap(), count.parse().unwrap());
            assert!(nanos.is_power_of_two() && nanos > last && count > 0, "{stdout}");
            assert!(bar.bytes().all(|byte| byte == b'#'), "{stdout}");
            let half = if nanos > median { &mut halves.1 } else { &mut halves.0 };
            *half += count;
            counted += count;
            last = nanos;
        }
        assert!((48..=50).contains(&counted), "{stdout}");
        // The median lies in the middle.
        assert!(halves.0 >= counted / 2 && halves.1 <= counted / 2, "{stdout}");
    }
    assert_eq!(parts.next(), None);
}

#[cfg(any(target_os = "linux", target_os = "android"))]
#[test]
fn gso_takes_few_calls() {
    let stdout = Run::good("gso", &["--count", "200"]);
    let line = |title: &str| {
        let line = stdout.lines().find_map(|line| line.strip_prefix(title)).unwrap();
        let words = line.split_whitespace().take(3);
        words.map(|word| word.parse().unwrap()).collect::<Vec<u32>>()
    };
    assert_eq!(line("send, recv "), [200, 200, 200]);
    assert_eq!(line("sendmmsg, recvmmsg ")[0], 4); // 54 at a time
    let segments = line("UDP_SEGMENT, UDP_GRO ");
    assert_eq!((segments[0], segments[2]), (4, 200));
    assert!(segments[1] <= 200, "{stdout}");
}

/// The lines of one way: its title, and what is told of both directions and of receives.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn way<'a>(stdout: &'a str, title: &str) -> Vec<&'a str> {
    let start = format!("{title}: ");
    let mut lines = stdout.lines().skip_while(|line| !line.starts_with(&start));
    lines.by_ref().take(4).collect()
}

#[cfg(any(target_os = "linux", target_os = "android"))]
#[test]
fn quic_udp_exchanges() {
    let ways = [("IPv4", "127.0.0.2"), ("IPv6", "::1"), ("IPv4 to an IPv6 socket", "127.0.0.2")];
    for args in [&["--count", "400"][..], &["--count", "400", "--no-gso"]] {
        let stdout = Run::good("quic_udp", args);
        for (title, address) in ways {
            if title.contains("IPv6") && !ipv6() {
                continue;
            }
            let lines = way(&stdout, title);
            let expected = format!("{title}: 400 datagrams to {address}, and 400 back");
            assert_eq!(lines[0], expected, "{stdout}");
            // 10 sends of 40, of which the numbers 1, 3, 5 and 9 are marked.
            let marks = "ECN 160, timestamps 400";
            let refused = args.len() == 3 && address == "127.0.0.2";
            let gso = if refused { "refused" } else { "on" };
            let there = format!("  there  sends 10, UDP_SEGMENT {gso}, {marks}");
            assert_eq!(lines[1], there, "{stdout}");
            assert!(lines[2].starts_with("  back   sends "), "{stdout}");
            assert!(lines[2].ends_with(marks), "{stdout}");
            assert!(lines[3].starts_with("  receives "), "{stdout}");
        }
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
#[test]
fn some_say_that_they_are_for_linux() {
    for name in ["timestamps", "gso", "quic_udp"] {
        let run = Run::of(name, &[]);
        assert!(run.stderr.ends_with(" for Linux\n"), "{}", run.stderr);
    }
}
