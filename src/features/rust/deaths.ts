/** How a process without a report ended -> what the report says about the check that was running. */
import type { CheckResult } from "../../../harness/report.ts";

export interface Ended {
  stderr: string;
  /** Its exit code, if known. */
  code?: number;
  /** What ended it, if it did not exit by itself: a signal's name, or a limit on time or output. */
  by?: string;
}

type Verdict = Pick<CheckResult, "status" | "message" | "hint" | "cut">;

/**
 * The checks report what the answer did to the process (`harness/tokio/course/src/ends.rs`).
 * This covers the limits around it, and systems on which the checks cannot report that.
 */
export function deathOf({ stderr, code, by }: Ended): Verdict {
  const limit = by === undefined ? undefined : LIMITS[by];
  if (limit) return limit;
  const said = stderr.trimEnd().split("\n").at(-1)?.trim() ?? "";
  const last = said === "" ? "" : ` Its last words: ${said.replace(/\.$/, "")}.`;
  const how = by === undefined ? `ended in this check${withCode(code)}` : `was ended by ${by} in this check`;
  return crashed(`The process ${how}.${last}`, "Your code did this, or the system did.");
}

/** On Windows the exit code says what a signal says elsewhere. */
const WINDOWS: Readonly<Record<number, string>> = {
  0xc0000005: "STATUS_ACCESS_VIOLATION",
  0xc000001d: "STATUS_ILLEGAL_INSTRUCTION",
  0xc00000fd: "STATUS_STACK_OVERFLOW",
  0xc0000409: "STATUS_STACK_BUFFER_OVERRUN, as after an abort",
};

function withCode(code: number | undefined): string {
  return code === undefined ? "" : ` with ${WINDOWS[code] ?? `exit code ${code}`}`;
}

function crashed(message: string, hint: string): Verdict {
  return { status: "error", message, hint, cut: "crashed" };
}

const LIMITS: Readonly<Record<string, Verdict>> = {
  output: {
    status: "error",
    message: "Your code printed more than any run needs, and was stopped in this check.",
    hint: "Look for a print in a loop that never ends. If yours ends, print less in it.",
    cut: "flooded",
  },
  time: {
    status: "fail",
    message: "The checks did not end in time, and the process was stopped in this one.",
    hint: "Look for a loop that never ends, or for a lock on standard output that is never released.",
    cut: "hung",
  },
  SIGKILL: crashed(
    "The system killed the process in this check, most likely because it used too much memory.",
    "Look for a collection that grows in a loop.",
  ),
  SIGXCPU: crashed(
    "Your code used more processor time than it may, and the system stopped it.",
    "Look for threads that loop and never end.",
  ),
  SIGXFSZ: crashed(
    "Your code wrote a larger file than it may, and the system stopped it.",
    "An answer has no need of files: look for what it writes.",
  ),
};
