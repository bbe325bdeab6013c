//! IPPROTO_TCP: tcp(7).

use crate::codec::Flag;
use crate::table::options;

options! {
    level IPPROTO_TCP, "tcp(7)", |kind| kind.is_tcp();
}
