/** Answers the page from a connection or a file: the part of the console's worker that needs no worker. */
import type { Transport } from "@connectrpc/connect";
import { TaskStore } from "../store.ts";
import type { Address } from "./address.ts";
import type { Details } from "./details.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { packed } from "./packed.ts";
import { openFile, type Opened } from "./read-file.ts";
import { Recorder } from "./recorder.ts";
import { Session } from "./session.ts";

type Tell = (message: FromWorker, transfer?: Transferable[]) => void;

/** A browser opens six connections to a server, and three are in use. */
const ASKED_AT_ONCE = 2;
/** Enough for a service with a task for each connection; beyond it, those polled most are asked about. */
const MAX_ASKED = 2_000;
/** A list longer than this cannot be read. */
const MAX_LISTED = 5_000;

interface Running {
  recorder: Recorder;
  label: string;
  ms: number;
  phase: "start" | "recording" | "end";
}

export class Watcher {
  readonly #tell: Tell;
  readonly #transportTo: (address: Address) => Transport;
  #session: Session | undefined;
  #opened: Opened | undefined;
  #store = new TaskStore();
  #listsShown = false;
  #running: Running | undefined;

  constructor(tell: Tell, transportTo: (address: Address) => Transport) {
    this.#tell = tell;
    this.#transportTo = transportTo;
  }

  take(message: ToWorker): void {
    switch (message.kind) {
      case "connect":
        return this.#connect(message.address);
      case "open":
        return void this.#open(message.file);
      case "close":
        return this.#close();
      case "watch":
        return this.#watch(message.task);
      case "lists":
        this.#listsShown = message.shown;
        return this.#sendLists();
      case "pause":
        return void this.#session?.setPaused(message.paused);
      case "record":
        return void this.#record(message.seconds, message.label);
      case "stop-recording":
        if (this.#running?.phase === "recording") void this.#finish(this.#running);
        return;
    }
  }

  #connect(address: Address): void {
    this.#close();
    const session = new Session(this.#transportTo(address), {
      standing: (standing) => {
        if (standing.kind === "lost")
          this.#breakOff("The connection was lost. Record again once it is back.");
        this.#tell({ kind: "standing", standing });
      },
      change: (change) => {
        this.#store.apply(change);
        const running = this.#running;
        running?.recorder.change(change);
        this.#tell({ kind: "change", change }, [change.stats.buffer]);
        this.#sendLists();
        if (running?.phase === "recording") this.#tick(running);
      },
      paused: (paused) => {
        if (paused) this.#breakOff("The application was paused. Resume it and record again.");
        this.#tell({ kind: "paused", paused });
      },
      details: (task, details) => this.#sendDetails(task, details),
    });
    this.#session = session;
    void session.run();
  }

  async #open(file: File): Promise<void> {
    this.#close();
    try {
      const opened = await openFile(file.name, chunksOf(file));
      this.#opened = opened;
      if (opened.end !== undefined) {
        this.#tell({ kind: "standing", standing: { kind: "file", name: file.name, cut: opened.cut } });
        this.#tell({ kind: "change", change: opened.end.change });
        this.#sendLists();
      }
      this.#tell({ kind: "recorded", recording: opened.recording });
    } catch (error) {
      this.#tell({ kind: "unreadable", text: error instanceof Error ? error.message : String(error) });
    }
  }

  #close(): void {
    this.#session?.close();
    this.#session = undefined;
    this.#opened = undefined;
    this.#running = undefined;
    this.#store = new TaskStore();
  }

  #watch(task: number | null): void {
    this.#session?.watch(task);
    const details = task === null ? undefined : this.#opened?.end?.detailsOf(task);
    if (task !== null && details !== undefined) this.#sendDetails(task, details);
  }

  #sendDetails(task: number, { pollTimes, scheduledTimes }: Details): void {
    this.#tell({
      kind: "details",
      task,
      pollTimes: packed(pollTimes),
      scheduledTimes: packed(scheduledTimes),
    });
  }

  #sendLists(): void {
    if (!this.#listsShown) return;
    const decoder = this.#session?.decoder;
    const newest = <T>(all: Iterable<T> | undefined): T[] => [...(all ?? [])].slice(-MAX_LISTED);
    const resources = this.#opened?.end?.resources ?? newest(decoder?.resources.values());
    const asyncOps = this.#opened?.end?.asyncOps ?? newest(decoder?.asyncOps.values());
    this.#tell({ kind: "lists", resources, asyncOps });
  }

  async #record(seconds: number, label: string): Promise<void> {
    const session = this.#session;
    if (session === undefined || this.#running !== undefined) return;
    const recorder = new Recorder(this.#store);
    const running: Running = { recorder, label, ms: seconds * 1_000, phase: "start" };
    this.#running = running;
    await this.#sample(running, (id, details) => recorder.detailsBefore(id, details));
    if (this.#running !== running) return;
    running.phase = "recording";
    this.#tick(running);
  }

  #tick(running: Running): void {
    const { elapsedMs } = running.recorder;
    this.#tell({
      kind: "recording",
      phase: { kind: "recording", elapsedMs: Math.min(elapsedMs, running.ms) },
    });
    if (elapsedMs >= running.ms) void this.#finish(running);
  }

  async #finish(running: Running): Promise<void> {
    running.phase = "end";
    await this.#sample(running, (id, details) => running.recorder.detailsAfter(id, details));
    if (this.#running !== running) return;
    this.#running = undefined;
    this.#tell({ kind: "recorded", recording: running.recorder.finish(running.label, Date.now()) });
  }

  /** Asks for the histograms of every task, a few at a time. */
  async #sample(running: Running, take: (id: number, details: Details) => void): Promise<void> {
    const at = running.phase === "start" ? "start" : "end";
    const ids = running.recorder.tasks.slice(0, MAX_ASKED);
    let next = 0;
    const ask = async (): Promise<void> => {
      for (let id = ids[next++]; id !== undefined && this.#running === running; id = ids[next++]) {
        const details = await this.#session?.sample(id);
        if (details !== undefined) take(id, details);
        if (next % 20 === 0)
          this.#tell({ kind: "recording", phase: { kind: "sampling", at, done: next, of: ids.length } });
      }
    };
    this.#tell({ kind: "recording", phase: { kind: "sampling", at, done: 0, of: ids.length } });
    await Promise.all(Array.from({ length: ASKED_AT_ONCE }, ask));
  }

  #breakOff(text: string): void {
    if (this.#running === undefined) return;
    this.#running = undefined;
    this.#tell({ kind: "not-recorded", text });
  }
}

/** Not every browser can iterate a stream. */
async function* chunksOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  // A browser refuses the rest of a file that changes, and says only "network error".
  const read = () =>
    reader.read().catch(() => {
      throw new Error(
        `${file.name} cannot be read, perhaps because the application is still writing to it. Stop the application and choose the file again.`,
      );
    });
  for (let part = await read(); !part.done; part = await read()) yield part.value;
}
