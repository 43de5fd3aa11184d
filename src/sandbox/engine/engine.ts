/** Runs one command in a worker: takes the globals it needs, removes the rest, loads the learner's code, reports. */
import { arrange } from "../../../harness/guard.ts";
import type { Guard } from "../../../harness/guard.ts";
import { lockRealm } from "../../../harness/primordials.ts";
import type { Host, RunOptions } from "../../../harness/run.ts";
import type { Counted } from "../../../harness/histogram/counted.ts";
import type { WorkerEvent, WorkerMeasurement, WorkerOptions } from "../../../harness/bench/types.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import { internals } from "../../runtime/internals.ts";
import type { Start, WorkerMessage } from "../wire.ts";
import type { Turns } from "../../../harness/gather/turns.ts";
import type { Engine } from "../../runtime/engine.ts";
import { engineInternals } from "../../runtime/tokio/internals.ts";
import type { TokioEngine } from "../../runtime/tokio/engine.ts";
import { hostEngine } from "../tokio/host.ts";
import { instantiate } from "../tokio/instantiate.ts";
import { tokioRecorder } from "../tokio/recorder.ts";
import type { CheckPlace } from "../check-places.ts";
import { clockStepNs, takeClock, type Clock } from "./clock.ts";
import { installConsole } from "./console.ts";
import { decode, encode } from "./encode.ts";
import { format } from "./format.ts";
import { DEEP_ENOUGH, locate } from "./locate.ts";
import { locateCheck } from "./locate-check.ts";
import { mainOnTokio } from "./main-on-tokio.ts";
import { takePort } from "./port.ts";
import type { RecordHost } from "./sending-ring.ts";
import { sealGlobals } from "./seal.ts";

type Exports = Record<string, unknown>;
type NamedCheck = { id: string; title: string };

/** What the engine is built around; tests pass their own. */
export interface Harness {
  modules: Readonly<Record<string, Exports>>;
  /** The checks of an exercise, or undefined if there is no such exercise. Asked before the language is locked. */
  plan(exercise: string): readonly NamedCheck[] | undefined;
  runChecks(exercise: string, load: () => Exports, host: Host, options: RunOptions): void;
  measure(
    load: () => Exports,
    options: WorkerOptions,
    clock: Clock,
    emit: (event: WorkerEvent) => void,
    /** Exports of the tokio module to measure; without one, the engine measures the model. */
    tokio?: Readonly<Record<string, unknown>>,
  ): WorkerMeasurement;
  count(load: () => Exports, series: readonly (readonly number[])[]): Counted;
  record(load: () => Exports, config: RunConfig, host: RecordHost): WorkerMessage;
  /** The learner's gather on both engines. */
  compare(tokio: TokioEngine, load: (engine: Engine) => Exports): Turns;
}

/** What the learner's script finds when it is appended to the engine's; see the banner in `compile.ts`. */
export interface Course {
  readonly modules: Harness["modules"];
  load(factory: () => Exports): void;
}

/** Each check's name on the way to the page. Under a guard, the name does not tell a check from a canary. */
function namesFor(
  checks: readonly NamedCheck[],
  guard: Guard | undefined,
): (check: NamedCheck) => NamedCheck {
  if (guard === undefined) return ({ id, title }) => ({ id, title });
  const ids = checks.map(({ id }) => id);
  const names = new Map(arrange(ids, guard).map((place) => [place.id, place.name]));
  return ({ id }) => ({ id: names.get(id) ?? id, title: "" });
}

function theModule(module: ArrayBuffer | undefined): ArrayBuffer {
  if (module === undefined) throw new Error("this command comes with a module");
  return module;
}

/** Written before the engine's script, see `bundle.ts`; a test's engine may have none. */
function takePlaces(): readonly CheckPlace[] {
  const scope = globalThis as { __places?: readonly CheckPlace[] };
  const places = scope.__places ?? [];
  delete scope.__places;
  return places;
}

