//! What holds on any machine: nothing is lost, each stage has every event, and the stages add up.

use pipeline::plan::Plan;
use pipeline::stages::{Delivered, Event, Stages};
use pipeline::{floor, pipeline as lab};
use std::time::{Duration, Instant};

const SHORT: Plan =
    Plan { rate_per_second: 2_000, events: 200, shards: 3, subscribers: 2, work: 10, capacity: 512 };

#[tokio::test]
async fn every_subscriber_gets_every_event_and_each_shard_keeps_its_order() {
    let ran = lab::run(SHORT).await.unwrap();
    assert_eq!(ran.missed, 0, "events were missed though the fan-out keeps them all");
    let ids: Vec<u32> = ran.delivered.iter().map(|delivered| delivered.event.id).collect();
    let each = SHORT.events as usize;
    assert_eq!(ids.len(), each * SHORT.subscribers as usize, "deliveries: each event to each subscriber");
    for of_one in ids.chunks(each) {
        let mut sorted = of_one.to_vec();
        sorted.sort_unstable();
        assert_eq!(
            sorted,
            (0..SHORT.events).collect::<Vec<_>>(),
            "a subscriber lacks events, or has some twice"
        );
        for shard in 0..SHORT.shards {
            let of_shard: Vec<_> = of_one.iter().filter(|&&id| id % SHORT.shards == shard).collect();
            assert!(of_shard.is_sorted(), "shard {shard}'s events arrive out of order: {of_shard:?}");
        }
    }
}

#[tokio::test]
async fn the_times_of_an_event_are_in_order_and_every_stage_has_it() {
    let ran = lab::run(SHORT).await.unwrap();
    for Delivered { event, fanned_out, arrived } in &ran.delivered {
        let times = [event.due, event.sent, event.taken, event.worked, *fanned_out, *arrived];
        assert!(times.is_sorted(), "a stage ends before the one ahead of it: {times:?}");
    }
    let waited = ran.delivered.iter().filter(|one| one.event.taken > one.event.sent).count();
    assert!(waited > 0, "no event takes any time to cross its channel: is `taken` noted?");
    for histogram in &Stages::of(&ran.delivered).histograms {
        assert_eq!(histogram.count(), ran.delivered.len() as u64, "samples of a stage, one of each delivery");
    }
}

#[tokio::test]
async fn a_subscriber_that_is_too_slow_misses_events_and_stops_nobody() {
    // The fan-out keeps two events, and all of them are due at once.
    let plan =
        Plan { rate_per_second: 1_000_000, events: 2_000, shards: 1, subscribers: 1, capacity: 2, ..SHORT };
    let ran = lab::run(plan).await.unwrap();
    assert_eq!(
        ran.delivered.len() as u64 + ran.missed,
        2_000,
        "events that were delivered or counted as missed"
    );
}

#[tokio::test]
async fn the_floor_is_measured_of_as_many_spawns_as_it_says() {
    assert_eq!(floor::spawn().await.count(), 10_000, "spawns that were measured");
}

#[test]
fn each_stage_is_from_one_time_to_the_next_and_the_last_is_the_whole_way() {
    let due = Instant::now();
    let at = |ms| due + Duration::from_millis(ms);
    let event = Event { id: 0, due, sent: at(16), taken: at(18), worked: at(22) };
    let stages = Stages::of(&[Delivered { event, fanned_out: at(30), arrived: at(31) }]);
    for (histogram, ms) in stages.histograms.iter().zip([16, 2, 4, 8, 1, 31]) {
        let (ns, exact) = (histogram.percentile(1.0), ms * 1_000_000);
        assert!(ns >= exact && ns as f64 <= exact as f64 * 1.19 + 1.0, "expected {ms} ms, got {ns} ns");
    }
}

#[tokio::test]
async fn a_shard_works_as_many_rounds_as_the_plan_says() {
    let ran = lab::run(Plan { events: 3, work: 1_000_000, ..SHORT }).await.unwrap();
    // No processor multiplies ten times in a nanosecond, one after the other.
    let least = Duration::from_micros(100);
    for Delivered { event, .. } in &ran.delivered {
        let worked = event.worked - event.taken;
        assert!(worked >= least, "a million rounds took {worked:?}");
    }
}

#[test]
fn options_change_the_plan_each_its_own_field() {
    let args = "--rate 1 --events 2 --shards 3 --subscribers 4 --work 5".split(' ').map(str::to_owned);
    let plan = Plan::from_args(args).unwrap();
    let fields = [plan.rate_per_second, plan.events, plan.shards, plan.subscribers, plan.work];
    assert_eq!(fields, [1, 2, 3, 4, 5]);
    let refused = Plan::from_args(["--work".to_owned(), "much".to_owned()]);
    assert_eq!(refused.unwrap_err(), "--work: expected a whole number, got \"much\"");
}
