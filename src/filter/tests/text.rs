//! What tcpdump and iptables print is read, and printed back.

use super::*;

// Each fixture is the output of tcpdump 4.99.3 with libpcap 1.10.3 on Linux.

// tcpdump -ddd -y EN10MB 'udp port 53'
const DNS_ETHERNET: &str = "\
20
40 0 0 12
21 0 6 34525
48 0 0 20
21 0 15 17
40 0 0 54
21 12 0 53
40 0 0 56
21 10 11 53
21 0 10 2048
48 0 0 23
21 0 8 17
40 0 0 20
69 6 0 8191
177 0 0 14
72 0 0 14
21 2 0 53
72 0 0 16
21 0 1 53
6 0 0 262144
6 0 0 0
";
// tcpdump -d, spaces at line ends removed
const DNS_ETHERNET_LISTING: &str = "\
(000) ldh      [12]
(001) jeq      #0x86dd          jt 2\tjf 8
(002) ldb      [20]
(003) jeq      #0x11            jt 4\tjf 19
(004) ldh      [54]
(005) jeq      #0x35            jt 18\tjf 6
(006) ldh      [56]
(007) jeq      #0x35            jt 18\tjf 19
(008) jeq      #0x800           jt 9\tjf 19
(009) ldb      [23]
(010) jeq      #0x11            jt 11\tjf 19
(011) ldh      [20]
(012) jset     #0x1fff          jt 19\tjf 13
(013) ldxb     4*([14]&0xf)
(014) ldh      [x + 14]
(015) jeq      #0x35            jt 18\tjf 16
(016) ldh      [x + 16]
(017) jeq      #0x35            jt 18\tjf 19
(018) ret      #262144
(019) ret      #0
";

// tcpdump -ddd -y RAW 'udp port 53'
pub(super) const DNS_RAW_IP: &str = "\
23
48 0 0 0
84 0 0 240
21 0 6 96
48 0 0 6
21 0 17 17
40 0 0 40
21 14 0 53
40 0 0 42
21 12 13 53
48 0 0 0
84 0 0 240
21 0 10 64
48 0 0 9
21 0 8 17
40 0 0 6
69 6 0 8191
177 0 0 0
72 0 0 0
21 2 0 53
72 0 0 2
21 0 1 53
6 0 0 262144
6 0 0 0
";
// tcpdump -d, spaces at line ends removed
const DNS_RAW_IP_LISTING: &str = "\
(000) ldb      [0]
(001) and      #0xf0
(002) jeq      #0x60            jt 3\tjf 9
(003) ldb      [6]
(004) jeq      #0x11            jt 5\tjf 22
(005) ldh      [40]
(006) jeq      #0x35            jt 21\tjf 7
(007) ldh      [42]
(008) jeq      #0x35            jt 21\tjf 22
(009) ldb      [0]
(010) and      #0xf0
(011) jeq      #0x40            jt 12\tjf 22
(012) ldb      [9]
(013) jeq      #0x11            jt 14\tjf 22
(014) ldh      [6]
(015) jset     #0x1fff          jt 22\tjf 16
(016) ldxb     4*([0]&0xf)
(017) ldh      [x + 0]
(018) jeq      #0x35            jt 21\tjf 19
(019) ldh      [x + 2]
(020) jeq      #0x35            jt 21\tjf 22
(021) ret      #262144
(022) ret      #0
";

// tcpdump -ddd -y EN10MB 'ip[0] * 3 % 7 = -(ip[1] / ip[8]) or (ip[ip[4] << 2] ^ 0x80000000) >> 2 = (5 | len) or inbound or ifindex 3'
pub(super) const ARITHMETIC: &str = "\
35
40 0 0 12
21 0 27 2048
48 0 0 14
36 0 0 3
2 0 0 3
48 0 0 15
2 0 0 5
48 0 0 22
7 0 0 7
96 0 0 5
60 0 0 0
132 0 0 0
7 0 0 7
96 0 0 3
29 19 0 0
48 0 0 18
100 0 0 2
7 0 0 9
80 0 0 14
164 0 0 2147483648
116 0 0 2
2 0 0 12
128 0 0 0
7 0 0 14
0 0 0 5
76 0 0 0
7 0 0 14
96 0 0 12
29 5 0 0
40 0 0 4294963204
21 0 3 4
32 0 0 4294963208
21 1 0 3
6 0 0 0
6 0 0 262144
";
// tcpdump -d, spaces at line ends removed
const ARITHMETIC_LISTING: &str = "\
(000) ldh      [12]
(001) jeq      #0x800           jt 2\tjf 29
(002) ldb      [14]
(003) mul      #3
(004) st       M[3]
(005) ldb      [15]
(006) st       M[5]
(007) ldb      [22]
(008) tax
(009) ld       M[5]
(010) div      x
(011) neg
(012) tax
(013) ld       M[3]
(014) jeq      x                jt 34\tjf 15
(015) ldb      [18]
(016) lsh      #2
(017) tax
(018) ldb      [x + 14]
(019) xor      #0x80000000
(020) rsh      #2
(021) st       M[12]
(022) ld       #pktlen
(023) tax
(024) ld       #0x5
(025) or       x
(026) tax
(027) ld       M[12]
(028) jeq      x                jt 34\tjf 29
(029) ldh      [type]
(030) jeq      #0x4             jt 31\tjf 34
(031) ld       [ifidx]
(032) jeq      #0x3             jt 34\tjf 33
(033) ret      #0
(034) ret      #262144
";

