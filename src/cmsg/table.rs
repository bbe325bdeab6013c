//! `messages!`: one row per kind of control message.
//!
//! A row reads like this:
//!
//! ```text
//! messages! {
//!     level IPPROTO_IP, "ip(7)" {
//!         /// The DSCP and the ECN bits of the packet.
//!         IP_TOS(by IP_RECVTOS since "2.2") {
//!             recv u8 as Byte: LINUX | ANDROID => IP_TOS, FREEBSD | ILLUMOS => IP_RECVTOS,
//!                 WINDOWS => IP_TOS as Int<u8> | IP_TCLASS as Int<u8>;
//!             send u8 as Byte: LINUX | ANDROID | FREEBSD => IP_TOS;
//!         }
//!     }
//! }
//! ```
//!
//! That is: docs; the name in C; facts, each optional and in this order: the option that makes the
//! system send it (`by`), `since`, `needs`; for each direction the Rust type `as` the codec, and for each
//! platform the constant of `sys::c` that has its number, with `as Codec` behind it where the platform codes the
//! value in another way, and behind `|` another number that the same comes under.
//!
//! From this one row come:
//!
//! - `Message::IP_TOS(u8)`: what a receive gives. It is there on every system, as the row is in
//!   the registry; on those that do not have the kind, it never comes.
//! - `cmsg::IP_TOS: Cmsg<Byte>`: what [`Control::push`](super::Control::push) takes, on the systems that can send it.
//! - the registry's entry, and the line of `matrix`.

use crate::registry::{Access, Platforms};

