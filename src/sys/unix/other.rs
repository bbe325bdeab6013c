//! Apple, the BSDs and illumos.
