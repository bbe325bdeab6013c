//! `options!`: one row per option, from which all else is made.
//!
//! A row reads like this:
//!
//! ```text
//! options! {
//!     level IPPROTO_TCP, "tcp(7)", |kind| kind.is_tcp();
//!
//!     /// How long a connection stays idle before the first keep-alive probe.
//!     TCP_KEEPIDLE: Duration as Secs<1, 32767> { get tcp_keepidle, set set_tcp_keepidle }
//!         since "2.4" inherited true
//!         on LINUX | ANDROID | FREEBSD => TCP_KEEPIDLE, APPLE => TCP_KEEPALIVE;
//! }
//! ```
//!
//! That is: docs; the name in C; the Rust type `as` the codec; what may be done
//! and by which methods; facts, each optional and in this order (`since`, `needs`, `when`,
//! `inherited`, `law`, and `also`, which names what else the headers call it); and for each platform
//! the constant of `sys::c` that holds its number. Behind it stands what is different there: `at LEVEL`, where it
//! belongs to another level; `as Codec`, where the value is coded in another way; `: Type as Codec`, where it
//! is another value; `{ … }`, where something else may be done.
//!
//! From this one row come, by hand:
//!
//! ```text
//! /// …docs, then a list of the facts…
//! #[cfg(any(target_os = "linux", target_os = "android", target_os = "freebsd"))]
//! pub const TCP_KEEPIDLE: Opt<Secs<1, 32767>, GetSet> =
//!     unsafe { Opt::row(c::IPPROTO_TCP as i32, c::TCP_KEEPIDLE as i32, TCP_KEEPIDLE::INFO) };
//! #[cfg(any(target_vendor = "apple"))]
//! pub const TCP_KEEPIDLE: … c::TCP_KEEPALIVE …;
//!
//! mod TCP_KEEPIDLE {             // a module and a constant may share a name
//!     pub const INFO: &Info = &Info { name: "TCP_KEEPIDLE", since: Some("2.4"), … };
//!     #[cfg(…)] pub const HERE: Option<Here> = Some(Here { level, number, read, write, … });
//!     #[cfg(not(…))] pub const HERE: Option<Here> = None;
//!     pub const ROW: Row = Row { info: INFO, here: HERE };
//! }
//!
//! impl<S: AsSocket> Socket<S> {
//!     #[cfg(…)] pub fn tcp_keepidle(&self) -> Result<Duration> { self.get(TCP_KEEPIDLE) }
//!     #[cfg(…)] pub fn set_tcp_keepidle(&self, value: Duration) -> Result<()> { … }
//! }
//!
//! pub(crate) const TABLE: Table = Table { level: "IPPROTO_TCP", …, rows: &[TCP_KEEPIDLE::ROW, …] };
//! ```
//!
//! What may be done is one of:
//!
//! | in the row | access | methods |
//! |---|---|---|
//! | `{ get x, set set_x }` | `GetSet` | `x()`, `set_x(value)` |
//! | `{ get x, set set_x(&[u8]) }` | `GetSet` | the same, with a value of another type to set: a borrow |
//! | `{ get x }` | `Get` | `x()` |
//! | `{ set set_x }` | `Set` | `set_x(value)` |
//! | `{ take take_x }` | `Take` | `take_x()` |
//! | `{ run x }` | `Set` | `x()`: the option has no value |
//! | `{ query x(Key) }` | `Query` | `x(key)`: the reader says what is asked for |
//! | `{ query x(Key), set set_x }` | `QuerySet` | the same, and `set_x(value)` |

