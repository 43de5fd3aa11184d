/** Reads a file that the take-home project wrote: the report of `cargo test`, or the measurements of `cargo bench`. */
import * as v from "valibot";
import { Report } from "../../../harness/report.ts";
import { TokioRun } from "../../progress/schema.ts";

const ReportFile = v.object({ report: Report, answer: v.string() });
const BenchFile = v.object({ version: v.literal(1), tokio: v.string(), runs: v.array(TokioRun) });

/** Far above any report or measurement. */
export const MAX_FILE_BYTES = 5_000_000;

export type Brought =
  | { kind: "report"; report: Report; answer: string }
  | { kind: "bench"; runs: TokioRun[] }
  | { kind: "refused"; message: string };

/** @param exercise the one that the file is for: a report on another is refused */
export function readBrought(text: string, exercise: string, contentHash: string): Brought {
  const parsed = jsonOf(text);
  const bench = v.safeParse(BenchFile, parsed);
  if (bench.success) {
    if (bench.output.runs.length > 0) return { kind: "bench", runs: bench.output.runs };
    return refused("This bench.json contains no measurement.");
  }
  const file = v.safeParse(ReportFile, parsed);
  if (!file.success) return refused("This is not a report.json or bench.json from the project.");
  const { report, answer } = file.output;
  if (report.exercise !== exercise) return refused(`This is a report on ${report.exercise}.`);
  if (report.contentHash !== contentHash) {
    return refused("The exercise has changed since you downloaded this project. Download it again.");
  }
  return { kind: "report", report, answer };
}

const refused = (message: string): Brought => ({ kind: "refused", message });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
