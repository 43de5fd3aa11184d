/** Describes how a process without a report ended: limits by name, everything else as the system reports it. */
import { expect, it } from "vitest";
import { deathOf, type Ended } from "./deaths.ts";

it.each<[Partial<Ended>, string, string]>([
  [{ by: "output" }, "flooded", "printed more than any run needs"],
  [{ by: "time" }, "hung", "did not end in time"],
  [{ by: "SIGKILL" }, "crashed", "too much memory"],
  [{ by: "SIGXCPU" }, "crashed", "more processor time"],
  [{ by: "SIGXFSZ" }, "crashed", "a larger file"],
  [{ by: "SIGTERM" }, "crashed", "The process was ended by SIGTERM in this check."],
  [{ code: 7 }, "crashed", "The process ended in this check with exit code 7."],
  [{ code: 0xc00000fd }, "crashed", "in this check with STATUS_STACK_OVERFLOW."],
  [
    { code: 1, stderr: "memory allocation of 99 bytes failed\n" },
    "crashed",
    "allocation of 99 bytes failed.",
  ],
  [{}, "crashed", "The process ended in this check."],
])("%j is %s: %s", (ended, cut, words) => {
  const verdict = deathOf({ stderr: "", ...ended });
  expect(verdict.cut).toBe(cut);
  expect(verdict.message).toContain(words);
});