/// The table of one level.
macro_rules! options {
    (
        level $level:ident, $page:literal, $applies:expr;
        $(
            $(#[$doc:meta])*
            $name:ident: $ty:ty as $codec:ty { $($access:tt)* }
                $(since $since:literal)?
                $(needs $needs:ident)?
                $(when $when:ident)?
                $(inherited $inherited:literal)?
                $(law $law:ident)?
                $(also $($also:literal)|+)?
                on $(
                    $($platform:ident)|+ => $konst:ident
                        $(at $at:ident)? $(: $own_ty:ty)? $(as $own_codec:ty)? $({ $($own:tt)* })?
                ),+;
        )*
    ) => {
        use $crate::table::*;

        $(row! {
            {
                $(#[$doc])*
                #[doc = ""]
                #[doc = concat!("- Level ", stringify!($level), ", ", $page)]
                #[doc = concat!(
                    "- Systems, and the name there:",
                    $(
                        " ", stringify!($($platform),+), " `", stringify!($konst), "`",
                        $(" of `", stringify!($at), "`",)?
                        $(", a `", stringify!($own_ty), "`",)?
                        $(", coded as `", stringify!($own_codec), "`",)?
                        $(", with `", stringify!($($own)*), "` alone",)?
                        ";",
                    )+
                )]
                $(#[doc = concat!("- Linux has it since ", $since)])?
                $(#[doc = concat!(
                    "- To set it: [`Privilege::", stringify!($needs),
                    "`](crate::registry::Privilege::", stringify!($needs), ")"
                )])?
                $(#[doc = concat!(
                    "- When: [`When::", stringify!($when),
                    "`](crate::registry::When::", stringify!($when), ")"
                )])?
                $(#[doc = concat!(
                    "- An accepted socket has it from the listener: ", stringify!($inherited)
                )])?
                $(#[doc = concat!(
                    "- A read after a set: [`Law::", stringify!($law),
                    "`](crate::registry::Law::", stringify!($law), ")"
                )])?
                $(
                    #[doc = concat!("- Also called: " $(, "`", $also, "` ")+)]
                    $(#[doc(alias = $also)])+
                )?
            }
            $level $name { $ty } { $codec } { $($access)* }
            {
                since: maybe!($($since)?),
                privilege: fact!(Privilege None $($needs)?),
                when: fact!(When Any $($when)?),
                inherited: maybe!($($inherited)?),
                law: fact!(Law Same $($law)?),
                also: &[$($($also),+)?],
            }
            { $($($platform)+)+ }
            $(
                { $($platform)+ } $konst { $level $($at)? }
                { $ty $(, $own_ty)? } { $codec $(, $own_codec)? } { $({ $($own)* })? }
            )+
        })*

        impl<S: $crate::AsSocket> $crate::Socket<S> {
            $(all_methods! {
                {
                    $(#[$doc])*
                    #[doc = ""]
                    #[doc = concat!("See [`", stringify!($name), "`](constant@", stringify!($name), ") for the facts.")]
                    $($(#[doc(alias = $also)])+)?
                }
                $name { $($access)* }
                $({ $($platform)+ } { $ty $(, $own_ty)? } { $({ $($own)* })? })+
            })*
        }

        pub(crate) const TABLE: $crate::registry::Table = $crate::registry::Table {
            level: stringify!($level),
            page: $page,
            applies: $applies,
            rows: &[$($name::ROW),*],
        };
    };
}
pub(crate) use options;

/// One row's constants and registry entry.
macro_rules! row {
    (
        $docs:tt $level:ident $name:ident { $ty:ty } { $codec:ty } $access:tt
        { $($facts:tt)* } $all:tt
        $($platforms:tt $konst:ident $at:tt $type:tt $as:tt $own:tt)+
    ) => {
        $(on! { any $platforms [] $docs
            // The one unsafe line of the table.
            #[allow(unsafe_code, clippy::unnecessary_cast)]
            pub const $name: $crate::Opt<last!($as), access!(last type $access $own)> =
                // SAFETY: this is the promise of each row: by the manual page or
                // the source that its docs name, the option is plain bytes of
                // the codec's shape.
                unsafe {
                    $crate::Opt::row(
                        level!($at) as i32,
                        $crate::sys::c::$konst as i32,
                        $name::INFO,
                    )
                };
        })+

        #[allow(non_snake_case, unused_imports)]
        mod $name {
            use super::*;

            pub(super) const INFO: &$crate::registry::Info = &$crate::registry::Info {
                name: stringify!($name),
                level: stringify!($level),
                rust_type: stringify!($ty),
                access: access!(value $access),
                methods: access!(methods $access),
                platforms: platforms!($all),
                places: &[$($crate::registry::Place {
                    platforms: platforms!($platforms),
                    constant: stringify!($konst),
                    level: last!(text $at),
                    rust_type: last!(text $type),
                    codec: last!(text $as),
                    access: access!(last value $access $own),
                    methods: access!(last methods $access $own),
                }),+],
                $($facts)*
                expects: EXPECTS,
            };

            type Expects = fn(&mut core::fmt::Formatter<'_>) -> core::fmt::Result;

            $(on! { any $platforms [] {}
                const EXPECTS: Expects = <last!($as) as $crate::codec::Codec>::expects;
            })+
            on! { none $all [] {}
                // Nothing is ever refused for its value where there is no option.
                const EXPECTS: Expects = $crate::registry::Info::OWN.expects;
            }

            $(on! { any $platforms [] {}
                pub(super) const HERE: Option<$crate::registry::Here> =
                    Some($crate::registry::Here {
                        level: super::$name.level(),
                        number: super::$name.number(),
                        read: access!(last read $access $own last!($as)),
                        write: access!(last write $access $own last!($as)),
                        check: access!(last check $access $own last!($as)),
                        #[cfg(test)]
                        agree: access!(last agree $access $own last!($as)),
                    });
            })+
            on! { none $all [] {}
                pub(super) const HERE: Option<$crate::registry::Here> = None;
            }

            pub(super) const ROW: $crate::registry::Row =
                $crate::registry::Row { info: INFO, here: HERE };
        }
    };
}
pub(crate) use row;

/// One row's methods, on each system.
macro_rules! all_methods {
    ($docs:tt $name:ident $access:tt $($platforms:tt $type:tt $own:tt)+) => {
        $(all_methods! { one $docs $name $platforms $type $access $own })+
    };
    (one $docs:tt $name:ident $platforms:tt $type:tt { $($access:tt)* } {}) => {
        methods! { $docs $name $platforms { last!($type) } $($access)* }
    };
    (one $docs:tt $name:ident $platforms:tt $type:tt $access:tt { { $($own:tt)* } }) => {
        methods! { $docs $name $platforms { last!($type) } $($own)* }
    };
}
pub(crate) use all_methods;

/// One row's methods, on some systems.
macro_rules! methods {
    ($docs:tt $name:ident $all:tt { $ty:ty } get $get:ident, set $set:ident) => {
        methods! { $docs $name $all { $ty } get $get }
        methods! { $docs $name $all { $ty } set $set }
    };
    ($docs:tt $name:ident $all:tt { $ty:ty } get $get:ident, set $set:ident($arg:ty)) => {
        methods! { $docs $name $all { $ty } get $get }
        methods! { $docs $name $all { $arg } set $set }
    };
    ($docs:tt $name:ident $all:tt { $ty:ty } get $get:ident) => {
        on! { any $all [] $docs
            #[inline]
            pub fn $get(&self) -> $crate::Result<$ty> {
                self.get($name)
            }
        }
    };
    ($docs:tt $name:ident $all:tt { $ty:ty } set $set:ident) => {
        on! { any $all [] $docs
            #[inline]
            pub fn $set(&self, value: $ty) -> $crate::Result<()> {
                self.set($name, value)
            }
        }
    };
    ($docs:tt $name:ident $all:tt { $ty:ty } take $take:ident) => {
        on! { any $all [] $docs
            #[inline]
            pub fn $take(&self) -> $crate::Result<$ty> {
                self.take($name)
            }
        }
    };
    ($docs:tt $name:ident $all:tt { $ty:ty } query $query:ident($key:ty), set $set:ident) => {
        methods! { $docs $name $all { $ty } query $query($key) }
        methods! { $docs $name $all { $ty } set $set }
    };
    (
        $docs:tt $name:ident $all:tt { $ty:ty }
        query $query:ident($key:ty), set $set:ident($arg:ty)
    ) => {
        methods! { $docs $name $all { $ty } query $query($key) }
        methods! { $docs $name $all { $arg } set $set }
    };
    ($docs:tt $name:ident $all:tt { $ty:ty } query $query:ident($key:ty)) => {
        on! { any $all [] $docs
            #[inline]
            pub fn $query(&self, key: $key) -> $crate::Result<$ty> {
                self.query($name, key)
            }
        }
    };
    ($docs:tt $name:ident $all:tt { $ty:ty } run $run:ident) => {
        on! { any $all [] $docs
            #[inline]
            pub fn $run(&self) -> $crate::Result<()> {
                self.set($name, ())
            }
        }
    };
}
pub(crate) use methods;

/// An item with its docs, on `any` or `none` of some platforms; no platforms
/// means all of them.
macro_rules! on {
    (any {} [] { $($docs:tt)* } $($item:tt)*) => { $($docs)* $($item)* };
    (none {} [] { $($docs:tt)* } $($item:tt)*) => {};
    (any {} [$($cfg:tt)+] { $($docs:tt)* } $($item:tt)*) => {
        $($docs)* #[cfg(any($($cfg)+))] $($item)*
    };
    (none {} [$($cfg:tt)+] { $($docs:tt)* } $($item:tt)*) => {
        $($docs)* #[cfg(not(any($($cfg)+)))] $($item)*
    };
    ($how:ident { EVERY $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { $($r)* } [$($c)* all(),] $($t)* }
    };
    ($how:ident { UNIX $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { $($r)* } [$($c)* unix,] $($t)* }
    };
    ($how:ident { BSD $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { FREEBSD NETBSD OPENBSD DRAGONFLY $($r)* } [$($c)*] $($t)* }
    };
    ($how:ident { LINUX $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { $($r)* } [$($c)* target_os = "linux",] $($t)* }
    };
    ($how:ident { ANDROID $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { $($r)* } [$($c)* target_os = "android",] $($t)* }
    };
    ($how:ident { APPLE $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { $($r)* } [$($c)* target_vendor = "apple",] $($t)* }
    };
    ($how:ident { FREEBSD $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { $($r)* } [$($c)* target_os = "freebsd",] $($t)* }
    };
    ($how:ident { NETBSD $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { $($r)* } [$($c)* target_os = "netbsd",] $($t)* }
    };
    ($how:ident { OPENBSD $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { $($r)* } [$($c)* target_os = "openbsd",] $($t)* }
    };
    ($how:ident { DRAGONFLY $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { $($r)* } [$($c)* target_os = "dragonfly",] $($t)* }
    };
    ($how:ident { ILLUMOS $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { $($r)* } [$($c)* target_os = "illumos",] $($t)* }
    };
    ($how:ident { SOLARIS $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { $($r)* } [$($c)* target_os = "solaris",] $($t)* }
    };
    ($how:ident { AIX $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { $($r)* } [$($c)* target_os = "aix",] $($t)* }
    };
    ($how:ident { HAIKU $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { $($r)* } [$($c)* target_os = "haiku",] $($t)* }
    };
    ($how:ident { FUCHSIA $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { $($r)* } [$($c)* target_os = "fuchsia",] $($t)* }
    };
    ($how:ident { QNX $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { $($r)* } [$($c)* target_os = "nto",] $($t)* }
    };
    ($how:ident { CYGWIN $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { $($r)* } [$($c)* target_os = "cygwin",] $($t)* }
    };
    ($how:ident { HURD $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { $($r)* } [$($c)* target_os = "hurd",] $($t)* }
    };
    ($how:ident { WINDOWS $($r:ident)* } [$($c:tt)*] $($t:tt)*) => {
        $crate::table::on! { $how { $($r)* } [$($c)* windows,] $($t)* }
    };
}
pub(crate) use on;

/// The systems as a value.
macro_rules! platforms {
    ({ $($platform:ident)+ }) => {
        $crate::registry::Platforms::empty()$(.union($crate::registry::Platforms::$platform))+
    };
}
pub(crate) use platforms;

/// What a row's `{ … }` says of access, or the one that a system has instead: as a type, a value, names, functions.
macro_rules! access {
    (last $what:ident $row:tt {} $($codec:tt)*) => { access!($what $row $($codec)*) };
    (last $what:ident $row:tt { $own:tt } $($codec:tt)*) => { access!($what $own $($codec)*) };

    (type { get $get:ident, set $set:ident $(($arg:ty))? }) => { $crate::GetSet };
    (type { get $get:ident }) => { $crate::Get };
    (type { set $set:ident }) => { $crate::Set };
    (type { take $take:ident }) => { $crate::Take };
    (type { run $run:ident }) => { $crate::Set };
    (type { query $query:ident($key:ty) }) => { $crate::Query };
    (type { query $query:ident($key:ty), set $($set:tt)+ }) => { $crate::QuerySet };

    (value { get $get:ident, set $set:ident $(($arg:ty))? }) => { $crate::registry::Access::GetSet };
    (value { get $get:ident }) => { $crate::registry::Access::Get };
    (value { set $set:ident }) => { $crate::registry::Access::Set };
    (value { take $take:ident }) => { $crate::registry::Access::Take };
    (value { run $run:ident }) => { $crate::registry::Access::Set };
    (value { query $query:ident($key:ty) }) => { $crate::registry::Access::Query };
    (value { query $query:ident($key:ty), set $($set:tt)+ }) => {
        $crate::registry::Access::QuerySet
    };

    (methods { $($how:ident $method:ident $(($arg:ty))?),+ }) => { &[$(stringify!($method)),+] };

    (read { get $get:ident $($rest:tt)* } $codec:ty) => { $crate::registry::reader::<$codec>() };
    (read $other:tt $codec:ty) => { None };

    (write { get $get:ident, set $set:ident $(($arg:ty))? } $codec:ty) => {
        Some($crate::registry::write::<$codec>)
    };
    (write { query $query:ident($key:ty), set $($set:tt)+ } $codec:ty) => {
        Some($crate::registry::write::<$codec>)
    };
    (write { set $set:ident } $codec:ty) => { Some($crate::registry::write::<$codec>) };
    (write { run $run:ident } $codec:ty) => { Some($crate::registry::write::<$codec>) };
    (write $other:tt $codec:ty) => { None };

    (check { get $get:ident } $codec:ty) => { $crate::registry::check::<$codec> };
    (check { query $query:ident($key:ty) } $codec:ty) => { $crate::registry::check::<$codec> };
    (check { take $take:ident } $codec:ty) => { $crate::registry::check::<$codec> };
    (check $other:tt $codec:ty) => { $crate::registry::check_set::<$codec> };

    (agree { get $get:ident $($rest:tt)* } $codec:ty) => {
        Some($crate::registry::agree::<$codec>)
    };
    (agree $other:tt $codec:ty) => { None };
}
pub(crate) use access;

/// A type of a row, or the one that a system has instead.
macro_rules! last {
    ({ $row:ty }) => {
        $row
    };
    ({ $row:ty, $own:ty }) => {
        $own
    };
    (text { $row:ty }) => {
        stringify!($row)
    };
    (text { $row:ty, $own:ty }) => {
        stringify!($own)
    };
    (text { $row:ident $own:ident }) => {
        stringify!($own)
    };
}
pub(crate) use last;

/// An optional fact.
macro_rules! maybe {
    () => {
        None
    };
    ($value:literal) => {
        Some($value)
    };
}
pub(crate) use maybe;

/// A fact that has a value where the row is silent.
macro_rules! fact {
    ($type:ident $silent:ident) => {
        $crate::registry::$type::$silent
    };
    ($type:ident $silent:ident $value:ident) => {
        $crate::registry::$type::$value
    };
}
pub(crate) use fact;

/// The constant of a row's level, or of the one that a platform has instead.
macro_rules! level {
    ({ $level:ident }) => {
        $crate::sys::c::$level
    };
    ({ $level:ident $at:ident }) => {
        $crate::sys::c::$at
    };
}
pub(crate) use level;
