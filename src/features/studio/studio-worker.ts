/** The studio's worker: runs designs under load off the page's thread, and reports how far it has got. */
import * as v from "valibot";
import { runLoad, sweepLoad } from "../../recording/studio/load/load.ts";
import { Ask } from "./messages.ts";
import type { Answer } from "./messages.ts";

interface Scope {
  postMessage(message: Answer): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
}
const scope = globalThis as unknown as Scope;

scope.addEventListener("message", ({ data }) => {
  const ask = v.safeParse(Ask, data);
  if (!ask.success) {
    const [issue] = ask.issues;
    scope.postMessage({ kind: "failed", message: `The design cannot be run: ${issue.message}.` });
    return;
  }
  try {
    answer(ask.output);
  } catch (error) {
    scope.postMessage({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
});

function answer({ kind, designs }: Ask): void {
  for (const [of, design] of designs.entries()) {
    const report = (share: number) =>
      scope.postMessage({ kind: "progress", share: (of + share) / designs.length });
    if (kind === "run") scope.postMessage({ kind: "result", of, result: finish(runLoad(design), report) });
    else scope.postMessage({ kind: "sweep", of, sweep: finish(sweepLoad(design), report) });
  }
  scope.postMessage({ kind: "done" });
}

function finish<T>(running: Generator<number, T>, report: (share: number) => void): T {
  for (;;) {
    const step = running.next();
    if (step.done === true) return step.value;
    report(step.value);
  }
}
