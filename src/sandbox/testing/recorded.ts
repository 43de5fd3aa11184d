/** Records code in this process, for tests of programs that cannot hang; compiles, runs and reads it as the page does. */
import { DEFAULT_CONFIG } from "../../recording/run/config.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import { modules } from "../../runtime/index.ts";
import type { Modules } from "../../runtime/modules.ts";
import type { TokioEngine } from "../../runtime/tokio/engine.ts";
import { encode } from "../engine/encode.ts";
import { formatAll } from "../engine/format.ts";
import { DEEP_ENOUGH, locate } from "../engine/locate.ts";
import { mainOnTokio } from "../engine/main-on-tokio.ts";
import { recordMain } from "../engine/record-main.ts";
import { compileInNode } from "../node.ts";
import type { CompileOptions } from "../../compiler/compile.ts";
import { positionLookup } from "../../compiler/positions.ts";
import type { CodeRecording } from "../record.ts";
import { recordingCollector } from "../recording-collector.ts";
import { withPlainStacks } from "./plain-stacks.ts";
import { parseWorkerMessage } from "../wire.ts";
import type { MainOrder } from "../wire.ts";

/** Lines that `new Function` puts before the script. */
const BEFORE = 2;

/** The page's result, through the message schemas. */
export async function recorded(source: string, config: Partial<RunConfig> = {}): Promise<CodeRecording> {
  const compiled = await compiledInNode(source, { seams: true });
  const whole = { ...DEFAULT_CONFIG, ...config };
  const collected = recordingCollector(whole, positionLookup(compiled.map, source));
  const take = (message: object) => {
    const said = parseWorkerMessage(encode(message));
    if (said === undefined) throw new Error(`refused: ${encode(message).slice(0, 300)}`);
    collected.take(said);
  };
  const load = loaderOf(compiled.script, modules);
  const own = (stack: unknown) => locate(onlyCode(String(stack)), BEFORE);
  const outer = console.log;
  console.log = (...values: unknown[]) =>
    take({ kind: "log", line: { level: "log", text: formatAll(values, 2_000) } });
  const { stackTraceLimit } = Error;
  // As the worker does.
  Error.stackTraceLimit = DEEP_ENOUGH;
  try {
    withPlainStacks(() => take(recordMain(load, whole, { post: take, locate: own })));
  } finally {
    console.log = outer;
    Error.stackTraceLimit = stackTraceLimit;
  }
  return collected.recording(undefined);
}

/** The same code on tokio itself: the order in which it polled. */
export async function mainOrder(
  source: string,
  tokio: TokioEngine,
  config: Partial<RunConfig> = {},
): Promise<MainOrder> {
  const { script } = await compiledInNode(source);
  const outer = console.log;
  console.log = () => {};
  try {
    return mainOnTokio(tokio, loaderOf(script, tokio.modules), { ...DEFAULT_CONFIG, ...config });
  } finally {
    console.log = outer;
  }
}

/** The last source, compiled with these options: most tests run one program in several ways. */
let last: { of: string; compiled: ReturnType<typeof compileInNode> } | undefined;

async function compiledInNode(source: string, options: CompileOptions = {}) {
  const of = JSON.stringify([source, options]);
  if (last?.of !== of) last = { of, compiled: compileInNode(source, options) };
  const compiled = await last.compiled;
  if (!compiled.ok) throw new Error(compiled.errors[0]?.message);
  return compiled;
}

function loaderOf(script: string, on: Modules): () => Record<string, unknown> {
  let load = (): Record<string, unknown> => ({});
  // oxlint-disable-next-line no-implied-eval, no-new-func
  new Function("__course", script)({ modules: on, load: (factory: typeof load) => (load = factory) });
  return () => load();
}

const onlyCode = (stack: string): string =>
  stack
    .split("\n")
    .filter((frame) => frame.includes("<anonymous>:"))
    .join("\n");