const FIXTURES: [(&str, &str); 3] = [
    (DNS_ETHERNET, DNS_ETHERNET_LISTING),
    (DNS_RAW_IP, DNS_RAW_IP_LISTING),
    (ARITHMETIC, ARITHMETIC_LISTING),
];

#[test]
fn tcpdump_output_is_read() {
    for (numbers, listing) in FIXTURES {
        let filter: Filter = numbers.parse().unwrap();
        assert_eq!(filter.disassemble().to_string(), listing.trim_end());

        // The one-line form, made as the iptables manual makes it.
        let commas = numbers.replace('\n', ",");
        assert_eq!(commas.parse(), Ok(filter.clone()));
        assert_eq!(format!("{filter},"), commas);
        assert_eq!(filter.to_string().parse(), Ok(filter));
    }
}

#[test]
fn iptables_example_is_read() {
    // iptables-extensions(8): IPv4 packets with protocol TCP.
    let filter: Filter = "4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0".parse().unwrap();
    let same = Filter::new([
        Instruction::load(LoadSize::Byte, 9),
        Instruction::jump_if(JumpTest::Equal, Operand::K(6), 0, 1),
        Instruction::ret_constant(1),
        Instruction::ret_constant(0),
    ]);
    assert_eq!(Ok(filter), same);
}

#[test]
fn loose_spacing_is_read() {
    for text in [
        "1,6 0 0 0",
        "1,6 0 0 0,",
        " 1 , 6  0\t0 0 , ",
        "1\r\n6 0 0 0\r\n",
        "1\n6 0 0 0,\n",
        "001,06 0 0 0",
    ] {
        assert_eq!(text.parse(), Ok(Filter::drop_all()), "{text:?}");
    }
}

#[test]
fn wrong_text_is_refused() {
    let wrong = |announced, found| FilterError::WrongCount { announced, found };
    let malformed = |index| FilterError::Malformed { index };
    for (text, error) in [
        ("", FilterError::NoCount),
        (" \n", FilterError::NoCount),
        (",", FilterError::NoCount),
        ("x,6 0 0 0", FilterError::NoCount),
        ("-1,6 0 0 0", FilterError::NoCount),
        ("+1,6 0 0 0", FilterError::NoCount),
        ("6 0 0 0", FilterError::NoCount),
        ("99999999999999999999999,6 0 0 0", FilterError::NoCount),
        ("0", FilterError::Empty),
        ("1", wrong(1, 0)),
        ("2,6 0 0 0", wrong(2, 1)),
        ("1,6 0 0 0,6 0 0 0", wrong(1, 2)),
        ("1,6 0 0 0,,", malformed(1)),
        ("1,,6 0 0 0", malformed(0)),
        ("1\n\n6 0 0 0", malformed(0)),
        ("1,6 0 0", malformed(0)),
        ("1,6 0 0 0 0", malformed(0)),
        ("1,6 0 0 -1", malformed(0)),
        ("1,6 0 0 +1", malformed(0)),
        ("1,6 0 0 0x1", malformed(0)),
        ("1,65536 0 0 0", malformed(0)),
        ("1,6 256 0 0", malformed(0)),
        ("1,6 0 256 0", malformed(0)),
        ("1,6 0 0 4294967296", malformed(0)),
        ("2,6 0 0 0,6 0 0 \u{664}", malformed(1)),
        ("1,48 0 0 0", FilterError::NoReturn { index: 0 }),
    ] {
        assert_eq!(text.parse::<Filter>(), Err(error), "{text:?}");
    }
}

#[test]
fn debug_is_a_disassembly() {
    let filter: Filter = "2,40 0 0 12,6 0 0 1".parse().unwrap();
    assert_eq!(format!("{filter:?}"), "Filter [(000) ldh      [12], (001) ret      #1]");
    assert_eq!(format!("{:?}", filter.disassemble()), "[(000) ldh      [12], (001) ret      #1]");
    let unknown = Disassembly(&[code(0x38)]).to_string();
    assert_eq!(unknown, "(000) unimp    0x38");
}
