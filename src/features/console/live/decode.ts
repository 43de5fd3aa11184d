/** Turns console-subscriber's updates into changes of the store: short ids for spans, one time scale. */
import { packStats, RETAIN_FOR_MS } from "../store.ts";
import type { AsyncOp, NewTask, Resource, TaskChange, TaskNumbers } from "../store.ts";
import type { Attribute, Metadata } from "./proto/common_pb.js";
import type { Update } from "./proto/instrument_pb.js";
import type { Stats as TaskStatsMessage } from "./proto/tasks_pb.js";
import type { Stats as ResourceStats } from "./proto/resources_pb.js";
import type { Stats as OpStats } from "./proto/async_ops_pb.js";
import { describe, locationOf, pairOf } from "./describe.ts";

interface Moment {
  seconds: bigint;
  nanos: number;
}

/** A span's short id, and when its task began and ended. */
interface Known {
  id: number;
  createdMs: number;
  droppedMs: number;
}

/** What a real application never reaches; it bounds what a broken one can fill. */
const MAX_ENTITIES = 200_000;

export class Decoder {
  readonly resources = new Map<number, Resource>();
  readonly asyncOps = new Map<number, AsyncOp>();
  readonly #tasks = new Map<string, Known>();
  readonly #spans = new Map<number, string>();
  readonly #others = new Map<string, number>();
  readonly #metadata = new Map<string, Metadata>();
  #next = 1;
  #base: bigint | undefined;

  /** ms since 1970 of the time 0 of what it gives. */
  get baseMs(): number {
    return Number(this.#base ?? 0n) * 1_000;
  }

  /** Whether an update is of the application that it knows: some task has the same span and began at the same time. */
  knows({ taskUpdate }: Update): boolean {
    return Object.entries(taskUpdate?.statsUpdate ?? {}).some(
      ([span, { createdAt }]) => this.#tasks.get(span)?.createdMs === this.#at(createdAt),
    );
  }

  /** How many spans it knows. */
  get size(): number {
    return this.#tasks.size + this.#others.size;
  }

  /** The span of a task, for a request about it. */
  spanOf(id: number): bigint | undefined {
    const span = this.#spans.get(id);
    return span === undefined ? undefined : BigInt(span);
  }

  /** The task of a span, for an answer about it. */
  taskOf(span: bigint | undefined): number | undefined {
    return this.#tasks.get(`${span}`)?.id;
  }

  /**
   * The first update of a connection describes everything.
   * @param whole whether this is one
   * @param same whether it is of the application that was connected before, whose tasks keep their ids
   */
  take(update: Update, whole: boolean, same = false): TaskChange {
    if (whole) this.#forget(same);
    this.#base ??= update.now?.seconds ?? 0n;
    for (const { id, metadata } of update.newMetadata?.metadata ?? [])
      if (id !== undefined && metadata !== undefined) this.#metadata.set(`${id.id}`, metadata);
    const nowMs = this.#at(update.now) ?? 0;
    const tasks = this.#takeNewTasks(update, whole);
    const stats = packStats(this.#takeStats(update));
    this.#takeResources(update);
    this.#takeOps(update);
    this.#retain(nowMs);
    const dropped = [update.taskUpdate, update.resourceUpdate, update.asyncOpUpdate];
    const droppedEvents = dropped.reduce((sum, part) => sum + Number(part?.droppedEvents ?? 0n), 0);
    return { nowMs, whole, tasks, stats, droppedEvents };
  }

  #takeNewTasks({ taskUpdate }: Update, whole: boolean): NewTask[] {
    const tasks: NewTask[] = [];
    for (const task of taskUpdate?.newTasks ?? []) {
      const metadata = this.#metadata.get(`${task.metadata?.id}`);
      if (task.id === undefined || metadata === undefined || this.#tasks.size >= MAX_ENTITIES) continue;
      const span = `${task.id.id}`;
      const known = this.#tasks.get(span);
      const isAlive = known !== undefined && Number.isNaN(known.droppedMs);
      // What was new shortly before a connection began is announced twice.
      if (isAlive && !whole) continue;
      const id = isAlive ? known.id : this.#next++;
      this.#tasks.set(span, { id, createdMs: Number.NaN, droppedMs: Number.NaN });
      this.#spans.set(id, span);
      tasks.push({ id, ...describe(task.fields, task.location, metadata) });
    }
    return tasks;
  }

  #takeStats({ taskUpdate }: Update): [number, TaskNumbers][] {
    const changed: [number, TaskNumbers][] = [];
    for (const [span, stats] of Object.entries(taskUpdate?.statsUpdate ?? {})) {
      const known = this.#tasks.get(span);
      if (known === undefined) continue;
      const numbers = this.#numbers(stats);
      known.createdMs = numbers.createdMs;
      known.droppedMs = numbers.droppedMs;
      changed.push([known.id, numbers]);
    }
    return changed;
  }

  #numbers(stats: TaskStatsMessage): TaskNumbers {
    const { pollStats } = stats;
    return {
      createdMs: this.#at(stats.createdAt) ?? 0,
      droppedMs: this.#at(stats.droppedAt) ?? Number.NaN,
      polls: Number(pollStats?.polls ?? 0n),
      busyMs: msOf(pollStats?.busyTime),
      scheduledMs: msOf(stats.scheduledTime),
      lastPollStartedMs: this.#at(pollStats?.lastPollStarted) ?? Number.NaN,
      lastPollEndedMs: this.#at(pollStats?.lastPollEnded) ?? Number.NaN,
      lastWakeMs: this.#at(stats.lastWake) ?? Number.NaN,
      wakes: Number(stats.wakes),
      selfWakes: Number(stats.selfWakes),
      wakerClones: Number(stats.wakerClones),
      wakerDrops: Number(stats.wakerDrops),
    };
  }

