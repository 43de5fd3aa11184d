/** Reads the events that `TOKIO_CONSOLE_RECORD_PATH` makes an application write, and adds them up as console-subscriber does. */
import * as v from "valibot";
import { describeFields } from "./describe.ts";
import type { Details } from "./details.ts";
import { HdrHistogram } from "../../../lib/hdr-histogram.ts";
import { drop, endPoll, newStats, startPoll, wake, type TaskStats } from "../task-stats.ts";
import type { ConsoleData } from "../store.ts";

const Id = v.union([v.string(), v.number()]);
const At = v.object({ secs_since_epoch: v.number(), nanos_since_epoch: v.number() });
const Value = v.union([v.string(), v.number(), v.boolean()]);
const Place = v.object({ id: Id, at: At });
const WakeOp = v.object({ self_wake: v.boolean() });

/** serde's form of console-subscriber's `record::Event`. */
const Event = v.union([
  v.object({
    Spawn: v.object({ id: Id, at: At, fields: v.array(v.object({ name: v.string(), value: Value })) }),
  }),
  v.object({ Enter: Place }),
  v.object({ Exit: Place }),
  v.object({ Close: Place }),
  v.object({
    Waker: v.object({
      id: Id,
      at: At,
      op: v.union([
        v.literal("Clone"),
        v.literal("Drop"),
        v.object({ Wake: WakeOp }),
        v.object({ WakeByRef: WakeOp }),
      ]),
    }),
  }),
]);

/** Span ids are longer than what a JavaScript number holds. */
const LONG_ID = /"id":(\d{16,})/;

export class EventsFile implements ConsoleData {
  readonly tasks = new Map<number, TaskStats>();
  readonly droppedEvents = 0;
  readonly #spans = new Map<string, { task: TaskStats; entered: number }>();
  #startS: number | undefined;
  #nowMs = 0;

  get nowMs(): number {
    return this.#nowMs;
  }

  /** ms since 1970 of its last event. */
  get endedAt(): number {
    return (this.#startS ?? 0) * 1_000 + this.#nowMs;
  }

  /** @throws for a line that is not an event */
  take(line: string): void {
    const event = v.parse(Event, JSON.parse(line.replace(LONG_ID, '"id":"$1"')));
    if ("Spawn" in event) {
      const { id, at, fields } = event.Spawn;
      const pairs = fields.map(({ name, value }) => [name, `${value}`] as const);
      const described = describeFields(pairs, "", "tokio::task");
      const createdMs = this.#at(at);
      const key = this.tasks.size + 1;
      const task = newStats(key, described.taskId, described.kind, described.info, createdMs);
      this.tasks.set(key, task);
      this.#spans.set(`${id}`, { task, entered: 0 });
    } else if ("Waker" in event) {
      const { id, at, op } = event.Waker;
      const atMs = this.#at(at);
      const known = this.#spans.get(`${id}`);
      if (known === undefined) return;
      if (op === "Clone") known.task.wakerClones++;
      else if (op === "Drop") known.task.wakerDrops++;
      else if ("Wake" in op) {
        // Waking by value uses the waker up.
        known.task.wakerDrops++;
        wake(known.task, atMs, op.Wake.self_wake);
      } else wake(known.task, atMs, op.WakeByRef.self_wake);
    } else if ("Enter" in event) {
      const known = this.#spans.get(`${event.Enter.id}`);
      const atMs = this.#at(event.Enter.at);
      if (known !== undefined && known.entered++ === 0) startPoll(known.task, atMs);
    } else if ("Exit" in event) {
      const known = this.#spans.get(`${event.Exit.id}`);
      const atMs = this.#at(event.Exit.at);
      if (known !== undefined && --known.entered === 0) endPoll(known.task, atMs);
    } else {
      const atMs = this.#at(event.Close.at);
      const known = this.#spans.get(`${event.Close.id}`);
      if (known === undefined) return;
      drop(known.task, atMs);
      this.#spans.delete(`${event.Close.id}`);
    }
  }

  detailsOf(id: number): Details | undefined {
    const task = this.tasks.get(id);
    if (task === undefined) return undefined;
    const { pollTimes = new HdrHistogram(), scheduledTimes = new HdrHistogram() } = task;
    return { pollTimes, scheduledTimes };
  }

  #at({ secs_since_epoch: seconds, nanos_since_epoch: nanos }: v.InferOutput<typeof At>): number {
    this.#startS ??= seconds;
    const atMs = (seconds - this.#startS) * 1_000 + nanos / 1e6;
    this.#nowMs = Math.max(this.#nowMs, atMs);
    return atMs;
  }
}