/// All tables.
macro_rules! messages {
    ($(level $level:ident, $page:literal {
        $($(#[doc = $doc:literal])* $name:ident $facts:tt { $($directions:tt)* })*
    })*) => {
        // The docs in one piece, which can be had in a direction that may be absent.
        all! { $(level $level, $page { $([$($doc)*] $name $facts { $($directions)* })* })* }
    };
}
pub(super) use messages;

/// All tables, with each row's docs in brackets.
macro_rules! all {
    ($(level $level:ident, $page:literal {
        $(
            $docs:tt $name:ident $facts:tt {
                $(recv $recv:ty as $decode:ty:
                    $($($from:ident)|+ => $got:ident $(as $got_as:ty)? $(| $alias:ident as $alias_as:ty)?),+;)?
                $(send $send:ty as $encode:ty:
                    $($($to:ident)|+ => $put:ident $(as $put_as:ty)?),+;)?
            }
        )*
    })*) => {
        /// A received control message, with its value.
        ///
        /// The variants are named as in C. All are there on every system, so that one `match` serves
        /// many; the docs of each say where it comes. What has no variant, or a payload that is not
        /// what it should be, is [`Other`](Message::Other).
        ///
        /// ```
        /// use sockopt::Message;
        ///
        /// fn ecn(message: Message<'_>) -> Option<u8> {
        ///     match message {
        ///         Message::IP_TOS(tos) | Message::IPV6_TCLASS(tos) => Some(tos & 0b11),
        ///         _ => None,
        ///     }
        /// }
        /// assert_eq!(ecn(Message::IP_TOS(0xba)), Some(2));
        /// ```
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[derive(Clone, Copy, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Message<'a> {
            $($($(
                #[doc = facts!(doc $docs)]
                #[doc = concat!("- Level ", stringify!($level), ", ", $page)]
                #[doc = concat!("- Comes on: ", stringify!($($($from),+),+))]
                #[doc = facts!(docs $facts)]
                $name($recv),
            )?)*)*
            /// A message that has no variant here.
            Other {
                /// Its level.
                level: i32,
                /// Its type.
                r#type: i32,
                /// Its payload.
                bytes: &'a [u8],
            },
        }

        $($(
            $($(on! { any { $($to)+ } [] {
                #[doc = facts!(doc $docs)]
                #[doc = concat!("- Level ", stringify!($level), ", ", $page)]
                #[doc = concat!("- To send, it takes: `", stringify!($send), "`")]
                #[doc = facts!(docs $facts)]
            }
                // The one unsafe line of the table.
                #[allow(unsafe_code, clippy::unnecessary_cast)]
                pub const $name: Cmsg<last!({ $encode $(, $put_as)? })> =
                    // SAFETY: this is the promise of each row: by the manual page or the source that
                    // its docs name, the message is plain bytes of the codec's shape.
                    unsafe { Cmsg::row(key(c::$level as i32, c::$put as i32), $name::INFO) };
            })+)?

            #[allow(non_snake_case, unused_imports, clippy::unnecessary_cast)]
            mod $name {
                use super::*;

                const RECV: Platforms = Platforms::empty()$($($(.union(Platforms::$from))+)+)?;
                const SEND: Platforms = Platforms::empty()$($($(.union(Platforms::$to))+)+)?;

                pub(super) const INFO: &Info = &Info {
                    name: stringify!($name),
                    level: stringify!($level),
                    rust_type: of!(type $({ $recv })? $({ $send })?),
                    access: access(RECV, SEND),
                    platforms: RECV.union(SEND),
                    since: facts!(since $facts),
                    privilege: facts!(needs $facts),
                    places: &[
                        $($(place!(Recv $level $got { $($from)+ } { $recv } { $decode $(, $got_as)? }),)+)?
                        $($(place!(Send $level $put { $($to)+ } { $send } { $encode $(, $put_as)? }),)+)?
                    ],
                    expects: of!(expects EXPECTS $({ $send })?),
                    ..*Info::OWN
                };

                $(
                    $(on! { any { $($to)+ } [] {}
                        const EXPECTS: Expects = <last!({ $encode $(, $put_as)? }) as Payload>::expects;
                    }
                    on! { any { $($to)+ } [] {}
                        const SEND_KEY: Option<u64> = Some(key(c::$level as i32, c::$put as i32));
                    })+
                    on! { none { $($($to)+)+ } [] {}
                        const EXPECTS: Expects = Info::OWN.expects;
                    }
                    on! { none { $($($to)+)+ } [] {}
                        const SEND_KEY: Option<u64> = None;
                    }
                )?

                $(
                    $(on! { any { $($from)+ } [] {}
                        pub(super) type Codec = last!({ $decode $(, $got_as)? });
                    }
                    on! { any { $($from)+ } [] {}
                        pub(super) type AliasCodec = last!({ $decode $(, $alias_as)? });
                    }
                    on! { any { $($from)+ } [] {}
                        const RECV_KEY: Option<u64> = Some(key(c::$level as i32, c::$got as i32));
                    }
                    on! { any { $($from)+ } [] {}
                        const ALIAS_KEY: Option<u64> = of!(alias $level $($alias)?);
                    })+
                    on! { none { $($($from)+)+ } [] {}
                        pub(super) type Codec = $decode;
                    }
                    on! { none { $($($from)+)+ } [] {}
                        pub(super) type AliasCodec = $decode;
                    }
                    on! { none { $($($from)+)+ } [] {}
                        const RECV_KEY: Option<u64> = None;
                    }
                    on! { none { $($($from)+)+ } [] {}
                        const ALIAS_KEY: Option<u64> = None;
                    }

                    // For patterns, which take no `Some(KEY)` of a number.
                    pub(super) const HERE: bool = RECV_KEY.is_some();
                    pub(super) const KEY: u64 = or_none(RECV_KEY);
                    pub(super) const ALIASED: bool = ALIAS_KEY.is_some();
                    pub(super) const ALIAS: u64 = or_none(ALIAS_KEY);

                    /// What such a message takes in a control buffer, here, at most; 0 where
                    /// that is not known.
                    pub(super) const SPACE: usize = match (HERE, <Codec as Receive>::SIZE) {
                        (false, _) | (_, 0) => 0,
                        (true, size) => space(size),
                    };
                )?

                pub(super) const ROW: MessageRow = MessageRow {
                    info: INFO,
                    recv: RECV,
                    send: SEND,
                    option: facts!(by $facts),
                    recv_key: of!(key RECV_KEY $({ $recv })?),
                    send_key: of!(key SEND_KEY $({ $send })?),
                };
            }
        )*)*

        /// How many bytes a message of each kind takes, all together, of those kinds whose size is known:
        /// a buffer of this size is enough for what a receive usually brings.
        ///
        /// Not counted are descriptors, security labels, IP options and IPv6 extension headers, credentials
        /// with groups, and statistics: for these, add [`space`] of as many bytes as may come. If a
        /// buffer is too small, [`Received::is_control_truncated`](crate::Received::is_control_truncated) tells.
        pub const ROOM: usize = 0 $($($(+ of!(space $name { $recv }))?)*)*;

        pub(crate) const ROWS: &[MessageRow] = &[$($($name::ROW),*),*];

        impl<'a> Iterator for Messages<'a> {
            type Item = Message<'a>;

            /// Always inlined: what the caller has no use for then costs nothing.
            #[inline(always)]
            fn next(&mut self) -> Option<Message<'a>> {
                let (key, bytes) = self.step()?;
                let message = match key {
                    $($($($name::KEY if $name::HERE => {
                        let message = <$name::Codec as Receive>::receive(bytes)
                            .map(|value: $recv| Message::$name(value));
                        facts!(or $facts message bytes)
                    })?)*)*
                    $($($($name::ALIAS if $name::ALIASED => {
                        <$name::AliasCodec as Receive>::receive(bytes)
                            .map(|value: $recv| Message::$name(value))
                    })?)*)*
                    _ => Err(Fault::BAD_REPLY),
                };
                let (level, r#type) = level_and_type(key);
                Some(message.unwrap_or(Message::Other { level, r#type, bytes }))
            }
        }

        /// Written as a [`Setting`](crate::Setting) is: `IP_TTL=64`.
        impl core::fmt::Display for Message<'_> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                match self {
                    $($($(Message::$name(value) => {
                        f.write_str(concat!(stringify!($name), "="))?;
                        <$decode as Receive>::print(value, f)
                    })?)*)*
                    Message::Other { level, r#type, bytes } => {
                        write!(f, "level {level} type {type}=")?;
                        <Raw as Receive>::print(bytes, f)
                    }
                }
            }
        }
    };
}
pub(super) use all;

/// One of a row's facts.
macro_rules! facts {
    (doc [$($doc:literal)*]) => { concat!($($doc, "\n",)* "\n") };
    (docs ($(by $by:ident)? $(twin $twin:ident)? $(since $since:literal)? $(needs $needs:ident)?)) => {
        concat!(
            $("- Switched on by ", stringify!($by), "\n",)?
            $("- Level and type are those of ", stringify!($twin), ": its length tells it apart\n",)?
            $("- Linux has it since ", $since, "\n",)?
            $("- To send it: [`Privilege::", stringify!($needs),
                "`](crate::registry::Privilege::", stringify!($needs), ")\n",)?
        )
    };
    (by (by $by:ident $($rest:tt)*)) => { Some(stringify!($by)) };
    (by $other:tt) => { None };
    (or ($(by $by:ident)? twin $twin:ident $($rest:tt)*) $message:ident $bytes:ident) => {
        match $message {
            Err(_) if $twin::HERE => <$twin::Codec as Receive>::receive($bytes).map(Message::$twin),
            message => message,
        }
    };
    (or $other:tt $message:ident $bytes:ident) => { $message };
    (since ($(by $by:ident)? $(twin $twin:ident)? $(since $since:literal)? $(needs $needs:ident)?)) => {
        maybe!($($since)?)
    };
    (needs ($(by $by:ident)? $(twin $twin:ident)? $(since $since:literal)? $(needs $needs:ident)?)) => {
        fact!(Privilege None $($needs)?)
    };
}
pub(super) use facts;

/// What a message is on some systems, in one direction.
macro_rules! place {
    ($access:ident $level:ident $konst:ident $platforms:tt { $type:ty } $codec:tt) => {
        $crate::registry::Place {
            platforms: platforms!($platforms),
            constant: stringify!($konst),
            level: stringify!($level),
            rust_type: stringify!($type),
            codec: last!(text $codec),
            access: Access::$access,
            methods: &[],
        }
    };
}
pub(super) use place;

/// What there is of a direction that a row may lack.
macro_rules! of {
    (type { $first:ty } $($second:tt)?) => {
        stringify!($first)
    };
    (alias $level:ident) => {
        None
    };
    (alias $level:ident $alias:ident) => {
        Some(key(c::$level as i32, c::$alias as i32))
    };
    (key $key:ident) => {
        None
    };
    (key $key:ident $type:tt) => {
        $key
    };
    (expects $expects:ident) => {
        Info::OWN.expects
    };
    (expects $expects:ident $type:tt) => {
        $expects
    };
    (space $name:ident $type:tt) => {
        $name::SPACE
    };
}
pub(super) use of;

/// How [`Info`] prints what is taken.
pub(super) type Expects = fn(&mut core::fmt::Formatter<'_>) -> core::fmt::Result;

/// A key, or a number that is none.
pub(super) const fn or_none(key: Option<u64>) -> u64 {
    match key {
        Some(key) => key,
        None => u64::MAX,
    }
}

/// The directions in which messages of a kind go.
pub(super) const fn access(recv: Platforms, send: Platforms) -> Access {
    match (recv.is_empty(), send.is_empty()) {
        (false, false) => Access::RecvSend,
        (false, true) => Access::Recv,
        (true, _) => Access::Send,
    }
}
