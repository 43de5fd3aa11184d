//! `cargo bench --bench criterion`: measures the same question with criterion, for numbers to publish.

use criterion::{criterion_group, criterion_main, BenchmarkId, Criterion, Throughput};
use tokio_internals_course::bench::{inline_batch, spawn_batch, Flavor};

const OPS: u32 = 1_000;

fn spawn_against_inline(criterion: &mut Criterion) {
    for flavor in Flavor::ALL {
        let runtime = flavor.runtime();
        let mut group = criterion.benchmark_group(flavor.name());
        group.throughput(Throughput::Elements(OPS.into()));
        // Each batch is its own task: from block_on, a spawned task would move to another thread.
        group.bench_function(BenchmarkId::from_parameter("inline"), |bencher| {
            bencher.iter(|| runtime.block_on(runtime.spawn(inline_batch(OPS))).map(|batch| batch.checksum));
        });
        group.bench_function(BenchmarkId::from_parameter("spawn"), |bencher| {
            bencher.iter(|| runtime.block_on(runtime.spawn(spawn_batch(OPS))).map(|batch| batch.checksum));
        });
        group.finish();
    }
}

criterion_group!(benches, spawn_against_inline);
criterion_main!(benches);
