/** What the same question gave on real tokio: measured once, on one machine, and shown beside the model's numbers. */

export const REAL_TOKIO_SOURCE =
  "tokio 1.24.2, rustc 1.95, two shared virtual cores of an AMD EPYC; batches of 100 awaited one at a time; median of three runs, and the lowest and highest of them";

/** FNV-1a rounds of work in each column. */
export const REAL_TOKIO_ROUNDS = [0, 8, 32, 128] as const;

interface RealRow {
  profile: "debug" | "release";
  where: string;
  /** p50 of spawn to p50 of inline: median, lowest, highest; one column per number of rounds. */
  ratios: readonly { median: number; range?: readonly [number, number] }[];
}

const row = (profile: RealRow["profile"], where: string, ...ratios: RealRow["ratios"]): RealRow => ({
  profile,
  where,
  ratios,
});

export const REAL_TOKIO: readonly RealRow[] = [
  row(
    "debug",
    "current_thread, from a task",
    { median: 93, range: [93, 116] },
    { median: 28, range: [27, 37] },
    { median: 10.1, range: [9.5, 10.3] },
    { median: 4.1, range: [3.3, 4.1] },
  ),
  row(
    "debug",
    "multi_thread, 2 workers, from a task",
    { median: 106, range: [106, 108] },
    { median: 34, range: [33, 38] },
    { median: 12.5, range: [11, 13] },
    { median: 4.0, range: [3.2, 4.2] },
  ),
  row(
    "debug",
    "multi_thread, 2 workers, from block_on",
    { median: 779, range: [552, 804] },
    { median: 153, range: [145, 232] },
    { median: 60, range: [58, 253] },
    { median: 27, range: [13, 30] },
  ),
  row(
    "release",
    "current_thread, from a task",
    { median: 58, range: [57, 61] },
    { median: 36, range: [33, 40] },
    { median: 8.9, range: [8.1, 8.9] },
    { median: 2.6, range: [2.5, 2.6] },
  ),
  row(
    "release",
    "multi_thread, 2 workers, from a task",
    { median: 57 },
    { median: 37 },
    { median: 8.6 },
    { median: 2.5 },
  ),
];
