//! What is said of the road between.

pub(super) const LOOP: &[&str] =
    &["too many hops", "mail loop", "loops back", "loop detected", "mail looping"];

pub(super) const UNREACHABLE: &[&str] = &[
    "connection refused",
    "connection timed out",
    "connection reset",
    "connection dropped",
    "connect timed out",
    "timed out",
    "time out",
    "timeout",
    "no route to host",
    "network is unreachable",
    "unreachable",
    "could not connect",
    "couldn't connect",
    "cannot connect",
    "can't connect",
    "unable to connect",
    "failed to connect",
    "lost connection",
    "isn't responding",
    "not responding",
    "did not respond",
    "retry time",
    "retry timeout exceeded",
    "no answer",
    "in the queue too long",
    "queue lifetime",
    "message expired",
    "delivery time expired",
    "delivery expired",
    "giving up",
];

pub(super) const TEMPORARY: &[&str] = &[
    "try again",
    "try later",
    "temporar",
    "service unavailable",
    "system error",
    "server error",
    "internal error",
    "local error",
    "insufficient resources",
    "resources unavailable",
];
