/** Counts values in a learner's Histogram, in the page's sandbox. */
import type { Counted } from "../../harness/histogram/counted.ts";
import { cutShort } from "./ends.ts";
import { runFile } from "./run-file.ts";

const LIMITS = { silenceMs: 5_000, totalMs: 10_000 };

/**
 * Never rejects: every failure is returned as a reason.
 * @param source of a file that exports `Histogram` and imports no other exercise
 * @param series lists of whole ns
 */
export async function countInLearners(
  source: string,
  series: readonly (readonly number[])[],
): Promise<Counted> {
  let counted: Counted | undefined;
  const end = await runFile(source, { key: "count", profile: "release" }, ({ run }) =>
    run({
      command: { kind: "count", series },
      limits: LIMITS,
      onMessage(message) {
        if (message.kind === "counted") counted = message.counted;
      },
    }),
  );
  if (counted) return counted;
  switch (end.kind) {
    case "does-not-compile":
      return { kind: "not-counted", reason: "it does not compile." };
    case "cancelled":
      return { kind: "not-counted", reason: "superseded by a newer version of the file" };
    case "failed":
      return { kind: "not-counted", reason: end.message };
    case "done":
      return { kind: "not-counted", reason: "cancelled." };
    default:
      return { kind: "not-counted", reason: cutShort(end, false).message };
  }
}
