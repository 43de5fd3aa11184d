/** A trace ring that keeps nothing and sends every event to the page while the run goes on. */
import { ErrorNow, isFinite } from "../../../harness/primordials.ts";
import type { ScriptPosition } from "../../../harness/check.ts";
import { MAX_EVENTS } from "../../recording/run/most.ts";
import { CONTEXT } from "../../runtime/context.ts";
import { TraceRing } from "../../runtime/index.ts";
import type { Drive } from "../../runtime/index.ts";
import { Kind, Q } from "../../runtime/trace/kinds.ts";
import type { WorkerMessage } from "../wire.ts";

/** The environment of a recording, in the sandbox's worker. */
export interface RecordHost {
  post(message: WorkerMessage): void;
  /** Where the learner's code is: their first frame in a stack. */
  locate(stack: unknown): ScriptPosition | undefined;
}

/** Reading a stack takes tens of microseconds, and nobody steps through more events than this. */
const MOST_LOCATED = 5_000;
/** This many polls are sent as they begin, so that the page knows which one never ends. */
const MOST_SENT_POLLS = 2_000;
const CHUNK = 1_500;
const MOST = Number.MAX_SAFE_INTEGER;

/** What happens while the learner's own code is on the stack. */
const FROM_CODE: readonly Kind[] = [
  Kind.Spawn,
  Kind.Wake,
  Kind.Clone,
  Kind.Wait,
  Kind.TimerSet,
  Kind.Abort,
  Kind.Budget,
];

/** A ring that keeps nothing and sends every event out. */
export class SendingRing extends TraceRing {
  readonly #host: RecordHost;
  #rows: number[] = [];
  #sent = 0;
  #recorded = 0;
  #polls = 0;
  #located = 0;
  /** How many events came before the root task; nothing is sent until this is known. */
  #prelude = Infinity;

  constructor(host: RecordHost) {
    super({ capacity: 2 });
    this.#host = host;
  }

  override get recorded(): number {
    return this.#recorded;
  }

  get full(): boolean {
    return this.#recorded >= MAX_EVENTS;
  }

  override record(kind: Kind, worker: number, task: number, a: number, b: number): void {
    // A future polled by hand outside any task belongs to no task.
    if (this.full || task < 0) return;
    const at = this.#from(kind, a);
    const { nowMs } = this;
    this.#rows.push(
      kind,
      worker,
      task,
      finite(a),
      finite(b),
      CONTEXT.budget,
      finite(nowMs),
      finite(nowMs + CONTEXT.busyMs),
      at?.line ?? 0,
      at?.column ?? 0,
    );
    this.#recorded++;
    const begins = kind === Kind.PollStart && this.#polls++ < MOST_SENT_POLLS;
    if (begins || this.#recorded - this.#sent >= CHUNK) this.send();
  }

  launched(prelude: number): void {
    this.#prelude = prelude;
    this.send();
  }

  /** Steps until the run ends, or the page has all the events that it takes. */
  played(drive: Drive<unknown>): "done" | "parked" | "cut" {
    for (;;) {
      const step = drive.step();
      if (step === "done") return "done";
      if (step === "stuck") return "parked";
      if (this.full) return "cut";
    }
  }

  send(): void {
    if (this.#rows.length === 0 || this.#prelude === Infinity) return;
    this.#host.post({ kind: "trace", prelude: this.#prelude, first: this.#sent, rows: this.#rows });
    this.#rows = [];
    this.#sent = this.#recorded;
  }

  #from(kind: Kind, a: number): ScriptPosition | undefined {
    const fromCode = FROM_CODE.includes(kind) || (kind === Kind.Push && a === Q.Defer);
    if (!fromCode || this.#located >= MOST_LOCATED) return undefined;
    this.#located++;
    return hereIn(this.#host);
  }
}

/** The learner may have replaced the function that V8 makes stacks with; then there is no line to show. */
function hereIn(host: RecordHost): ScriptPosition | undefined {
  try {
    return host.locate(new ErrorNow("here").stack);
  } catch {
    return undefined;
  }
}

const finite = (value: number): number => (isFinite(value) ? value : MOST);
