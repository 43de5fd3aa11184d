/** Runs a Rust program on a model runtime and sends each event to the page while it runs. */
import type { RunConfig } from "../../recording/run/config.ts";
import { launch } from "../../recording/run/launch.ts";
import { readRust } from "../../recording/rust/program.ts";
import type { RustProgram } from "../../recording/rust/program.ts";
import type { Interpreter } from "../../recording/rust/run/interpreter.ts";
import { machineOf, mainFuture } from "../../recording/rust/start.ts";
import type { WorkerMessage } from "../wire.ts";
import { SendingRing } from "./sending-ring.ts";
import { Stopped } from "../../recording/rust/run/limits.ts";
import type { Printed } from "../../recording/rust/run/limits.ts";

const MOST_LINES = 500;
const MOST_PANICS = 20;

type Post = (message: WorkerMessage) => void;

/** @returns the last message */
export function recordRust(source: string, config: RunConfig, post: Post): WorkerMessage {
  const { program, problems } = readRust(source);
  if (program === undefined) return { kind: "problems", problems: problems.slice(0, 200) };
  return recorded(program, config, post);
}

function recorded(program: RustProgram, config: RunConfig, post: Post): WorkerMessage {
  const machine = machineOf(program);
  const here = () => machine.placeOf(machine.at);
  const ring = new SendingRing({ post, locate: here });
  machine.onPrint = printer(post);
  let panics = 0;
  const ended = (end: Extract<WorkerMessage, { kind: "recorded" }>["end"]): WorkerMessage => {
    ring.send();
    return { kind: "recorded", end };
  };
  try {
    const { drive, prelude } = launch(
      () => mainFuture(machine, program),
      { ...config, root: "main" },
      ring,
      (payload, task) => {
        if (panics++ < MOST_PANICS) post({ kind: "panicked", task, ...said(payload, machine) });
      },
    );
    ring.launched(prelude);
    for (;;) {
      const step = drive.step();
      if (step === "done") return ended({ kind: "done" });
      if (step === "stuck") return ended({ kind: "parked" });
      if (ring.full) return ended({ kind: "cut" });
    }
  } catch (thrown) {
    return ended({ kind: "failed", ...said(thrown, machine) });
  }
}

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
