/** What the page asks of tokio itself: the order of a task program, and the learner's own gather on it. All of it behind the wall. */
import type { Turns } from "../../harness/gather/turns.ts";
import type { RunConfig } from "../recording/run/config.ts";
import type { Program } from "../runtime/programs/program.ts";
import { compose } from "./compose.ts";
import type { End } from "./ends.ts";
import { engine, sandbox } from "./instance.ts";
import { runFile } from "./run-file.ts";
import { moduleBytes, TOKIO } from "./tokio/modules.ts";
import type { FromTokio } from "./types.ts";
import type { MainOrder } from "./wire.ts";

const LIMITS = { silenceMs: 10_000, totalMs: 20_000 };

/** By the program; each is asked for once. */
const orders = new Map<string, Promise<FromTokio<string>>>();

/** The order in which real tokio polls the tasks of a program without threads. @throws NotLoaded when a part of it does not arrive */
export function orderOnTokio(program: Program): Promise<FromTokio<string>> {
  const key = JSON.stringify(program);
  let order = orders.get(key);
  if (order === undefined) {
    order = recorded(program);
    orders.set(key, order);
    order.catch(() => orders.delete(key));
  }
  return order;
}

async function recorded(program: Program): Promise<FromTokio<string>> {
  const [text, module] = await Promise.all([engine("debug"), moduleBytes("recorder")]);
  let order: string | undefined;
  const end = await sandbox.run({
    script: compose(text, ""),
    command: { kind: "order", program },
    module,
    limits: LIMITS,
    onMessage(message) {
      if (message.kind === "order") ({ order } = message);
    },
  });
  return order === undefined ? refused(end) : { tokio: TOKIO.tokio, value: order };
}

/**
 * The learner's gather on the model and on real tokio; null when it did not come to an end, of which nothing is said.
 * @throws NotLoaded when a part of it does not arrive
 */
export async function turnsOnTokio(source: string, signal: AbortSignal): Promise<FromTokio<Turns | null>> {
  const module = await moduleBytes("host");
  let turns: Turns | null = null;
  const request = { key: "turns", profile: "debug", signal } as const;
  const end = await runFile<End>(source, request, ({ run }) =>
    run({
      command: { kind: "turns" },
      module,
      limits: LIMITS,
      onMessage(message) {
        if (message.kind === "turns") ({ turns } = message);
      },
    }),
  );
  if (turns === null && end.kind === "failed") return refused(end);
  return { tokio: TOKIO.tokio, value: turns };
}

/**
 * The learner's `main` on real tokio, on current_thread; null when it did not come to an end.
 * @throws NotLoaded when a part of it does not arrive
 */
export async function mainOnTokio(
  source: string,
  config: RunConfig,
  signal: AbortSignal,
): Promise<FromTokio<MainOrder | null>> {
  const module = await moduleBytes("host");
  let main: MainOrder | null = null;
  const request = { key: "main on tokio", profile: "debug", signal } as const;
  const end = await runFile<End>(source, request, ({ run }) =>
    run({
      command: { kind: "main-on-tokio", config },
      module,
      limits: LIMITS,
      onMessage(message) {
        if (message.kind === "main-order") ({ main } = message);
      },
    }),
  );
  if (main === null && end.kind === "failed") return refused(end);
  return { tokio: TOKIO.tokio, value: main };
}

/** There is none, or a policy forbids it; in the words of Chromium, Firefox and WebKit. */
const NO_WEBASSEMBLY = /no WebAssembly here|disallowed by embedder|blocked by CSP|unsafe-eval/;

/** Not every browser has WebAssembly, or lets a page compile it. */
function refused(end: End): "no WebAssembly" {
  const why = end.kind === "failed" ? end.message : "it did not come to an end";
  if (NO_WEBASSEMBLY.test(why)) return "no WebAssembly";
  throw new Error(why);
}
