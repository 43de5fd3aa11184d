/** Steps a run of the model and keeps every event, for all pictures to read. */
import { PollLimit } from "../../runtime/index.ts";
import type { Snapshot } from "../../runtime/index.ts";
import type { TaskProgram } from "../program/text.ts";
import { MAX_EVENTS } from "./most.ts";
import type { RunConfig } from "./config.ts";
import { launch, programRoot } from "./launch.ts";
import type { Launched, MakeRoot } from "./launch.ts";
import { ProbeRing } from "./probe.ts";
import type { Seen } from "./probe.ts";

/** Enough for one poll that spawns as many tasks as a program may. */
const RING = 1 << 16;

export type RecordingEnd =
  /** `block_on`'s future is ready. */
  | { kind: "done" }
  /** Nothing can run: a deadlock. */
  | { kind: "parked" }
  /** The recording is full before the end of the run. */
  | { kind: "cut" }
  | { kind: "failed"; message: string };

export interface Recording {
  readonly config: RunConfig;
  /** Events before the root exists: they make the picture's first state and are not shown. */
  readonly prelude: readonly Seen[];
  readonly events: readonly Seen[];
  readonly end: RecordingEnd;
  /** Of a Rust program, whose main has no number. */
  readonly isRust?: boolean;
}

export interface ProgramRecording extends Recording {
  readonly program: TaskProgram;
}

export class Recorder {
  readonly #ring = new ProbeRing(RING);
  readonly #launched: Launched;
  readonly #config: RunConfig;
  readonly #prelude: readonly Seen[];
  readonly #events: Seen[] = [];
  #read: number;
  #end: RecordingEnd | null = null;

  constructor(makeRoot: MakeRoot, config: RunConfig) {
    this.#config = config;
    const { whereIs } = makeRoot;
    // The runtime counts tasks from 1, and a spawned root is its first; as main it is 0.
    const root = config.root === "task" ? 1 : 0;
    if (whereIs !== undefined) this.#ring.whereIs = (task) => whereIs(task - root);
    this.#launched = launch(makeRoot, config, this.#ring);
    this.#read = this.#launched.prelude;
    this.#prelude = this.#ring.seen(0).slice(0, this.#read);
    this.#drain();
  }

  /**
   * Steps until about `events` more have been recorded. @returns the recording once the run has ended
   */
  advance(events: number): Recording | null {
    const until = this.#events.length + events;
    while (this.#end === null && this.#events.length < until) this.step();
    return this.#end === null ? null : this.#recording(this.#end);
  }

  /** One step of the model, for tests that compare the picture with the model. */
  step(): void {
    try {
      const step = this.#launched.drive.step();
      if (step === "done") this.#end = { kind: "done" };
      else if (step === "stuck") this.#end = { kind: "parked" };
    } catch (error) {
      this.#end = { kind: "failed", message: reason(error) };
    }
    this.#drain();
  }

  inspect(): Snapshot {
    return this.#launched.runtime.inspect();
  }

  get ended(): boolean {
    return this.#end !== null;
  }

  get seenSoFar(): { prelude: readonly Seen[]; events: readonly Seen[] } {
    return { prelude: this.#prelude, events: this.#events };
  }

  #drain(): void {
    const ring = this.#ring;
    if (ring.lost > this.#read || this.#events.length + (ring.recorded - this.#read) > MAX_EVENTS) {
      this.#end = { kind: "cut" };
      return;
    }
    for (const event of ring.seen(this.#read)) this.#events.push(event);
    this.#read = ring.recorded;
  }

  #recording(end: RecordingEnd): Recording {
    return { config: this.#config, prelude: this.#prelude, events: this.#events, end };
  }
}

export function record(program: TaskProgram, config: RunConfig): ProgramRecording {
  const recording = new Recorder(programRoot(program), config).advance(Infinity) as Recording;
  return { ...recording, program };
}

function reason(error: unknown): string {
  if (error instanceof PollLimit) return error.message;
  return error instanceof Error ? error.message : String(error);
}
