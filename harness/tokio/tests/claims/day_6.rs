//! Task architecture design.

use std::time::Duration;

use tokio::sync::{broadcast, watch, Notify};
use tokio::task::yield_now;
use tokio::time::interval;

use crate::polls::Count;
use crate::runtimes;

const SUBSCRIBERS: usize = 500;

/// "Read from tokio 1.53.1's `global_queue_depth` right after the loop: 258"
#[test]
fn five_hundred_wakes_in_one_poll_overflow_the_ring_twice() {
    let runtime = runtimes::workers(1);
    let depth = runtime.spawn(async {
        let gates: Vec<_> = (0..SUBSCRIBERS).map(|_| std::sync::Arc::new(Notify::new())).collect();
        for gate in &gates {
            let gate = gate.clone();
            tokio::spawn(async move { gate.notified().await });
        }
        settle().await;
        gates.iter().for_each(|gate| gate.notify_one());
        tokio::runtime::Handle::current().metrics().global_queue_depth()
    });
    assert_eq!(runtime.block_on(depth).unwrap(), 258);
}

/// Until every subscriber waits.
async fn settle() {
    for _ in 0..SUBSCRIBERS {
        yield_now().await;
    }
}

/// "one `send` on a `watch` channel wakes every task that waits in `changed().await`: 500 of 500"
#[test]
fn a_watch_wakes_all_that_wait() {
    let polls = Count::default();
    runtimes::paused().block_on(async {
        let (sender, _) = watch::channel(0);
        let subscribers: Vec<_> = (0..SUBSCRIBERS)
            .map(|_| {
                let mut receiver = sender.subscribe();
                tokio::spawn(polls.polls_of(async move { receiver.changed().await.unwrap() }))
            })
            .collect();
        settle().await;
        assert_eq!(polls.get(), SUBSCRIBERS);
        sender.send(1).unwrap();
        for subscriber in subscribers {
            subscriber.await.unwrap();
        }
    });
    assert_eq!(polls.get(), 2 * SUBSCRIBERS);
}

/// "a thousand updates between two ticks cost a connection one poll, and it reads the newest"
#[test]
fn who_reads_at_its_own_tick_is_woken_by_nothing_else() {
    let polls = Count::default();
    runtimes::paused().block_on(async {
        let (sender, _) = watch::channel(0);
        let connections: Vec<_> = (0..SUBSCRIBERS)
            .map(|_| {
                let mut receiver = sender.subscribe();
                tokio::spawn(polls.polls_of(async move {
                    let mut tick = interval(Duration::from_millis(10));
                    // The first tick is due at once.
                    tick.tick().await;
                    tick.tick().await;
                    *receiver.borrow_and_update()
                }))
            })
            .collect();
        settle().await;
        let before = polls.get();
        for update in 1..=1_000 {
            sender.send(update).unwrap();
        }
        settle().await;
        assert_eq!(polls.get(), before);
        for connection in connections {
            assert_eq!(connection.await.unwrap(), 1_000);
        }
        assert_eq!(polls.get(), before + SUBSCRIBERS);
    });
}

/// "it gets `Lagged(n)`, and then the *oldest* message that is still kept"
#[test]
fn a_receiver_that_lagged_goes_on_with_the_oldest() {
    let (sender, mut receiver) = broadcast::channel(4);
    for message in 0..10 {
        sender.send(message).unwrap();
    }
    assert_eq!(receiver.try_recv(), Err(broadcast::error::TryRecvError::Lagged(6)));
    assert_eq!(receiver.try_recv(), Ok(6));
}
