/** The designs that are put under load on the model and on real tokio, and what real tokio showed. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as v from "valibot";
import { atRate, runLoad } from "../../src/recording/studio/load/load.ts";
import type { LoadResult } from "../../src/recording/studio/load/result.ts";
import type { Design } from "../../src/recording/studio/schema.ts";
import { readYaml } from "../../src/recording/studio/yaml.ts";

const FOLDER = new URL("../../harness/fixtures/designs/", import.meta.url);
export const RECORDED = new URL("recorded.json", FOLDER);
/** The model runs as long: a whole second. */
export const FOR_MS = 1_000;

/** Each at a rate that it can bear and at about twice what it can. */
export const LOADS = [
  { name: "pipeline", rate: 1_000, isTooMuch: false },
  { name: "pipeline", rate: 4_000, isTooMuch: true },
  { name: "owners", rate: 500, isTooMuch: false },
  { name: "owners", rate: 4_000, isTooMuch: true },
  { name: "locked", rate: 400, isTooMuch: false },
  { name: "locked", rate: 2_500, isTooMuch: true },
  { name: "followers", rate: 600, isTooMuch: false },
  { name: "followers", rate: 4_000, isTooMuch: true },
] as const;
export type Load = (typeof LOADS)[number];

export function designOf({ name, rate }: Load): Design {
  const read = readYaml(readFileSync(new URL(`${name}.yaml`, FOLDER), "utf8"));
  if (!read.ok) throw new Error(`${name}.yaml: ${read.mistakes[0]?.message}`);
  return atRate(read.design, rate);
}

export function onModel(load: Load): LoadResult {
  const running = runLoad(designOf(load));
  for (;;) {
    const step = running.next();
    if (step.done === true) return step.value;
  }
}

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const When = v.nullable(Count);

/** What `harness/tokio/designs` prints. */
export const Seen = v.object({
  latencies: v.record(v.string(), v.object({ count: Count, meanNs: Count, p50Ns: Count, p99Ns: Count })),
  queues: v.record(v.string(), v.object({ deepest: Count, fullAtUs: When, oldAtUs: When })),
  /** How late the sources themselves were, p99. */
  lateNs: Count,
});
export type Seen = v.InferOutput<typeof Seen>;

export const Recording = v.object({
  how: v.array(v.string()),
  runs: v.array(v.object({ name: v.string(), rate: Count, seen: v.array(Seen) })),
});

export const recorded = (): v.InferOutput<typeof Recording> =>
  v.parse(Recording, JSON.parse(readFileSync(RECORDED, "utf8")));

/**
 * Other processes had the processors when the sources were so late: what was seen says nothing about the design. Under
 * too much load the design itself keeps all of them busy.
 */
export const isDisturbed = ({ isTooMuch }: Load, { lateNs }: Seen): boolean =>
  lateNs > (isTooMuch ? 5_000_000 : 1_000_000);

/** @param binary `tokio-designs` */
export function onTokio(binary: string, load: Load): Seen {
  const ran = spawnSync(binary, [String(FOR_MS)], {
    input: JSON.stringify(designOf(load)),
    encoding: "utf8",
  });
  if (ran.status !== 0) throw new Error(`${load.name}: ${ran.stderr}`);
  return v.parse(Seen, JSON.parse(ran.stdout));
}

/** The queue that was full, or its messages old, before any other; as the model decides it. */
export function firstOverload({ queues }: Seen): string | null {
  const all = Object.entries(queues).map(
    ([id, { fullAtUs, oldAtUs }]) => [id, Math.min(fullAtUs ?? Infinity, oldAtUs ?? Infinity)] as const,
  );
  const [first] = all.filter(([, at]) => at < Infinity).toSorted(([, a], [, b]) => a - b);
  return first?.[0] ?? null;
}
