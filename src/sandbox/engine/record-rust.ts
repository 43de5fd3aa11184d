/** Runs a Rust program on a model runtime and sends each event to the page while it runs. */
import type { RunConfig } from "../../recording/run/config.ts";
import { build } from "../../recording/run/build.ts";
import { readRust } from "../../recording/rust/program.ts";
import type { Problem, RustProgram } from "../../recording/rust/program.ts";
import type { Value } from "../../recording/rust/values/values.ts";
import type { Interpreter } from "../../recording/rust/run/interpreter.ts";
import { machineOf, runMain } from "../../recording/rust/start.ts";
import { EndsRun } from "../../runtime/errors.ts";
import { ParkedForever } from "../../runtime/index.ts";
import type { Future, Runtime } from "../../runtime/index.ts";
import type { WorkerMessage } from "../wire.ts";
import { SendingRing } from "./sending-ring.ts";
import { Stopped } from "../../recording/rust/run/limits.ts";
import type { Printed } from "../../recording/rust/run/limits.ts";

const MOST_LINES = 500;
const MOST_PANICS = 20;

type End = Extract<WorkerMessage, { kind: "recorded" }>["end"];
type Post = (message: WorkerMessage) => void;

/** @returns the last message */
export function recordRust(source: string, config: RunConfig, post: Post): WorkerMessage {
  const { program, problems } = readRust(source);
  if (program === undefined) return { kind: "problems", problems: problems.slice(0, 200) };
  return recorded(program, config, post);
}

function recorded(program: RustProgram, config: RunConfig, post: Post): WorkerMessage {
  let panics = 0;
  let runtime: Runtime | null = null;
  const machine = machineOf(program, {
    build({ globalQueueInterval, eventInterval }) {
      if (runtime !== null)
        return machine.refuse(machine.at, "This program builds a second runtime, and the stage shows one.");
      const intervals = {
        globalQueueInterval: config.globalQueueInterval ?? globalQueueInterval,
        eventInterval: config.eventInterval ?? eventInterval,
      };
      const onPanic = (payload: unknown, task: number): void => {
        if (panics++ < MOST_PANICS) post({ kind: "panicked", task, ...said(payload, machine) });
      };
      runtime = build({ ...config, ...intervals }, ring, onPanic);
      if (config.flavor === "multi_thread") runtime.runUntilParked();
      ring.launched(ring.recorded);
      return runtime;
    },
    blockOn: (on, future) => driven(on, future, ring),
  });
  const ring = new SendingRing({ post, locate: () => machine.placeOf(machine.at) });
  machine.onPrint = printer(post);
  const ended = (end: End): WorkerMessage => {
    ring.send();
    return { kind: "recorded", end };
  };
  try {
    runMain(machine, program);
    if (runtime === null) return { kind: "problems", problems: [nothingToSee(machine, program)] };
    return ended({ kind: "done" });
  } catch (thrown) {
    if (thrown instanceof ParkedForever) return ended({ kind: "parked" });
    return ended(thrown instanceof Cut ? { kind: "cut" } : { kind: "failed", ...said(thrown, machine) });
  }
}

/** The recording is full. */
class Cut extends EndsRun {}

function driven(runtime: Runtime, future: Future<Value>, ring: SendingRing): Value {
  const drive = runtime.drive(future);
  for (;;) {
    const step = drive.step();
    if (drive.output !== null && step === "done") return drive.output.value;
    if (step === "stuck") throw new ParkedForever([], runtime.now());
    if (ring.full) throw new Cut();
  }
}

const nothingToSee = (machine: Interpreter, { main }: RustProgram): Problem => ({
  ...machine.placeOf(main.node.nameAt),
  message: "This program builds no runtime, so there is nothing to watch.",
  instead: "`#[tokio::main]` above `async fn main`, or `Runtime::new()`",
});

function said(thrown: unknown, machine: Interpreter) {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const instead =
    thrown instanceof Stopped && thrown.instead !== undefined ? ` Write ${thrown.instead} instead.` : "";
  return {
    message: message + instead,
    position: machine.placeOf(thrown instanceof Stopped ? thrown.at : machine.at),
  };
}

/** Sends whole lines. */
function printer(post: Post): (printed: Printed) => void {
  let lines = 0;
  let rest = "";
  return ({ text, toError }) => {
    const all = (rest + text).split("\n");
    rest = all.pop() as string;
    for (const line of all)
      if (lines++ < MOST_LINES) post({ kind: "log", line: { level: toError ? "error" : "log", text: line } });
  };
}
