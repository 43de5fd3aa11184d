/** Counts values in a learner's Histogram in the page's sandbox: their code runs nowhere else. */
import type { Counted } from "../../harness/histogram/counted.ts";
import { compileInBrowser } from "../compiler/service.ts";
import { compose } from "./compose.ts";
import { cutShort, isCutShort } from "./ends.ts";
import { engine, sandbox } from "./instance.ts";

const LIMITS = { silenceMs: 5_000, totalMs: 10_000 };

/**
 * Never rejects: whatever goes wrong is a reason.
 * @param source of a file that exports `Histogram` and imports no other exercise
 * @param series lists of whole ns
 */
export async function countInLearners(
  source: string,
  series: readonly (readonly number[])[],
): Promise<Counted> {
  try {
    const [compiled, engineText] = await Promise.all([
      compileInBrowser(source, { key: "count" }),
      engine("release"),
    ]);
    if (!compiled.ok) return { kind: "not-counted", reason: "it does not compile." };
    let counted: Counted | undefined;
    const end = await sandbox.run({
      script: compose(engineText, compiled.script),
      command: { kind: "count", series },
      limits: LIMITS,
      onMessage(message) {
        if (message.kind === "counted") counted = message.counted;
      },
    });
    if (counted) return counted;
    const reason = isCutShort(end)
      ? cutShort(end, false).message
      : end.kind === "failed"
        ? end.message
        : "cancelled.";
    return { kind: "not-counted", reason };
  } catch (error) {
    return { kind: "not-counted", reason: error instanceof Error ? error.message : String(error) };
  }
}
