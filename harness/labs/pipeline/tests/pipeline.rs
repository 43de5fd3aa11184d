//! What holds on any machine: nothing is lost, each stage has every event, and the stages add up.

use pipeline::plan::Plan;
use pipeline::stages::{Delivered, Stages};
use pipeline::{floor, pipeline as lab};

const SHORT: Plan =
    Plan { rate_per_second: 2_000, events: 200, shards: 3, subscribers: 2, work: 10, capacity: 512 };

#[tokio::test]
async fn every_subscriber_gets_every_event_and_each_shard_keeps_its_order() {
    let ran = lab::run(SHORT).await.unwrap();
    assert_eq!(ran.missed, 0);
    let ids: Vec<u32> = ran.delivered.iter().map(|delivered| delivered.event.id).collect();
    let each = SHORT.events as usize;
    assert_eq!(ids.len(), each * SHORT.subscribers as usize);
    for of_one in ids.chunks(each) {
        let mut sorted = of_one.to_vec();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..SHORT.events).collect::<Vec<_>>());
        for shard in 0..SHORT.shards {
            assert!(of_one.iter().filter(|&&id| id % SHORT.shards == shard).is_sorted());
        }
    }
}

#[tokio::test]
async fn the_times_of_an_event_are_in_order_and_every_stage_has_it() {
    let ran = lab::run(SHORT).await.unwrap();
    for Delivered { event, fanned_out, arrived } in &ran.delivered {
        assert!([event.due, event.sent, event.taken, event.worked, *fanned_out, *arrived].is_sorted());
    }
    for histogram in &Stages::of(&ran.delivered).histograms {
        assert_eq!(histogram.count(), ran.delivered.len() as u64);
    }
}

#[tokio::test]
async fn a_subscriber_that_is_too_slow_misses_events_and_stops_nobody() {
    // The fan-out keeps two events, and all of them are due at once.
    let plan =
        Plan { rate_per_second: 1_000_000, events: 2_000, shards: 1, subscribers: 1, capacity: 2, ..SHORT };
    let ran = lab::run(plan).await.unwrap();
    assert_eq!(ran.delivered.len() as u64 + ran.missed, 2_000);
}

#[tokio::test]
async fn the_floor_is_measured_of_as_many_spawns_as_it_says() {
    assert_eq!(floor::spawn().await.count(), 10_000);
}
