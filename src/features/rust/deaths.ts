/** How a process that could not report itself ended -> what is said of the check that was running. */
import type { CheckResult } from "../../../harness/report.ts";

export interface Ended {
  stderr: string;
  /** Its exit code, where that is known. */
  code?: number;
  /** What ended it, when it did not end by itself: a signal's name, or a limit on time or output. */
  by?: string;
}

type Verdict = Pick<CheckResult, "status" | "message" | "hint" | "cut">;

/** The checks report most ends themselves: these are the ones that leave them no time to, or that a system forbids them to see. */
export function deathOf({ stderr, code, by }: Ended): Verdict {
  const failed = /memory allocation of (\d+) bytes failed/.exec(stderr);
  const crashed = (message: string, hint: string): Verdict => ({
    status: "error",
    message,
    hint,
    cut: "crashed",
  });
  if (by === "output") {
    return {
      status: "error",
      message: "Your code printed more than any run needs, and was stopped in this check.",
      hint: "Look for a print in a loop that never ends. If yours ends, print less in it.",
      cut: "flooded",
    };
  }
  if (by === "time") {
    return {
      status: "fail",
      message: "The checks did not end in time, and the process was stopped in this one.",
      hint: "Look for a loop that never ends, or for a lock on standard output that is never released.",
      cut: "hung",
    };
  }
  if (stderr.includes("overflowed its stack")) {
    return crashed(
      "Your code ran out of stack, and the process died.",
      "It calls itself too deeply, or keeps a large array in a local variable.",
    );
  }
  if (failed) {
    return crashed(
      `Your code asked for ${failed[1]} bytes of memory, and the allocation failed.`,
      "Look for a collection that grows in a loop, or a capacity that is computed.",
    );
  }
  const known = by === undefined ? undefined : SIGNALS[by];
  if (known) return crashed(...known);
  if (by !== undefined) {
    return crashed(`The process was ended by ${by} in this check.`, "Your code did this, or the system did.");
  }
  return code === undefined
    ? crashed("The process ended in this check, before the check did.", "Look for an exit or an abort.")
    : crashed(
        `The process ended in this check with exit code ${code}, before the check did.`,
        "Your code must not end the process: return a value, or panic.",
      );
}

const SIGNALS: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  SIGABRT: [
    "Your code aborted the process.",
    "Look for a call of `abort`, a `drop` that panics while another panic unwinds, or a second free in `unsafe` code.",
  ],
  SIGSEGV: [
    "Your code touched memory that is not its own: a segmentation fault.",
    "Only `unsafe` code can do this: look at its pointers, indices and lengths.",
  ],
  SIGBUS: [
    "Your code touched memory that is not there: a bus error.",
    "Only `unsafe` code can do this: look at its pointers, indices and lengths.",
  ],
  SIGILL: [
    "Your code ran into an illegal instruction.",
    "Only `unsafe` code can do this: something declared unreachable was reached.",
  ],
  SIGKILL: [
    "The system killed the process in this check, most likely because it used too much memory.",
    "Look for a collection that grows in a loop.",
  ],
  SIGXCPU: [
    "Your code used more processor time than it may, and the system stopped it.",
    "Look for a loop that never ends.",
  ],
  SIGXFSZ: [
    "Your code wrote a larger file than it may, and the system stopped it.",
    "An answer has no need of files: look for what it writes.",
  ],
  SIGSYS: [
    "Your code made a system call that is not allowed.",
    "An answer needs none: look at what it calls.",
  ],
};
