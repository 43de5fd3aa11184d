/** Runs a Rust program in the page's sandbox and records it, like a task program. */
import type { Diagnostic } from "../compiler/types.ts";
import type { RunConfig } from "../recording/run/config.ts";
import type { Problem } from "../recording/rust/syntax/problem.ts";
import { compose } from "./compose.ts";
import { cutShort, isCutShort } from "./ends.ts";
import { rustEngine, sandbox } from "./instance.ts";
import type { RecordOptions, RecordOutcome } from "./record.ts";
import { recordingCollector } from "./recording-collector.ts";

/** A run that is silent for this long is killed; the interpreter's own bounds end most of them sooner. */
const LIMITS = { silenceMs: 4_000, totalMs: 20_000 };

/** Never rejects: every failure is an outcome, and what cannot be read does not compile. */
export async function recordRustInSandbox(
  source: string,
  config: RunConfig,
  { onPhase = () => {}, signal }: Pick<RecordOptions, "onPhase" | "signal">,
): Promise<RecordOutcome> {
  // Positions are those of the Rust text.
  const collected = recordingCollector(config, (line, column) => ({ line, column }));
  let problems: readonly Problem[] | undefined;
  try {
    const script = compose(await rustEngine(), "");
    onPhase("queued");
    const end = await sandbox.run({
      script,
      command: { kind: "record-rust", source, config },
      limits: LIMITS,
      signal,
      onStart: () => onPhase("starting"),
      onMessage(message) {
        if (message.kind === "ready") onPhase("running");
        if (message.kind === "problems") ({ problems } = message);
        else collected.take(message);
      },
    });
    if (end.kind === "cancelled" || end.kind === "failed") return end;
    if (problems !== undefined)
      return { kind: "does-not-compile", errors: problems.map((problem) => diagnostic(problem, source)) };
    const killed = isCutShort(end) ? cutShort(end, false).message : undefined;
    return { kind: "recorded", recording: collected.recording(killed) };
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

function diagnostic({ line, column, message, instead }: Problem, source: string): Diagnostic {
  const lineText = source.split("\n")[line - 1] ?? "";
  return {
    message,
    line,
    column,
    length: 1,
    lineText,
    notes: instead === undefined ? [] : [`Write ${instead} instead.`],
  };
}
