//! The text of numbers, sizes, times and bytes.

use core::fmt;
use core::time::Duration;

/// An integer: decimal, or hexadecimal after `0x`.
pub(crate) fn integer(text: &str) -> Option<i128> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    // The standard parsers take a sign of their own, which would be the second.
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let magnitude = match digits.strip_prefix("0x") {
        Some(hex) if hex.starts_with('+') => return None,
        Some(hex) => i128::from_str_radix(hex, 16),
        None => digits.parse(),
    }
    .ok()?;
    Some(if negative { -magnitude } else { magnitude })
}

/// A byte of exactly two hexadecimal digits.
pub(crate) fn hex_byte(digits: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    match *digits {
        [high, low] => Some(digit(high)? << 4 | digit(low)?),
        _ => None,
    }
}

/// Bytes in hexadecimal.
pub(crate) fn bytes(text: &str) -> Option<Vec<u8>> {
    text.as_bytes().chunks(2).map(hex_byte).collect()
}

/// Prints bytes as [`bytes`] reads them.
pub(crate) fn print_bytes(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

/// The units of sizes, largest first.
const SIZES: [(&str, u32); 4] = [("GiB", 30), ("MiB", 20), ("KiB", 10), ("B", 0)];

/// A number of bytes, with or without a unit.
pub(crate) fn size(text: &str) -> Option<i128> {
    let (number, shift) = SIZES
        .iter()
        .find_map(|&(unit, shift)| Some((text.strip_suffix(unit)?.trim_end(), shift)))
        .unwrap_or((text, 0));
    integer(number)?.checked_mul(1 << shift)
}

/// Prints a size in the largest unit that it is a whole number of.
pub(crate) fn print_size(bytes: i128, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (unit, shift) = SIZES
        .into_iter()
        .find(|&(_, shift)| bytes != 0 && bytes.trailing_zeros() >= shift)
        .unwrap_or(("B", 0));
    write!(f, "{} {unit}", bytes >> shift)
}

/// The units of time in nanoseconds, largest first.
const TIMES: [(&str, u128); 6] = [
    ("h", 3_600_000_000_000),
    ("min", 60_000_000_000),
    ("s", 1_000_000_000),
    ("ms", 1_000_000),
    ("us", 1_000),
    ("ns", 1),
];

/// A time such as `1.5s`, `1min30s` or `250 us`: numbers, each with its unit,
/// the units falling; a fraction must be whole in nanoseconds. A unit is needed,
/// but for `0`.
pub(crate) fn duration(text: &str) -> Option<Duration> {
    if text == "0" {
        return Some(Duration::ZERO);
    }
    let mut nanos: u128 = 0;
    let mut limit = u128::MAX;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, tail) = rest.split_at(end);
        let tail = tail.trim_start();
        let end = tail.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(end);
        let &(_, scale) = TIMES.iter().find(|&&(name, _)| name == unit)?;
        if scale >= limit {
            return None;
        }
        limit = scale;
        nanos = nanos.checked_add(scaled(number, scale)?)?;
        rest = tail.trim_start();
    }
    if limit == u128::MAX {
        return None;
    }
    let secs = u64::try_from(nanos / 1_000_000_000).ok()?;
    let rest = u32::try_from(nanos % 1_000_000_000).ok()?;
    Some(Duration::new(secs, rest))
}

/// A decimal number times `scale`, if that is a whole number.
fn scaled(number: &str, scale: u128) -> Option<u128> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() || number.ends_with('.') {
        return None;
    }
    let mut total = whole.parse::<u128>().ok()?.checked_mul(scale)?;
    let mut scale = scale;
    for digit in fraction.chars() {
        let digit = u128::from(digit.to_digit(10)?);
        if digit != 0 && scale % 10 != 0 {
            return None;
        }
        scale /= 10;
        total = total.checked_add(digit * scale)?;
    }
    Some(total)
}

