/** A console server in Node for tests: its tasks are told what to do, and it speaks gRPC, or gRPC-web for one origin. */
import { createServer as createHttp1, type Server as Http1Server } from "node:http";
import { createServer as createHttp2, type Http2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { cors } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { Instrument, Temporality, UpdateSchema, type Update } from "../live/proto/instrument_pb.js";
import { TaskDetailsSchema } from "../live/proto/tasks_pb.js";

type UpdateInit = MessageInitShape<typeof UpdateSchema>;

interface Options {
  /** Serve gRPC-web over HTTP/1.1 to this origin, in place of gRPC. */
  origin?: string;
  /** As before console-subscriber 0.5: no stream of states. */
  old?: boolean;
  /** When its tasks began, in seconds since 1970. */
  bornAt?: number;
}

interface TestTask {
  name: string;
  fields: Record<string, string>;
  polls: number;
  busyMs: number;
  scheduledMs: number;
  wakes: number;
  selfWakes: number;
  clones: number;
  drops: number;
  droppedMs?: number;
  lastPollMs: number;
  pollTimesNs: number[];
  isNew: boolean;
  isChanged: boolean;
}

const META = 7n;
const FIELD_NAMES = ["task.name", "task.id", "kind", "size.bytes", "original_size.bytes", "user"];

export class TestApplication {
  readonly tasks = new Map<number, TestTask>();
  nowMs = 0;
  paused = false;
  readonly #options: Options;
  readonly #watchers = new Set<(update: Update | undefined) => void>();
  readonly #stateWatchers = new Set<() => void>();
  #server: Http1Server | Http2Server | undefined;
  readonly #sessions = new Set<{ destroy(): void }>();

  constructor(options: Options = {}) {
    this.#options = options;
  }

  /** @returns its address, such as `http://127.0.0.1:40123` */
  async start(port = 0): Promise<string> {
    const { origin } = this.#options;
    const handler = connectNodeAdapter({ routes: (router) => router.service(Instrument, this.#service()) });
    const server =
      origin === undefined
        ? createHttp2(handler)
        : createHttp1((request, response) => {
            if (request.headers.origin === origin) {
              response.setHeader("access-control-allow-origin", origin);
              response.setHeader("access-control-expose-headers", cors.exposedHeaders.join(", "));
              response.setHeader("access-control-allow-headers", cors.allowedHeaders.join(", "));
            }
            if (request.method === "OPTIONS") response.writeHead(204).end();
            else handler(request, response);
          });
    this.#server = server;
    // `close` waits for open streams, which would never end.
    if ("on" in server)
      (server as Http2Server).on(
        origin === undefined ? "session" : "connection",
        (session: { destroy(): void }) => this.#sessions.add(session),
      );
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const watcher of this.#watchers) watcher(undefined);
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const session of this.#sessions) session.destroy();
    this.#sessions.clear();
    await closed;
  }

  get watchers(): number {
    return this.#watchers.size;
  }

  spawn(id: number, name: string, fields: Record<string, string> = {}): TestTask {
    const task: TestTask = {
      name,
      fields,
      polls: 0,
      busyMs: 0,
      scheduledMs: 0,
      wakes: 0,
      selfWakes: 0,
      clones: 1,
      drops: 0,
      lastPollMs: this.nowMs,
      pollTimesNs: [],
      isNew: true,
      isChanged: true,
    };
    this.tasks.set(id, task);
    return task;
  }

  poll(id: number, ms: number): void {
    const task = this.tasks.get(id);
    if (task === undefined) throw new Error(`no task ${id}`);
    task.polls++;
    task.wakes++;
    task.busyMs += ms;
    task.lastPollMs = this.nowMs;
    task.pollTimesNs.push(Math.round(ms * 1e6));
    task.isChanged = true;
  }

  /** Lets time pass and tells every watcher what changed. */
  publish(ms: number): void {
    this.nowMs += ms;
    if (this.paused) return;
    const update = this.update(false);
    for (const task of this.tasks.values()) task.isNew = task.isChanged = false;
    for (const watcher of this.#watchers) watcher(update);
  }

  update(whole: boolean): Update {
    const chosen = [...this.tasks].filter(([, task]) => whole || task.isChanged);
    const init: UpdateInit = {
      now: this.#at(this.nowMs),
      newMetadata: whole
        ? {
            metadata: [
              {
                id: { id: META },
                metadata: { name: "runtime.spawn", target: "tokio::task", fieldNames: FIELD_NAMES },
              },
            ],
          }
        : { metadata: [] },
      taskUpdate: {
        newTasks: chosen
          .filter(([, task]) => whole || task.isNew)
          .map(([id, { name, fields }]) => ({
            id: { id: spanOf(id) },
            metadata: { id: META },
            fields: Object.entries({ "task.name": name, "task.id": `${id}`, kind: "task", ...fields }).map(
              ([field, value]) => ({
                name: { case: "nameIdx" as const, value: BigInt(FIELD_NAMES.indexOf(field)) },
                value: /^\d+$/.test(value)
                  ? { case: "u64Val" as const, value: BigInt(value) }
                  : { case: "strVal" as const, value },
                metadataId: { id: META },
              }),
            ),
            location: { file: "src/main.rs", line: id, column: 5 },
          })),
        statsUpdate: Object.fromEntries(chosen.map(([id, task]) => [`${spanOf(id)}`, this.#stats(task)])),
      },
      resourceUpdate: {},
      asyncOpUpdate: {},
    };
    return create(UpdateSchema, init);
  }

  #stats(task: TestTask) {
    return {
      createdAt: this.#at(0),
      ...(task.droppedMs === undefined ? {} : { droppedAt: this.#at(task.droppedMs) }),
      wakes: BigInt(task.wakes),
      selfWakes: BigInt(task.selfWakes),
      wakerClones: BigInt(task.clones),
      wakerDrops: BigInt(task.drops),
      lastWake: this.#at(task.lastPollMs),
      scheduledTime: lasting(task.scheduledMs),
      pollStats: {
        polls: BigInt(task.polls),
        lastPollStarted: this.#at(task.lastPollMs),
        lastPollEnded: this.#at(task.lastPollMs + 0.001),
        busyTime: lasting(task.busyMs),
      },
    };
  }

  #at(ms: number) {
    const whole = Math.floor(ms / 1_000);
    return {
      seconds: BigInt((this.#options.bornAt ?? 1_700_000_000) + whole),
      nanos: Math.round((ms - whole * 1_000) * 1e6),
    };
  }

  #service() {
    const { old = false } = this.#options;
    const service = {
      watchUpdates: () => this.#updates(),
      watchTaskDetails: ({ id }: { id?: { id: bigint } | undefined }) =>
        this.#details(Number((id?.id ?? 0n) - OFFSET)),
      pause: () => this.#setPaused(true),
      resume: () => this.#setPaused(false),
    };
    return old ? service : { ...service, watchState: () => this.#states() };
  }

  async *#updates(): AsyncGenerator<Update> {
    const waiting: (Update | undefined)[] = [this.update(true)];
    let wake = () => {};
    const watcher = (update: Update | undefined) => {
      waiting.push(update);
      wake();
    };
    this.#watchers.add(watcher);
    try {
      for (;;) {
        while (waiting.length > 0) {
          const update = waiting.shift();
          if (update === undefined) return;
          yield update;
        }
        await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.#watchers.delete(watcher);
    }
  }

  async *#states() {
    for (;;) {
      yield { temporality: this.paused ? Temporality.PAUSED : Temporality.LIVE };
      await new Promise<void>((resolve) => this.#stateWatchers.add(resolve));
    }
  }

  async *#details(id: number) {
    const task = this.tasks.get(id);
    if (task === undefined) return;
    yield create(TaskDetailsSchema, {
      taskId: { id: spanOf(id) },
      now: this.#at(this.nowMs),
      pollTimesHistogram: { case: "histogram", value: histogram(task.pollTimesNs) },
      scheduledTimesHistogram: histogram([]),
    });
    await new Promise(() => {});
  }

  #setPaused(paused: boolean) {
    this.paused = paused;
    for (const told of this.#stateWatchers) told();
    this.#stateWatchers.clear();
    return {};
  }
}

/** Real span ids are beyond what a JavaScript number holds. */
const OFFSET = 2n ** 60n;
const spanOf = (id: number): bigint => OFFSET + BigInt(id);

const lasting = (ms: number) => ({
  seconds: BigInt(Math.floor(ms / 1_000)),
  nanos: Math.round((ms % 1_000) * 1e6),
});

const MAX_NS = 1_000_000_000;

function histogram(valuesNs: readonly number[]) {
  return {
    rawHistogram: writeHdrV2(valuesNs.filter((ns) => ns <= MAX_NS)),
    maxValue: BigInt(MAX_NS),
    highOutliers: BigInt(valuesNs.filter((ns) => ns > MAX_NS).length),
  };
}

/** HdrHistogram's V2 form with two significant digits, from 1 ns. */
function writeHdrV2(values: readonly number[]): Uint8Array<ArrayBuffer> {
  const counts: number[] = [];
  for (const value of values) {
    const octave = Math.max(0, Math.floor(Math.log2(value)) - 7);
    const index = octave * 128 + Math.floor(value / 2 ** octave);
    while (counts.length <= index) counts.push(0);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  const payload: number[] = [];
  for (let at = 0; at < counts.length;) {
    let empty = 0;
    while (counts[at + empty] === 0) empty++;
    // Zig-zag: 2 n for a count, 2 n - 1 for a run of n empty steps.
    let raw = empty > 0 ? 2 * empty - 1 : 2 * (counts[at] ?? 0);
    for (; raw >= 0x80; raw = Math.floor(raw / 128)) payload.push((raw & 0x7f) | 0x80);
    payload.push(raw);
    at += Math.max(1, empty);
  }
  const bytes = new Uint8Array(40 + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x1c84_9313);
  view.setUint32(4, payload.length);
  view.setUint32(12, 2);
  view.setBigUint64(16, 1n);
  view.setBigUint64(24, BigInt(MAX_NS));
  view.setFloat64(32, 1);
  bytes.set(payload, 40);
  return bytes;
}