  #takeResources({ resourceUpdate }: Update): void {
    const fresh = resourceUpdate?.newResources ?? [];
    // In no order: a part may come before what it is a part of.
    for (const { id } of fresh) this.#newOther(id?.id);
    for (const resource of fresh) {
      const metadata = this.#metadata.get(`${resource.metadata?.id}`);
      const id = this.#other(resource.id?.id);
      if (id === null || metadata === undefined) continue;
      const { kind } = resource.kind ?? {};
      this.resources.set(id, {
        id,
        parent: this.#other(resource.parentResourceId?.id),
        kind: kind?.case === "other" ? kind.value : "Timer",
        target: metadata.target,
        type: resource.concreteType,
        internal: resource.isInternal,
        location: locationOf(resource.location),
        createdMs: 0,
        droppedMs: null,
        attributes: "",
      });
    }
    for (const [span, each] of Object.entries(resourceUpdate?.statsUpdate ?? {})) {
      const resource = this.resources.get(this.#others.get(span) ?? -1);
      if (resource !== undefined) Object.assign(resource, this.#life(each));
    }
  }

  #takeOps({ asyncOpUpdate }: Update): void {
    const fresh = asyncOpUpdate?.newAsyncOps ?? [];
    for (const { id } of fresh) this.#newOther(id?.id);
    for (const op of fresh) {
      const id = this.#other(op.id?.id);
      const resource = this.#other(op.resourceId?.id);
      if (id === null || resource === null) continue;
      this.asyncOps.set(id, {
        id,
        parent: this.#other(op.parentAsyncOpId?.id),
        resource,
        task: null,
        source: op.source,
        createdMs: 0,
        droppedMs: null,
        polls: 0,
        busyMs: 0,
        pollingSinceMs: null,
        attributes: "",
      });
    }
    for (const [span, stats] of Object.entries(asyncOpUpdate?.statsUpdate ?? {})) {
      const op = this.asyncOps.get(this.#others.get(span) ?? -1);
      if (op === undefined) continue;
      const { pollStats } = stats;
      Object.assign(op, this.#life(stats));
      op.task = this.#tasks.get(`${stats.taskId?.id}`)?.id ?? op.task;
      op.polls = Number(pollStats?.polls ?? 0n);
      op.busyMs = msOf(pollStats?.busyTime);
      const started = this.#at(pollStats?.lastPollStarted) ?? -Infinity;
      op.pollingSinceMs = started > (this.#at(pollStats?.lastPollEnded) ?? -Infinity) ? started : null;
    }
  }

  #life(stats: ResourceStats | OpStats): Pick<Resource, "createdMs" | "droppedMs" | "attributes"> {
    return {
      createdMs: this.#at(stats.createdAt) ?? 0,
      droppedMs: this.#at(stats.droppedAt),
      attributes: this.#attributes(stats.attributes),
    };
  }

  #attributes(attributes: readonly Attribute[]): string {
    const all = attributes.flatMap(({ field, unit = "" }) => {
      const metadata = this.#metadata.get(`${field?.metadataId?.id}`);
      const pair = field === undefined ? undefined : pairOf(field, metadata);
      return pair === undefined ? [] : [`${pair[0]}=${pair[1]}${unit}`];
    });
    return all.toSorted().join(" ");
  }

  #newOther(span: bigint | undefined): void {
    if (span === undefined || this.#others.size >= MAX_ENTITIES) return;
    const known = this.#others.get(`${span}`) ?? -1;
    const living = this.resources.get(known) ?? this.asyncOps.get(known);
    if (living?.droppedMs !== null) this.#others.set(`${span}`, this.#next++);
  }

  #other(span: bigint | undefined): number | null {
    return span === undefined ? null : (this.#others.get(`${span}`) ?? null);
  }

  /** Span ids come back for other spans, and an application may run for weeks: what is over is forgotten. */
  #retain(nowMs: number): void {
    for (const [span, { id, droppedMs }] of this.#tasks)
      if (nowMs - droppedMs >= KEPT_TASKS_MS) {
        this.#tasks.delete(span);
        this.#spans.delete(id);
      }
    for (const map of [this.resources, this.asyncOps])
      for (const [id, { droppedMs }] of map)
        if (droppedMs !== null && nowMs - droppedMs >= RETAIN_FOR_MS) map.delete(id);
    for (const [span, id] of this.#others)
      if (!this.resources.has(id) && !this.asyncOps.has(id)) this.#others.delete(span);
  }

  #forget(same: boolean): void {
    for (const map of [this.resources, this.asyncOps, this.#others, this.#metadata]) map.clear();
    if (!same) for (const map of [this.#tasks, this.#spans]) map.clear();
  }

  #at(moment: Moment | undefined): number | null {
    if (moment === undefined) return null;
    return Number(moment.seconds - (this.#base ?? 0n)) * 1_000 + moment.nanos / 1e6;
  }
}

/** A recording asks about the tasks that ended in its minute, so their spans outlive the screen. */
const KEPT_TASKS_MS = 90_000;

const msOf = (duration: Moment | undefined): number =>
  duration === undefined ? 0 : Number(duration.seconds) * 1_000 + duration.nanos / 1e6;
