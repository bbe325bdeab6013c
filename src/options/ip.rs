//! IPPROTO_IP: ip(7).

use crate::codec::Flag;
use crate::table::options;

options! {
    level IPPROTO_IP, "ip(7)", |kind| kind.is_internet();
}