/// Prints a time exactly: hours, minutes and seconds where it is a minute or
/// more, else in the largest unit that leaves it at least 1.
pub(crate) fn print_duration(time: Duration, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut nanos = time.as_nanos();
    if nanos == 0 {
        return f.write_str("0s");
    }
    for (unit, scale) in TIMES {
        if nanos < scale {
            continue;
        }
        let whole = nanos / scale;
        nanos %= scale;
        write!(f, "{whole}")?;
        if nanos != 0 && scale <= 1_000_000_000 {
            // The digits after the point, without the zeros at their end.
            let digits = scale.ilog10() as usize;
            let mut fraction = nanos;
            let mut width = digits;
            while fraction % 10 == 0 {
                fraction /= 10;
                width -= 1;
            }
            write!(f, ".{fraction:0width$}")?;
            nanos = 0;
        }
        f.write_str(unit)?;
        if nanos == 0 {
            break;
        }
    }
    Ok(())
}

/// The letters to be changed, added or dropped to make one word of another:
/// what "did you mean" goes by.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let b = b.as_bytes();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, y) in row.iter_mut().skip(1).zip(b) {
            let here = (diagonal + usize::from(x != *y)).min(left + 1).min(*cell + 1);
            diagonal = *cell;
            *cell = here;
            left = here;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Time(Duration);
    impl fmt::Display for Time {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            print_duration(self.0, f)
        }
    }

    struct Bytes(i128);
    impl fmt::Display for Bytes {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            print_size(self.0, f)
        }
    }

    #[test]
    fn times_are_written_as_people_write_them() {
        for (nanos, text) in [
            (0, "0s"),
            (500, "500ns"),
            (1_500, "1.5us"),
            (20_000_000, "20ms"),
            (1_500_000_000, "1.5s"),
            (1_000_000_001, "1.000000001s"),
            (90_000_000_000, "1min30s"),
            (90_250_000_000, "1min30.25s"),
            (60_000_000_001, "1min1ns"),
            (7_200_000_000_000, "2h"),
            (3_600_000_000_000 + 1_000_000_000, "1h1s"),
        ] {
            let time = Duration::from_nanos(nanos);
            assert_eq!(Time(time).to_string(), text);
            assert_eq!(duration(text), Some(time), "{text}");
        }
        assert_eq!(duration("1 min 30 s"), Some(Duration::from_secs(90)));
        assert_eq!(duration("0"), Some(Duration::ZERO));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in
            ["", "5", "s", "1.s", ".5s", "1s1min", "1s2s", "-1s", "1.5.5s", "0.5ns", "1sec", "1e3s"]
        {
            assert_eq!(duration(text), None, "{text:?}");
        }
        assert_eq!(duration("99999999999999999999999999999999999999999h"), None);
    }

    #[test]
    fn sizes_are_exact() {
        for (bytes, text) in [
            (0, "0 B"),
            (1, "1 B"),
            (2304, "2304 B"),
            (131_072, "128 KiB"),
            (1 << 20, "1 MiB"),
            (3 << 30, "3 GiB"),
        ] {
            assert_eq!(Bytes(bytes).to_string(), text);
            assert_eq!(size(text), Some(bytes));
            assert_eq!(size(&text.replace(' ', "")), Some(bytes));
        }
        assert_eq!(size("4096"), Some(4096));
        for text in ["", "KiB", "1 kB", "1.5 KiB", "+1", "--1", "0x+1"] {
            assert_eq!(size(text), None, "{text:?}");
        }
    }

    #[test]
    fn distance_counts_letters() {
        assert_eq!(distance("SO_RCVBUF", "SO_RCVBUF"), 0);
        assert_eq!(distance("SO_RCVBUFF", "SO_RCVBUF"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }

    proptest! {
        #[test]
        fn times_come_back(secs: u64, nanos in 0..1_000_000_000u32) {
            let time = Duration::new(secs, nanos);
            prop_assert_eq!(duration(&Time(time).to_string()), Some(time));
        }

        #[test]
        fn short_times_come_back(nanos in 0..100_000_000_000u64) {
            let time = Duration::from_nanos(nanos);
            prop_assert_eq!(duration(&Time(time).to_string()), Some(time));
        }

        #[test]
        fn sizes_come_back(bytes in 0..i128::from(u64::MAX)) {
            prop_assert_eq!(size(&Bytes(bytes).to_string()), Some(bytes));
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = (duration(&text), size(&text), integer(&text));
        }

        #[test]
        fn no_text_of_our_alphabet_panics(text in "[-0-9.xhminsuKMGiB ]*") {
            let _ = (duration(&text), size(&text), integer(&text));
        }
    }
}
