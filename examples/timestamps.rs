//! When the kernel sent and received datagrams: receive timestamps beside the data, and
//! transmit timestamps from the error queue.

use std::process::ExitCode;

mod shared;

const HELP: &str = "\
timestamps [--count N]

Sends N datagrams (1000) over loopback, one after another, and prints how long they took
by the kernel's own timestamps, in the steps from the packet scheduler to the
program that receives them. A line counts those that took so long, or longer, but
not twice as long. For Linux.
";

fn main() -> ExitCode {
    shared::exit(match shared::count(HELP, 1000) {
        Ok(Some(count)) => stamps::run(count),
        Ok(None) => Ok(()),
        Err(error) => Err(error),
    })
}

#[cfg(any(target_os = "linux", target_os = "android"))]
mod stamps {
    use std::io::{self, IoSliceMut};
    use std::net::UdpSocket;
    use std::time::{Duration, SystemTime};

    use sockopt::{
        Cause, Message, MsgFlags, Room, Socket, StampPoint, Timestamp, Timestamping,
        TimestampingFlags,
    };

    use crate::shared::Result;

    /// The points in time of one datagram, as far as they are known.
    #[derive(Clone, Copy, Default)]
    struct Times {
        /// It entered the packet scheduler.
        scheduled: Option<Timestamp>,
        /// The driver gave it to the device.
        sent: Option<Timestamp>,
        /// The kernel received it.
        received: Option<Timestamp>,
        /// The program had it.
        read: Option<SystemTime>,
    }

    pub(super) fn run(count: u32) -> Result<()> {
        let receiver = Socket::from(UdpSocket::bind("127.0.0.1:0")?);
        receiver.set_rcvtimeo(Some(Duration::from_secs(5)))?; // nobody waits for ever
        receiver.set_timestampns(true)?;

        let sender = Socket::from(UdpSocket::bind("127.0.0.1:0")?);
        sender.connect(receiver.local_addr()?)?;
        // Made at two points, reported (SOFTWARE), with the datagram's number, and without its data:
        // an unprivileged program may be kept from having that (net.core.tstamp_allow_data).
        sender.set_timestamping(Timestamping {
            flags: TimestampingFlags::TX_SCHED
                | TimestampingFlags::TX_SOFTWARE
                | TimestampingFlags::SOFTWARE
                | TimestampingFlags::OPT_ID
                | TimestampingFlags::OPT_TSONLY,
            bind_phc: None,
        })?;

        let mut datagrams: Vec<Times> = Vec::new();
        for number in 0..count {
            datagrams.push(Times::default());
            sender.send(&number.to_ne_bytes())?;
            receive(&receiver, &mut datagrams)?;
            // On loopback both are there by now. A real device sends when it gets to it: there
            // a program waits until `poll` says POLLERR.
            while read_stamp(&sender, &mut datagrams)? {}
        }
        print(&datagrams);
        Ok(())
    }

    /// Receives a datagram, which holds its number.
    fn receive(receiver: &Socket<UdpSocket>, datagrams: &mut [Times]) -> Result<()> {
        let (mut data, mut room) = ([0; 4], Room::new());
        let buffers = &mut [IoSliceMut::new(&mut data)];
        let received = receiver.recv_msg(buffers, &mut room, MsgFlags::empty())?;
        let read = Some(SystemTime::now());
        let stamp = received.messages.into_iter().find_map(|message| match message {
            Message::SCM_TIMESTAMPNS(stamp) => Some(stamp),
            _ => None,
        });
        if let Some(times) = find(datagrams, u32::from_ne_bytes(data)) {
            *times = Times { received: stamp, read, ..*times };
        }
        Ok(())
    }

    /// Reads an entry of the error queue; whether there was one.
    fn read_stamp(sender: &Socket<UdpSocket>, datagrams: &mut [Times]) -> Result<bool> {
        let mut room = Room::new();
        let received = match sender.recv_msg(&mut [], &mut room, MsgFlags::ERRQUEUE) {
            // It never waits.
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(false),
            received => received?,
        };
        // Two messages tell of it: when it was, and what it was.
        let (mut time, mut what) = (None, None);
        for message in received.messages {
            match message {
                Message::SCM_TIMESTAMPING(stamps) => time = stamps.software,
                Message::IP_RECVERR(entry) => match entry.cause() {
                    Cause::Stamped { point, id } => what = Some((point, id)),
                    other => return Err(format!("in the error queue: {other:?}").into()),
                },
                _ => {}
            }
        }
        let Some((point, id)) = what else { return Ok(true) };
        match (find(datagrams, id), point) {
            (Some(times), StampPoint::SCHED) => times.scheduled = time,
            (Some(times), StampPoint::SND) => times.sent = time,
            _ => {}
        }
        Ok(true)
    }

    fn find(datagrams: &mut [Times], number: u32) -> Option<&mut Times> {
        datagrams.get_mut(usize::try_from(number).ok()?)
    }

    fn print(datagrams: &[Times]) {
        let all = datagrams.iter();
        let complete = all.filter(|times| times.whole().is_some()).count();
        println!("datagrams {}, with all timestamps {complete}\n", datagrams.len());
        step(datagrams, "from the scheduler to the device", |times| {
            times.sent?.since(times.scheduled?)
        });
        step(datagrams, "from the device to the receiving kernel", |times| {
            times.received?.since(times.sent?)
        });
        step(datagrams, "from there to the program", |times| {
            times.read?.duration_since(times.received?.to_system_time()?).ok()
        });
        step(datagrams, "all the way", Times::whole);
    }

    impl Times {
        /// All the way; `None` if a time is missing, or somebody has just set the clock back.
        fn whole(&self) -> Option<Duration> {
            self.sent?;
            self.received?;
            self.read?.duration_since(self.scheduled?.to_system_time()?).ok()
        }
    }

    /// Prints how long a step took: a line for each power of two.
    fn step(datagrams: &[Times], title: &str, took: impl Fn(&Times) -> Option<Duration>) {
        let mut times: Vec<u128> =
            datagrams.iter().filter_map(took).map(|time| time.as_nanos()).collect();
        times.sort_unstable();
        let Some(median) = times.get(times.len() / 2) else { return };
        println!("{title}: median {median} ns");

        let bucket = |time: &u128| time.checked_ilog2().unwrap_or(0);
        let mut rest = times.as_slice();
        while let Some(power) = rest.first().map(bucket) {
            let (these, others) = rest.split_at(rest.partition_point(|time| bucket(time) == power));
            rest = others;
            let bar = "#".repeat((these.len() * 50).div_ceil(times.len()));
            println!("  {:>10} ns  {:>6}  {bar}", 1_u128 << power, these.len());
        }
        println!();
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
mod stamps {
    pub(super) fn run(_: u32) -> crate::shared::Result<()> {
        Err("timestamps of sent packets are for Linux".into())
    }
}
