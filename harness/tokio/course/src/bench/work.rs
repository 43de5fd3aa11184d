//! The trivial job: a few rounds of FNV-1a, the same arithmetic that the page's measurement does.

const OFFSET_BASIS: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

/// Rounds in one operation.
pub const WORK_ROUNDS: u32 = 8;

/// Each round needs the one before, so nothing can be computed ahead, and the index goes in, so nothing can be reused.
#[inline(never)]
pub fn work(index: u32, rounds: u32) -> u32 {
    let mut hash = OFFSET_BASIS ^ index;
    for round in 0..rounds {
        hash = (hash ^ (round & 0xff)).wrapping_mul(PRIME);
    }
    hash
}

/// What a batch of so many operations must have computed, done without any Future.
pub fn expected_checksum(ops: u32) -> u32 {
    (0..ops).fold(0, |checksum, index| checksum ^ work(index, WORK_ROUNDS))
}
