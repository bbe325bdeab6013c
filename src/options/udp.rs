//! IPPROTO_UDP: udp(7).

use crate::codec::Flag;
use crate::table::options;

options! {
    level IPPROTO_UDP, "udp(7)", |kind| kind.is_udp();
}
