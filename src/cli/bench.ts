/** `course bench`: measures spawn against inline with a learner's file in it, on tokio itself and on the model, by the page's protocol. */
import { readFile } from "node:fs/promises";
import { availableParallelism, cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { WORK_STOPS } from "../../harness/bench/curve.ts";
import { measureSubjects, partsOf, subjectOf } from "../../harness/bench/subjects.ts";
import { TARGET_RATIO } from "../../harness/bench/target.ts";
import { engineOf, gradedIn, type Bench, type BenchProfile } from "../../harness/report.ts";
import { usedExercises } from "../course/uses.ts";
import { formatNs } from "../lib/units.ts";
import { jsonLine, oneLine, visible } from "../lib/visible.ts";
import { measureInNode } from "../sandbox/node-measure.ts";
import type { BenchOutcome } from "../sandbox/types.ts";
import { exerciseIds, exercisesOf } from "./exercises.ts";
import { findExercise } from "./find-exercises.ts";
import { formatDiagnostics } from "./format-report.ts";
import { whileWaiting } from "./while-waiting.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** As on the page. */
const WORK_ROUNDS = 8;

const RECORDED = 0;
const NOT_RECORDED = 1;
const NOT_MEASURED = 2;

/**
 * @param options.format `text`: for people; `json`: the measurement on one line of standard output, and nothing else there
 * @returns 0 when BENCH was recorded, 1 when it was too noisy, 2 when nothing could be measured or the call makes no sense
 */
export async function run(wanted: string, file: string, { format }: { format: string }): Promise<number> {
  if (format !== "text" && format !== "json")
    return misuse(oneLine(`unknown format "${format}"; available: text, json`));
  const found = findExercise(wanted, await exerciseIds(ROOT));
  if ("message" in found) return misuse(oneLine(found.message));
  const all = await exercisesOf(ROOT);
  const itself = all.get(found.id);
  const uses = itself === undefined ? [] : usedExercises(itself, all);
  let source: string;
  try {
    source = await readFile(file, "utf8");
  } catch (error) {
    return misuse(`${oneLine(file)}: cannot be read (${oneLine(String(error))})`);
  }
  const outcome = await measureSubjects<Exclude<BenchOutcome, { kind: "measured" | "failed" }>>(
    (subject) => {
      const [engine, profile] = partsOf(subject);
      const options = { engine, profile, workRounds: WORK_ROUNDS, curve: WORK_STOPS, uses };
      return whileWaiting(`Measuring ${engine}, ${profile}…`, () => measureInNode(source, options));
    },
    { workRounds: WORK_ROUNDS, startedAt: new Date().toISOString() },
  );
  if (outcome.kind === "does-not-compile") return misuse(formatDiagnostics(file, outcome.errors));
  if (outcome.kind !== "bench")
    return misuse(outcome.kind === "failed" ? visible(outcome.message) : "The measurement was cancelled.");
  const { bench } = outcome;
  const cores = availableParallelism();
  const measured: Bench = { ...bench, environment: { ...bench.environment, cores } };
  process.stdout.write(format === "json" ? `${jsonLine(measured)}\n` : textOf(measured));
  return measured.value === null ? NOT_RECORDED : RECORDED;
}

function misuse(message: string): number {
  process.stderr.write(`course: ${message}\n`);
  return NOT_MEASURED;
}

function textOf(bench: Bench): string {
  const graded = gradedIn(bench);
  const lines = bench.profiles.map((profile) => `${subjectOf(profile).padEnd(14)} ${profileLine(profile)}`);
  if (bench.withoutTokio !== undefined)
    lines.push(`Tokio itself could not be measured here: ${visible(bench.withoutTokio)}`);
  return `${lines.join("\n")}\n${graded ? `${verdict(graded)}\n` : ""}${bench.environment.engine}, ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${bench.environment.cores} cores\n`;
}

function profileLine({
  recorded,
  reason,
  ratio,
  interval,
  workerRatios,
  control,
  inline,
  spawn,
}: BenchProfile): string {
  if (!recorded) return `not recorded: ${reason}`;
  const [low, high] = interval.map((bound) => bound.toFixed(2));
  return `spawn / inline ${ratio.toFixed(2)} (95 % interval ${low} to ${high}, ${workerRatios.length} processes, control ${control.toFixed(2)}); p50 inline ${formatNs(inline.p50)}, spawn ${formatNs(spawn.p50)}`;
}

function verdict(graded: BenchProfile): string {
  const { tokio, rustc, target } = graded.build ?? {};
  const on =
    engineOf(graded) === "tokio" ? `tokio ${tokio}, rustc ${rustc}, ${target}, debug` : "the model, debug";
  if (!graded.recorded) return `BENCH was not recorded (${on}).`;
  const met = graded.ratio >= TARGET_RATIO ? "met" : "missed";
  return `BENCH ${graded.ratio.toFixed(2)} (${on}); the target, at least ${TARGET_RATIO}, is ${met}.`;
}
