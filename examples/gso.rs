//! Many datagrams in one call: cut apart when they are sent (UDP_SEGMENT) and put together when they are
//! received (UDP_GRO); next to the other ways.

use std::process::ExitCode;

mod shared;

const HELP: &str = "\
gso [--count N]

Sends N datagrams (1000) of 1200 bytes over loopback in three ways, and prints how many system calls
each takes: one call for each datagram; sendmmsg and recvmmsg; UDP_SEGMENT and UDP_GRO.
For Linux.
";

fn main() -> ExitCode {
    shared::exit(match shared::count(HELP, 1000) {
        Ok(Some(count)) => ways::run(count),
        Ok(None) => Ok(()),
        Err(error) => Err(error),
    })
}

#[cfg(any(target_os = "linux", target_os = "android"))]
mod ways {
    use std::io::{IoSlice, IoSliceMut};
    use std::net::UdpSocket;
    use std::time::{Duration, Instant};

    use sockopt::{cmsg, Control, Message, MsgFlags, RecvBatch, Room, SendMsg, Socket};

    use crate::shared::Result;

    /// The data of a datagram: its number, and filling.
    const SIZE: usize = 1200;
    /// As many as are sent at a time: the kernel cuts into 64 at most, and what it cuts must fit into one
    /// datagram of 65507 bytes.
    const MOST: usize = 65507 / SIZE;

    pub(super) fn run(count: u32) -> Result<()> {
        println!("way                    sends  receives  datagrams   microseconds");
        Way::new("send, recv", count)?.run(1, send_one, receive_one)?;
        let mut batch = RecvBatch::new(MOST, 0);
        Way::new("sendmmsg, recvmmsg", count)?.run(MOST, send_batch, |socket, data, each| {
            receive_batch(socket, data, &mut batch, each)
        })?;

        let way = Way::new("UDP_SEGMENT, UDP_GRO", count)?;
        way.receiver.set_udp_gro(true)?;
        way.run(MOST, send_segments, receive_segments)
    }

    struct Way {
        title: &'static str,
        count: u32,
        sender: Socket<UdpSocket>,
        receiver: Socket<UdpSocket>,
    }

    impl Way {
        fn new(title: &'static str, count: u32) -> Result<Way> {
            let receiver = Socket::from(UdpSocket::bind("127.0.0.1:0")?);
            receiver.set_rcvtimeo(Some(Duration::from_secs(5)))?; // nobody waits for ever
            let sender = Socket::from(UdpSocket::bind("127.0.0.1:0")?);
            sender.connect(receiver.local_addr()?)?;
            Ok(Way { title, count, sender, receiver })
        }

        /// Sends `most` at a time, receives them, and checks that they are what was sent.
        fn run(
            &self,
            most: usize,
            send: impl Fn(&Socket<UdpSocket>, &[u8]) -> Result<()>,
            mut receive: impl FnMut(&Socket<UdpSocket>, &mut [u8], &mut dyn FnMut(&[u8])) -> Result<()>,
        ) -> Result<()> {
            let (mut sends, mut receives, mut received, mut wrong) = (0, 0, 0, 0);
            let (mut outgoing, mut incoming) = (vec![0; most * SIZE], vec![0; MOST * SIZE]);
            let start = Instant::now();
            let mut next = 0;
            while next < self.count {
                let mut filled = 0;
                for (datagram, number) in outgoing.chunks_exact_mut(SIZE).zip(next..self.count) {
                    for (to, from) in datagram.iter_mut().zip(number.to_ne_bytes()) {
                        *to = from;
                    }
                    filled += SIZE;
                    next = number + 1;
                }
                send(&self.sender, outgoing.get(..filled).unwrap_or_default())?;
                sends += 1;
                while received < next {
                    let mut check = |datagram: &[u8]| {
                        let good =
                            datagram.len() == SIZE && datagram.starts_with(&received.to_ne_bytes());
                        wrong += u32::from(!good);
                        received += 1;
                    };
                    receive(&self.receiver, &mut incoming, &mut check)?;
                    receives += 1;
                }
            }
            let micros = start.elapsed().as_micros();
            println!("{:21} {sends:>6}  {receives:>8}  {received:>9}  {micros:>13}", self.title);
            if wrong > 0 {
                return Err(format!("{wrong} datagrams are not what was sent").into());
            }
            Ok(())
        }
    }

    fn send_one(socket: &Socket<UdpSocket>, data: &[u8]) -> Result<()> {
        socket.send(data)?;
        Ok(())
    }

    fn receive_one(
        socket: &Socket<UdpSocket>,
        data: &mut [u8],
        each: &mut dyn FnMut(&[u8]),
    ) -> Result<()> {
        let len = socket.recv(data)?;
        each(data.get(..len).unwrap_or_default());
        Ok(())
    }

    fn send_batch(socket: &Socket<UdpSocket>, data: &[u8]) -> Result<()> {
        let slices: Vec<_> = data.chunks(SIZE).map(|datagram| [IoSlice::new(datagram)]).collect();
        let none = Control::default();
        let mut messages: Vec<_> =
            slices.iter().map(|slice| SendMsg::new(slice, None, &none)).collect();
        let sent = socket.send_mmsg(&mut messages, MsgFlags::empty())?;
        if sent < messages.len() {
            return Err(format!("only {sent} of {} were taken", messages.len()).into());
        }
        Ok(())
    }

    fn receive_batch(
        socket: &Socket<UdpSocket>,
        data: &mut [u8],
        batch: &mut RecvBatch,
        each: &mut dyn FnMut(&[u8]),
    ) -> Result<()> {
        let mut buffers: Vec<_> = data.chunks_exact_mut(SIZE).map(IoSliceMut::new).collect();
        let many = socket.recv_mmsg(&mut buffers, batch, MsgFlags::WAITFORONE)?;
        for (received, buffer) in many.zip(&buffers) {
            each(buffer.get(..received.len).unwrap_or_default());
        }
        Ok(())
    }

    fn send_segments(socket: &Socket<UdpSocket>, data: &[u8]) -> Result<()> {
        let mut room = [0; cmsg::space(2)];
        let mut control = Control::new(&mut room);
        control.push(cmsg::UDP_SEGMENT, SIZE.try_into()?)?;
        socket.send_msg(&[IoSlice::new(data)], None, &control, MsgFlags::empty())?;
        Ok(())
    }

    fn receive_segments(
        socket: &Socket<UdpSocket>,
        data: &mut [u8],
        each: &mut dyn FnMut(&[u8]),
    ) -> Result<()> {
        let mut room = Room::new();
        let buffers = &mut [IoSliceMut::new(data)];
        let received = socket.recv_msg(buffers, &mut room, MsgFlags::empty())?;
        let size = received.messages.into_iter().find_map(|message| match message {
            Message::UDP_GRO(size) => Some(usize::from(size)),
            _ => None,
        });
        let data = data.get(..received.len).unwrap_or_default();
        // Without the message, it is one datagram.
        match size.filter(|&size| size > 0) {
            Some(size) => data.chunks(size).for_each(each),
            None => each(data),
        }
        Ok(())
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
mod ways {
    pub(super) fn run(_: u32) -> crate::shared::Result<()> {
        Err("UDP_SEGMENT is for Linux".into())
    }
}
