//! The other end of a line: a mail server that takes everything, and a client that does no more
//! than hand over, to compare with.

pub mod bare;
pub mod sink;
