//! What holds on any machine, however slow: who waits for whom, and which samples there are. No test asserts a time.

use axum_latencies::experiment::{self, begin};
use axum_latencies::plan::{Plan, Stall};
use axum_latencies::recorder::{Recorder, Sample};
use axum_latencies::result::Series;
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
    let (asked, planned) = (sent.samples.len(), plan.planned() as usize);
    assert!(
        asked < planned,
        "{asked} of {planned} requests were sent: who waits sends fewer, and makes up for none"
    );
    let into_stall = during(&sent.samples, start, seen.stalled).len();
    assert!(
        into_stall <= CONNECTIONS as usize,
        "{into_stall} requests were sent into the stall by a closed loop"
    );
    assert_eq!(
        seen.recorder.samples.len(),
        sent.samples.len(),
        "requests that the middleware saw, and that were sent"
    );
    assert_eq!(seen.recorder.histogram.count(), sent.samples.len() as u64, "samples in your Histogram");
}

#[tokio::test]
async fn an_open_loop_measures_each_planned_request_from_when_it_was_due() {
    let plan = short();
    let (server, start, connections) = begin(plan).await.unwrap();
    let measured = open::run(plan, start, connections).await.unwrap();
    let seen = server.finish().unwrap();
    let mut due: Vec<Duration> = measured.from_due.samples.iter().map(|sample| sample.from - start).collect();
    due.sort();
    let planned: Vec<_> = (0..plan.planned()).map(|index| plan.due(index)).collect();
    assert_eq!(due, planned, "when the measured requests were due");
    // Nobody is answered during the stall, so who was due in it waits at least for the rest of it.
    let waiting = during(&measured.from_due.samples, start, seen.stalled);
    for (sample, rest) in waiting {
        assert!(sample.took >= rest, "answered after {:?}, but the stall went on for {rest:?}", sample.took);
    }
    // The same answers by the other clock, which starts later.
    let total = |recorder: &Recorder| recorder.samples.iter().map(|sample| sample.took).sum::<Duration>();
    let (from_send, from_due) = (total(&measured.from_send), total(&measured.from_due));
    assert!(from_send < from_due, "from the send {from_send:?}, from when it was due only {from_due:?}");
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
    assert_eq!(pairs, expected, "when each corrected sample begins, and how long it takes");
    assert_eq!(corrected.histogram.count(), 4, "samples in your Histogram");
}

#[test]
fn a_series_says_of_its_samples_how_many_how_long_and_when() {
    let mut recorder = Recorder::new();
    let start = Instant::now();
    // A thousand samples of 1 to 1,000 µs, one a millisecond.
    for i in 1..=1_000 {
        recorder.record(start + Duration::from_millis(i - 1), Duration::from_micros(i));
    }
    let series = Series::new("send", start, &recorder);
    let exact = &series.exact;
    let quantiles = [exact.p50, exact.p90, exact.p99, exact.p999, exact.max];
    assert_eq!(quantiles, [500_000, 900_000, 990_000, 999_000, 1_000_000]);
    // 1 µs is 10^3 ns: the first bucket is number 60, the last, of the one millisecond, number 120.
    let (first, last) = (series.histogram_ns.first(), series.histogram_ns.last());
    assert_eq!((first, last), (Some(&(60, 1)), Some(&(120, 1))));
    assert_eq!(series.timeline_ns.len(), 20, "windows of 50 ms in a second");
    assert_eq!(series.timeline_ns[1], (1, 50, 100_000), "the second window: its samples and their longest");
}

#[test]
fn options_change_the_plan_each_its_own_field() {
    let options = "--rate 1 --ms 2 --connections 3 --service-ms 4 --stall-at-ms 5 --stall-ms 6";
    let plan = Plan::from_args(options.split(' ').map(str::to_owned)).unwrap();
    let Plan { rate_per_second, duration_ms, connections, service_ms, stall } = plan;
    let fields = [rate_per_second, duration_ms, connections, service_ms, stall.at_ms, stall.lasts_ms];
    assert_eq!(fields, [1, 2, 3, 4, 5, 6]);
    let refused = Plan::from_args(["--fast".to_owned()]);
    assert_eq!(refused.unwrap_err(), "unknown option --fast; see README.md");
}

#[tokio::test]
async fn the_file_has_every_series_in_the_learners_histogram_too() {
    let result = experiment::run(short()).await.unwrap();
    let clocks =
        result.loads.iter().map(|load| load.series.iter().map(|series| series.clock).collect::<Vec<_>>());
    assert_eq!(clocks.collect::<Vec<_>>(), [["server", "send", "corrected"], ["server", "send", "intended"]]);
    for series in result.loads.iter().flat_map(|load| &load.series) {
        assert_eq!(series.learner.count, series.exact.count as u64, "samples in your Histogram");
        let pairs = [(series.learner.p50, series.exact.p50), (series.learner.p99, series.exact.p99)];
        for (learner, exact) in pairs {
            assert!(
                learner >= exact && learner as f64 <= exact as f64 * 1.19 + 1.0,
                "your Histogram says {learner} ns, the samples {exact} ns"
            );
        }
        assert_eq!(series.histogram_ns.iter().map(|(_, count)| count).sum::<u64>(), series.learner.count);
        assert_eq!(series.timeline_ns.iter().map(|(_, count, _)| count).sum::<u64>(), series.learner.count);
    }
    assert_eq!(result.hand_in, week01::VERSION.trim_start_matches("1.0.0+"));
    let json = serde_json::to_value(&result).unwrap();
    assert_eq!((json["version"].as_u64(), json["kind"].as_str()), (Some(1), Some("axum-latencies")));
}
