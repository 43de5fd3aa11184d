/** Real tokio's answers to the same question: the table of `harness/tokio/measured`, shown beside the model's numbers. */

export const REAL_TOKIO_SOURCE =
  "tokio 1.53.1, rustc 1.95, two busy virtual cores of an AMD EPYC; median of 100 interleaved rounds, and the range of the middle 80";

/** FNV-1a rounds of work in each column. */
export const REAL_TOKIO_ROUNDS = [0, 8, 32, 128] as const;

interface RealRow {
  profile: "debug" | "release";
  where: string;
  /** Spawn to inline: median, tenth and ninetieth percentile of the rounds; one column per number of rounds. */
  ratios: readonly { median: number; range: readonly [number, number] }[];
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
    { median: 110, range: [96, 140] },
    { median: 26, range: [11.8, 39] },
    { median: 10.0, range: [2.5, 13.1] },
    { median: 3.6, range: [3.0, 4.6] },
  ),
  row(
    "debug",
    "multi_thread, 2 workers, from a task",
    { median: 110, range: [91, 140] },
    { median: 26, range: [23, 37] },
    { median: 9.0, range: [7.7, 12.6] },
    { median: 3.2, range: [2.7, 4.3] },
  ),
  row(
    "debug",
    "multi_thread, 2 workers, from block_on",
    { median: 640, range: [450, 3_800] },
    { median: 190, range: [140, 1_300] },
    { median: 61, range: [45, 550] },
    { median: 17.1, range: [12.7, 120] },
  ),
  row(
    "release",
    "current_thread, from a task",
    { median: 89, range: [85, 100] },
    { median: 58, range: [46, 66] },
    { median: 11.0, range: [10.4, 12.2] },
    { median: 2.6, range: [2.4, 2.9] },
  ),
  row(
    "release",
    "multi_thread, 2 workers, from a task",
    { median: 86, range: [81, 100] },
    { median: 50, range: [45, 60] },
    { median: 10.9, range: [9.7, 12.4] },
    { median: 2.6, range: [2.5, 2.9] },
  ),
  row(
    "release",
    "multi_thread, 2 workers, from block_on",
    { median: 11_800, range: [8_200, 37_400] },
    { median: 2_600, range: [2_000, 13_300] },
    { median: 550, range: [460, 4_700] },
    { median: 86, range: [74, 500] },
  ),
];
