//! What holds on any machine, however slow: who waits for whom, and which samples there are. No test asserts a time.

use axum_latencies::experiment::{self, begin};
use axum_latencies::plan::{Plan, Stall};
use axum_latencies::recorder::{Recorder, Sample};
use axum_latencies::{closed, open};
use std::time::{Duration, Instant};

const CONNECTIONS: u32 = 2;

fn short() -> Plan {
    let stall = Stall { at_ms: 100, lasts_ms: 150 };
    Plan { rate_per_second: 200, duration_ms: 500, connections: CONNECTIONS, service_ms: 1, stall }
}

/// The samples whose clock started while the server's thread was blocked, each with the rest of the stall.
fn during(
    samples: &[Sample],
    start: Instant,
    stalled: axum_latencies::result::Stalled,
) -> Vec<(Sample, Duration)> {
    let begins = start + Duration::from_secs_f64(stalled.at_ms / 1000.0);
    let ends = begins + Duration::from_secs_f64(stalled.lasts_ms / 1000.0);
    let inside = samples.iter().filter(|sample| (begins..ends).contains(&sample.from));
    inside.map(|sample| (*sample, ends - sample.from)).collect()
}

#[tokio::test]
async fn a_closed_loop_sends_one_request_a_connection_into_the_stall() {
    let plan = short();
    let (server, start, connections) = begin(plan).await.unwrap();
    let sent = closed::run(plan, start, connections).await.unwrap();
    let seen = server.finish().unwrap();
    assert!(during(&sent.samples, start, seen.stalled).len() <= CONNECTIONS as usize);
    assert_eq!(seen.recorder.samples.len(), sent.samples.len());
    assert_eq!(seen.recorder.histogram.count(), sent.samples.len() as u64);
}

#[tokio::test]
async fn an_open_loop_measures_each_planned_request_from_when_it_was_due() {
    let plan = short();
    let (server, start, connections) = begin(plan).await.unwrap();
    let measured = open::run(plan, start, connections).await.unwrap();
    let seen = server.finish().unwrap();
    let mut due: Vec<Duration> = measured.from_due.samples.iter().map(|sample| sample.from - start).collect();
    due.sort();
    assert_eq!(due, (0..plan.planned()).map(|index| plan.due(index)).collect::<Vec<_>>());
    // Nobody is answered during the stall, so who was due in it waits at least for the rest of it.
    let waiting = during(&measured.from_due.samples, start, seen.stalled);
    for (sample, rest) in waiting {
        assert!(sample.took >= rest, "{:?}, but the stall went on for {rest:?}", sample.took);
    }
    // The same answers by the other clock, which starts later.
    let total = |recorder: &Recorder| recorder.samples.iter().map(|sample| sample.took).sum::<Duration>();
    assert!(total(&measured.from_send) < total(&measured.from_due));
}

#[test]
fn the_correction_adds_what_a_waiting_client_did_not_send() {
    let mut recorder = Recorder::new();
    let start = Instant::now();
    let ms = Duration::from_millis;
    recorder.record(start, ms(9));
    recorder.record(start, ms(35));
    let corrected = recorder.corrected(ms(10));
    let pairs: Vec<_> = corrected.samples.iter().map(|sample| (sample.from - start, sample.took)).collect();
    let expected = [(ms(0), ms(9)), (ms(0), ms(35)), (ms(10), ms(25)), (ms(20), ms(15))];
    assert_eq!(pairs, expected);
    assert_eq!(corrected.histogram.count(), 4);
}

#[tokio::test]
async fn the_file_has_every_series_in_the_learners_histogram_too() {
    let result = experiment::run(short()).await.unwrap();
    let clocks =
        result.loads.iter().map(|load| load.series.iter().map(|series| series.clock).collect::<Vec<_>>());
    assert_eq!(clocks.collect::<Vec<_>>(), [["server", "send", "corrected"], ["server", "send", "intended"]]);
    for series in result.loads.iter().flat_map(|load| &load.series) {
        assert_eq!(series.learner.count, series.exact.count as u64);
        let pairs = [(series.learner.p50, series.exact.p50), (series.learner.p99, series.exact.p99)];
        for (learner, exact) in pairs {
            assert!(learner >= exact && learner as f64 <= exact as f64 * 1.19 + 1.0, "{learner} for {exact}");
        }
        assert_eq!(series.histogram_ns.iter().map(|(_, count)| count).sum::<u64>(), series.learner.count);
        assert_eq!(series.timeline_ns.iter().map(|(_, count, _)| count).sum::<u64>(), series.learner.count);
    }
    assert_eq!(result.hand_in, week01::VERSION.trim_start_matches("1.0.0+"));
    let json = serde_json::to_value(&result).unwrap();
    assert_eq!((json["version"].as_u64(), json["kind"].as_str()), (Some(1), Some("axum-latencies")));
}
