/** Grades an answer in its own realm in this process: the page's engine over a port of two functions. */
import { createContext, Script } from "node:vm";
import type { Guard } from "../../../harness/guard.ts";
import { mapPositions } from "../../../harness/positions.ts";
import type { Report } from "../../../harness/report.ts";
import { positionLookup } from "../../compiler/positions.ts";
import { collector } from "../collect.ts";
import { newGuard } from "../confirm.ts";
import { compose } from "../compose.ts";
import { compileInNode } from "../node.ts";
import { withPlainStacks } from "./plain-stacks.ts";
import { isLast, parseWorkerMessage, type Start } from "../wire.ts";

/** Stand-ins for a worker's globals: a way out, a way in, and a clock. */
interface Scope {
  postMessage(text: unknown): void;
  addEventListener(type: string, listener: (event: { data: string }) => void): void;
  performance: { now(): number };
}

/**
 * @param engine the text of the engine, as `bundleEngine` makes it
 * @param options.timeout in ms; then the run is cut short
 */
export async function gradeInRealm(
  engine: string,
  exercise: string,
  source: string,
  { timeout = 20_000, guard = newGuard() }: { timeout?: number; guard?: Guard } = {},
): Promise<Report> {
  const compiled = await compileInNode(source);
  if (!compiled.ok) throw new Error(compiled.errors[0]?.message);
  const script = compose(engine, compiled.script);
  const lookup = positionLookup(compiled.map, source);
  const collect = collector({
    environment: { engine: "test" },
    mapPositions: (result) => mapPositions(result, lookup),
    guard,
  });
  let ended = false;
  let say: ((event: { data: string }) => void) | undefined;
  const scope: Scope = {
    postMessage(text) {
      const message = parseWorkerMessage(text);
      if (message === undefined || ended) return;
      ended = isLast(message);
      if (message.kind === "failed") throw new Error(message.message);
      collect.take(message);
    },
    addEventListener(type, listener) {
      if (type === "message") say = listener;
    },
    performance: { now: () => performance.now() },
  };
  const context = createContext(scope) as { go?: () => void };
  new Script(script.text).runInContext(context);
  const command = { kind: "check", exercise, options: { guard } } as const;
  const start: Start = { command, engineLines: script.engineLines };
  context.go = () => {
    delete context.go;
    say?.({ data: JSON.stringify(start) });
  };
  try {
    withPlainStacks(() => new Script("go()").runInContext(context, { timeout }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
  }
  return collect.report(exercise, "", ended ? { kind: "done" } : { kind: "hung", afterMs: timeout });
}
