//! Who is let in, and who goes.

use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Wake, Waker};

use super::connection::Reading;
use super::*;

const DEADLINES: Deadlines = Deadlines {
    head: Duration::from_secs(15),
    body: Duration::from_secs(120),
    stalled: Duration::from_secs(20),
};

fn connections(limit: usize) -> Arc<Connections> {
    Connections::new(limit, DEADLINES, |peer| peer == IpAddr::V4(Ipv4Addr::LOCALHOST))
}

fn address(n: u32) -> IpAddr {
    IpAddr::V4(Ipv4Addr::from_bits(0x0a00_0000 + n))
}

fn is_open(connection: &Connection) -> bool {
    !connection.is_closed()
}

#[test]
fn those_that_were_waited_for_longest_go_first() {
    let (all, start) = (connections(3), Instant::now());
    let second = |n: u64| start + Duration::from_secs(n);
    let first = all.admit(address(1), second(0)).unwrap();
    let answered = all.admit(address(2), second(1)).unwrap();
    let third = all.admit(address(3), second(2)).unwrap();
    let answering = answered.answer(false);
    let fourth = all.admit(address(4), second(2)).unwrap();
    assert!(!is_open(&first) && is_open(&answered) && is_open(&third) && is_open(&fourth));
    all.admit(address(5), second(3)).unwrap();
    assert!(!is_open(&third) && is_open(&answered), "whose request is being answered stays");
    drop(answering);
    assert!(matches!(first.before_reading(&Context::from_waker(Waker::noop())), Reading::Closed));
}

#[test]
fn there_is_room_for_a_look_at_the_health() {
    let (all, now) = (connections(2), Instant::now());
    let busy: Vec<_> = (0..2).map(|n| all.admit(address(n), now).unwrap()).collect();
    let answering: Vec<_> = busy.iter().map(|one| one.answer(false)).collect();
    let spare: Vec<_> = (0..SPARE)
        .map_while(|n| {
            let spare = all.admit(address(100 + u32::try_from(n).unwrap()), now)?;
            let answering = spare.answer(false);
            Some((spare, answering))
        })
        .collect();
    assert_eq!(spare.len(), SPARE);
    assert!(spare.iter().all(|(spare, _)| spare.is_spare()) && !busy[0].is_spare());
    assert!(all.admit(address(999), now).is_none(), "and for no more");
    assert!(busy.iter().all(|busy| is_open(busy)));
    drop(answering);
    assert!(all.admit(address(999), now).is_some());
}

#[test]
fn a_network_makes_room_for_its_own() {
    let (all, start) = (connections(10_000), Instant::now());
    let other = all.admit(address(1), start).unwrap();
    let of_one: Vec<_> = (0..OF_A_NETWORK).map(|_| all.admit(address(7), start).unwrap()).collect();
    assert!(of_one.iter().all(|one| is_open(one)), "so many are never too many");
    let later = start + Duration::from_secs(5);
    let next = all.admit(address(7), later).unwrap();
    assert!(is_open(&next) && is_open(&other));
    assert_eq!(of_one.iter().filter(|one| !is_open(one)).count(), AT_A_TIME);
    for _ in 0..2 * OF_A_NETWORK {
        assert!(all.admit(IpAddr::V4(Ipv4Addr::LOCALHOST), later).is_some());
    }
    assert_eq!(
        all.table().count(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        2 * OF_A_NETWORK,
        "proxies have all"
    );
}

#[test]
fn what_has_ended_is_forgotten() {
    let (all, now) = (connections(10), Instant::now());
    let one = all.admit("2001:db8::1".parse().unwrap(), now).unwrap();
    let same = all.admit("2001:db8:0:ff::2".parse().unwrap(), now).unwrap();
    assert_eq!((one.network, all.table().count(one.network)), (same.network, 2));
    all.forget(&one);
    all.forget(&one);
    all.forget(&same);
    let table = all.table();
    assert!(table.all.is_empty() && table.of_network.is_empty());
}

#[test]
fn those_that_are_overdue_are_closed() {
    let (all, start) = (connections(10), Instant::now());
    let (silent, busy) =
        (all.admit(address(1), start).unwrap(), all.admit(address(1), start).unwrap());
    let _answering = busy.answer(false);
    all.sweep(start + DEADLINES.head);
    assert!(is_open(&silent));
    all.sweep(start + DEADLINES.head + Duration::from_millis(1));
    assert!(!is_open(&silent) && is_open(&busy));
}

#[test]
fn whoever_waits_to_read_looks_again_once_the_reply_is_taken() {
    struct Count(AtomicUsize);
    impl Wake for Count {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
    let one = connections(3).admit(address(1), Instant::now()).unwrap();
    let woken = Arc::new(Count(AtomicUsize::new(0)));
    let waker = Waker::from(Arc::clone(&woken));
    let waits = || matches!(one.before_reading(&Context::from_waker(&waker)), Reading::Wait);
    let times = || woken.0.load(Ordering::SeqCst);
    let answering = one.answer(false);
    assert!(waits());
    let cx = &Context::from_waker(&waker);
    one.cannot_write(cx);
    drop(answering);
    assert!(waits() && times() == 0, "the reply is not taken yet");
    one.has_written(100);
    assert!(times() == 1 && !waits());
    // The end of a reply whose rest nobody takes is heard of without another look.
    drop(one.answer(false));
    let before = times();
    one.cannot_write(cx);
    one.close();
    assert_eq!(times(), before + 1);
}
