//! IPPROTO_IPV6: ipv6(7).

use crate::codec::Flag;
use crate::table::options;

options! {
    level IPPROTO_IPV6, "ipv6(7)", |kind| kind.is_ipv6();
}
