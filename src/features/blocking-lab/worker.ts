/** The lab's worker: runs the model off the page's thread, one run after another, and reports each when done. */
import * as v from "valibot";
import { Ask, pack, strategiesFor } from "./messages.ts";
import type { Answer } from "./messages.ts";
import { runLab } from "./run.ts";
import { summarise } from "./summary.ts";
import { sweepRates } from "./sweep.ts";

interface Scope {
  postMessage(message: Answer): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
}

const scope = globalThis as unknown as Scope;
let newest = 0;

scope.addEventListener("message", ({ data }) => {
  const ask = v.safeParse(Ask, data);
  if (!ask.success) return;
  newest = ask.output.id;
  void answer(ask.output).catch((error: unknown) =>
    scope.postMessage({ kind: "failed", id: ask.output.id, message: String(error) }),
  );
});

async function answer(ask: Ask): Promise<void> {
  for (const run of ask.kind === "run" ? runs(ask) : points(ask)) {
    scope.postMessage(run());
    // Lets a newer request in.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (ask.id !== newest) return;
  }
  scope.postMessage({ kind: "done", id: ask.id });
}

function runs({ id, handler, load }: Ask): (() => Answer)[] {
  return strategiesFor(handler).map((strategy) => () => {
    const run = runLab(handler, load, strategy);
    return {
      kind: "run",
      id,
      summary: summarise(run),
      latenessNs: Float64Array.from(run.latenessNs),
      segments: pack(run.segments),
    };
  });
}

function points({ id, handler, load }: Ask): (() => Answer)[] {
  return sweepRates(handler, load).flatMap((requestsPerSecond) =>
    strategiesFor(handler).map((strategy) => () => {
      const { others, offered, finished } = summarise(
        runLab(handler, { ...load, requestsPerSecond }, strategy),
      );
      return {
        kind: "point",
        id,
        point: { strategy, requestsPerSecond, othersP99Ns: others.p99Ns, offered, finished },
      };
    }),
  );
}
