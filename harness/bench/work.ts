/** The trivial job: a few rounds of FNV-1a, the same arithmetic that the Rust benchmark does. */

const OFFSET_BASIS = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/**
 * Each round needs the one before, so nothing can be precomputed; the index is an input, so nothing can be reused.
 * @returns a signed 32-bit number
 */
export function work(index: number, rounds: number): number {
  let hash = OFFSET_BASIS ^ index;
  for (let round = 0; round < rounds; round++) hash = Math.imul(hash ^ (round & 0xff), PRIME);
  return hash;
}

/** The expected result of a batch of this many operations: the XOR of the work itself, done without any Future. */
export function expectedChecksum(ops: number, rounds: number): number {
  let checksum = 0;
  for (let index = 0; index < ops; index++) checksum ^= work(index, rounds);
  return checksum;
}