export function startEngine(harness: Harness): Course {
  const isolated = (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated;
  const port = takePort();
  const clock = takeClock();
  // Only the engine keeps it past the seal; undefined where the browser or its settings lack it.
  const compiler = (globalThis as { WebAssembly?: typeof WebAssembly }).WebAssembly;
  const post = (message: WorkerMessage) => port.post(encode(message));
  const log = installConsole(
    {
      line: (line) => post({ kind: "log", line }),
      dropped: (total) => post({ kind: "logs-dropped", total }),
    },
    clock,
  );
  Error.stackTraceLimit = DEEP_ENOUGH;
  const places = takePlaces();
  let learner: (() => Exports) | undefined;
  /** What the learner's script imports when it is loaded. */
  let { modules } = harness;
  const load = () => {
    if (!learner) throw new Error("there is no learner's script behind the engine");
    post({ kind: "loading" });
    const exports = learner();
    post({ kind: "loaded" });
    return exports;
  };

  const run = ({ command, engineLines }: Start, module: ArrayBuffer | undefined): WorkerMessage => {
    if (command.kind === "bench") {
      const emit = (event: WorkerEvent) => post({ kind: "bench", event });
      // Before the learner's code loads, which could interfere.
      const tokio = module && instantiate(module, { now: clock }, compiler);
      return { kind: "measured", measurement: harness.measure(load, command.options, clock, emit, tokio) };
    }
    if (command.kind === "order")
      return { kind: "order", order: tokioRecorder(theModule(module), compiler)(command.program) };
    if (command.kind === "turns" || command.kind === "main-on-tokio") {
      const tokio = hostEngine(theModule(module), compiler);
      lockRealm(harness.modules, tokio.modules, ...internals(), ...engineInternals(tokio));
      const loadOn = (engine: Engine) => {
        ({ modules } = engine);
        return load();
      };
      if (command.kind === "turns") return { kind: "turns", turns: harness.compare(tokio, loadOn) };
      return { kind: "main-order", main: mainOnTokio(tokio, () => loadOn(tokio), command.config) };
    }
    if (command.kind === "record-rust") return { kind: "failed", message: "This engine does not read Rust." };
    // Not for the measurement: a locked language has slower paths in some engines.
    const checks = command.kind === "check" ? harness.plan(command.exercise) : undefined;
    lockRealm(harness.modules, ...internals());
    if (command.kind === "count") return { kind: "counted", counted: harness.count(load, command.series) };
    if (command.kind === "record")
      return harness.record(load, command.config, { post, locate: (stack) => locate(stack, engineLines) });
    if (!checks) return { kind: "failed", message: `There is no exercise "${command.exercise}".` };
    post({ kind: "plan", checks: checks.map(({ id, title }) => ({ id, title })) });
    const named = namesFor(checks, command.options?.guard);
    let current: NamedCheck | undefined;
    const host: Host = {
      begin(check, index, total) {
        current = named(check);
        log.nextCheck();
        post({ kind: "begin-check", ...current, index, total });
      },
      end: (result) => post({ kind: "check", result: { ...result, ...named(result) } }),
      locate: (stack) => locate(stack, engineLines),
      locateCheck: (stack) => locateCheck(stack, places, engineLines),
    };
    try {
      harness.runChecks(command.exercise, load, host, command.options ?? {});
    } catch (error) {
      if (!current) throw error;
      // A check throws past its runner only when it inspects a value that throws when inspected.
      const message = `Looking at what your code threw or returned threw in turn: ${format(error)}.`;
      post({ kind: "check", result: { ...current, status: "error", message } });
    }
    return { kind: "done" };
  };

  port.onMessage((text, module) => {
    try {
      post(run(decode(text) as Start, module));
    } catch (error) {
      post({ kind: "failed", message: `The harness itself failed: ${format(error)}` });
    }
  });
  post({ kind: "ready", clockStepNs: clockStepNs(clock), crossOriginIsolated: isolated });
  sealGlobals();
  return Object.freeze({
    get modules() {
      return modules;
    },
    load(factory: () => Exports) {
      learner ??= factory;
    },
  });
}
