/** Each way in which a process can end without a report is told as what it was. */
import { expect, it } from "vitest";
import { deathOf, type Ended } from "./deaths.ts";

it.each<[Partial<Ended>, string, string]>([
  [{ by: "output" }, "flooded", "printed more than any run needs"],
  [{ by: "time" }, "hung", "did not end in time"],
  [{ by: "SIGABRT", stderr: "thread 'x' has overflowed its stack" }, "crashed", "ran out of stack"],
  [{ by: "SIGABRT", stderr: "memory allocation of 99 bytes failed" }, "crashed", "asked for 99 bytes"],
  [{ by: "SIGABRT" }, "crashed", "aborted the process"],
  [{ by: "SIGSEGV" }, "crashed", "a segmentation fault"],
  [{ by: "SIGBUS" }, "crashed", "a bus error"],
  [{ by: "SIGILL" }, "crashed", "an illegal instruction"],
  [{ by: "SIGKILL" }, "crashed", "too much memory"],
  [{ by: "SIGXCPU" }, "crashed", "more processor time"],
  [{ by: "SIGXFSZ" }, "crashed", "a larger file"],
  [{ by: "SIGSYS" }, "crashed", "a system call that is not allowed"],
  [{ by: "SIGTERM" }, "crashed", "was ended by SIGTERM"],
  [{ code: 7 }, "crashed", "with exit code 7"],
  [{}, "crashed", "before the check did"],
])("%j is %s: %s", (ended, cut, words) => {
  const verdict = deathOf({ stderr: "", ...ended });
  expect(verdict.cut).toBe(cut);
  expect(verdict.message).toContain(words);
});
