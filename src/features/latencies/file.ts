/** Reads latencies.json, the result of the Axum lab's Cargo project, and says in plain words why a file is not one. */
import * as v from "valibot";
import { formatMegabytes } from "../../lib/units.ts";

/** The project writes some tens of kilobytes. */
const MAX_FILE_BYTES = 1_000_000;

const Count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e12));
const Ns = v.pipe(v.number(), v.minValue(0), v.maxValue(1e15));
const Words = v.pipe(v.string(), v.maxLength(300));
const Quantiles = { count: Count, p50: Ns, p90: Ns, p99: Ns, p999: Ns };

const CLOCKS = ["server", "send", "corrected", "intended"] as const;
export type Clock = (typeof CLOCKS)[number];

const Series = v.object({
  clock: v.picklist(CLOCKS),
  /** Of the raw samples. */
  exact: v.object({ ...Quantiles, max: Ns }),
  /** Of the learner's Histogram, which recorded the same. */
  learner: v.nullish(v.object(Quantiles)),
  /** Bucket and count, empty ones left out: bucket i begins at 10^(i / bucketsPerDecade) ns. */
  histogramNs: v.pipe(v.array(v.tuple([Count, Count])), v.maxLength(2_000)),
});
export type Series = v.InferOutput<typeof Series>;

const Ms = (most: number) => v.pipe(v.number(), v.minValue(0), v.maxValue(most));
export const Plan = v.object({
  ratePerSecond: v.pipe(v.number(), v.minValue(0.1), v.maxValue(1e6)),
  durationMs: Ms(3_600_000),
  connections: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
  serviceMs: Ms(60_000),
  stall: v.object({ atMs: Ms(3_600_000), lastsMs: Ms(600_000) }),
});
export type Plan = v.InferOutput<typeof Plan>;

const Load = v.object({
  load: v.picklist(["closed", "open"]),
  planned: Count,
  answered: Count,
  series: v.pipe(v.array(Series), v.minLength(1), v.maxLength(CLOCKS.length)),
});
export type Load = v.InferOutput<typeof Load>;

const VERSION = 1;
export const Latencies = v.object({
  version: v.literal(VERSION),
  kind: v.literal("axum-latencies"),
  handIn: Words,
  environment: v.object({ engine: Words, platform: Words, cores: Count }),
  plan: Plan,
  bucketsPerDecade: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000)),
  loads: v.pipe(v.array(Load), v.minLength(1), v.maxLength(2)),
});
export type Latencies = v.InferOutput<typeof Latencies>;

export type Read = { ok: true; latencies: Latencies } | { ok: false; message: string };

const no = (message: string): Read => ({ ok: false, message });
const AGAIN =
  "Run `cargo run --release --package axum-latencies` again, and drop the latencies.json that it writes.";

/** What a file is refused with before it is read; undefined for one of a possible size. */
export const tooLarge = ({ name, size }: { name: string; size: number }): string | undefined =>
  size > MAX_FILE_BYTES
    ? `${name} has ${formatMegabytes(size)}, far more than the project writes. ${AGAIN}`
    : undefined;

export function readLatencies(text: string): Read {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return no(`This file is not JSON. ${AGAIN}`);
  }
  const { kind, version } = (typeof json === "object" && json !== null ? json : {}) as Record<
    string,
    unknown
  >;
  if (kind !== "axum-latencies")
    return no(`This file is JSON, but not a latencies.json of the Axum lab. ${AGAIN}`);
  if (version !== VERSION)
    return no(
      `This file has version ${JSON.stringify(version)?.slice(0, 40)}, and this page reads version ${VERSION}: download the project from this page and run it again.`,
    );
  const parsed = v.safeParse(Latencies, json);
  if (parsed.success) return { ok: true, latencies: parsed.output };
  const [issue] = parsed.issues;
  return no(
    `The file has something unexpected at ${v.getDotPath(issue) ?? "its top"}: expected ${issue.expected ?? "another value"}, got ${issue.received.slice(0, 60)}. ${AGAIN}`,
  );
}
