//! What the weeks that follow rely on in `Histogram`. The course's checks ask for more.

use week01::Histogram;

/// A bucket's upper bound is at most 2^(1/4) times the sample, and integers may add one.
#[track_caller]
fn stands_for(answer: u64, sample: u64) {
    let highest = (sample as f64 * 1.19) as u64 + 1;
    assert!((sample..=highest).contains(&answer), "expected {sample} to {highest}, got {answer}");
}

fn of(samples: impl IntoIterator<Item = u64>) -> Histogram {
    let mut histogram = Histogram::new();
    for ns in samples {
        histogram.record(ns);
    }
    histogram
}

#[test]
fn a_new_one_is_empty() {
    let histogram = Histogram::new();
    assert_eq!((histogram.count(), histogram.percentile(0.5), histogram.percentile(1.0)), (0, 0, 0));
}

#[test]
fn one_sample_is_every_percentile() {
    for sample in [1, 2, 10, 999, 1_000_000, 987_654_321] {
        let histogram = of([sample]);
        for q in [0.0, 0.5, 0.99, 1.0] {
            stands_for(histogram.percentile(q), sample);
        }
    }
}

#[test]
fn a_percentile_is_the_sample_of_that_rank() {
    // 1, 2, 4, ... in no order: the ceil(q * n)-th smallest.
    let histogram = of([512, 1, 64, 8, 256, 2, 128, 16, 4, 32]);
    for (q, sample) in
        [(0.0, 1), (0.1, 1), (0.11, 2), (0.5, 16), (0.51, 32), (0.9, 256), (0.91, 512), (1.0, 512)]
    {
        stands_for(histogram.percentile(q), sample);
    }
}

#[test]
fn p99_sees_the_slow_two_percent_and_p50_does_not() {
    let histogram = of((0..1_000).map(|i| if i % 50 == 0 { 300_000_000 } else { 2_000_000 }));
    stands_for(histogram.percentile(0.5), 2_000_000);
    stands_for(histogram.percentile(0.98), 2_000_000);
    stands_for(histogram.percentile(0.99), 300_000_000);
}

#[test]
fn no_sample_is_lost() {
    let histogram = of([0, 1, 1_000_000_000, 60_000_000_000, u64::from(u32::MAX) + 1]);
    assert_eq!(histogram.count(), 5);
    stands_for(histogram.percentile(0.6), 1_000_000_000);
    // What is too long for the last bucket is counted in it.
    assert!(histogram.percentile(1.0) > 1_000_000_000);
}

#[test]
fn asking_changes_nothing() {
    let histogram = of([10, 1_000, 100_000]);
    let asked = [0.5, 0.99, 0.5].map(|q| histogram.percentile(q));
    assert_eq!(asked[0], asked[2]);
    assert_eq!((histogram.count(), histogram.percentile(0.99)), (3, asked[1]));
}

#[test]
fn two_have_nothing_in_common() {
    let (busy, idle) = (of([5; 100]), Histogram::new());
    assert_eq!((busy.count(), idle.count(), idle.percentile(0.99)), (100, 0, 0));
}

#[test]
fn a_bucket_holds_more_than_65535_samples() {
    let histogram = of((0..70_000).map(|i| if i == 0 { 1_000 } else { 10 }));
    assert_eq!(histogram.count(), 70_000);
    stands_for(histogram.percentile(0.999), 10);
}

#[test]
fn its_size_is_fixed() {
    // It is recorded into for days: no list of samples behind it.
    assert!(!std::mem::needs_drop::<Histogram>());
}
