/** Stays connected to an application: one stream of updates, tried again when it breaks, and what a learner asks about a task. */
import { createClient, type Client, type Transport } from "@connectrpc/connect";
import { Decoder } from "./decode.ts";
import { detailsOf, type Details } from "./details.ts";
import { failureOf, type Failure } from "./problem.ts";
import { Instrument, Temporality, type Update } from "./proto/instrument_pb.js";
import type { TaskDetails } from "./proto/tasks_pb.js";
import type { TaskChange } from "../store.ts";

export type Standing =
  | { kind: "connecting" }
  | { kind: "live"; /** Not the application that was connected before. */ restarted: boolean }
  /** It was live; retrying automatically. */
  | { kind: "lost"; failure: Failure; retryMs: number }
  /** It was never live, or cannot be. */
  | { kind: "failed"; failure: Failure };

export interface Heard {
  standing(standing: Standing): void;
  change(change: TaskChange, update: Update): void;
  paused(paused: boolean): void;
  details(id: number, details: Details): void;
}

/** As tokio-console: half a second more each time, up to five. */
const BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 5_000;

export class Session {
  readonly #client: Client<typeof Instrument>;
  readonly #heard: Heard;
  readonly #wait: (ms: number) => Promise<void>;
  readonly #over = new AbortController();
  #watching: AbortController | undefined;
  readonly #decoder = new Decoder();
  #watched: number | null = null;
  #wasLive = false;

  constructor(transport: Transport, heard: Heard, wait = sleep) {
    this.#client = createClient(Instrument, transport);
    this.#heard = heard;
    this.#wait = wait;
  }

  get decoder(): Decoder {
    return this.#decoder;
  }

  /** Runs until it is closed, or until a first connection fails. */
  async run(): Promise<void> {
    const { signal } = this.#over;
    for (let backoffMs = BACKOFF_MS; !signal.aborted;) {
      this.#heard.standing({ kind: "connecting" });
      const failure = await this.#once(() => (backoffMs = BACKOFF_MS));
      if (signal.aborted) return;
      // An older application sends updates all the same; another try changes nothing.
      if (!this.#wasLive || failure.problem === "old-protocol") {
        this.#heard.standing({ kind: "failed", failure });
        return;
      }
      this.#heard.standing({ kind: "lost", failure, retryMs: backoffMs });
      await this.#wait(backoffMs);
      backoffMs = Math.min(MAX_BACKOFF_MS, backoffMs + BACKOFF_MS);
    }
  }

  close(): void {
    this.#over.abort();
    this.#watching?.abort();
  }

  async setPaused(paused: boolean): Promise<void> {
    const options = { signal: this.#over.signal };
    await (paused ? this.#client.pause({}, options) : this.#client.resume({}, options)).catch(() => {});
    this.#heard.paused(paused);
  }

  /** Streams the histograms of one task; null for none. */
  watch(id: number | null): void {
    this.#watching?.abort();
    this.#watching = undefined;
    this.#watched = id;
    if (id === null) return;
    const watching = new AbortController();
    this.#watching = watching;
    void (async () => {
      try {
        for await (const message of this.#detailsOf(id, watching.signal)) {
          if (watching.signal.aborted) return;
          this.#heard.details(id, detailsOf(message));
        }
      } catch {
        // The task is gone, or the connection, and the main stream says so.
      }
    })();
  }

  /** The histograms of one task at this moment; undefined for one that the application has forgotten. */
  async sample(id: number): Promise<Details | undefined> {
    const message = await this.ask(id);
    return message && detailsOf(message);
  }

  /** The same as the application says it. */
  async ask(id: number): Promise<TaskDetails | undefined> {
    const done = new AbortController();
    const signal = AbortSignal.any([done.signal, this.#over.signal]);
    try {
      // Not with `for await`: leaving such a loop waits for the stream's end, which never comes.
      const first = await this.#detailsOf(id, signal)[Symbol.asyncIterator]().next();
      return first.done === true ? undefined : first.value;
    } catch {
      return undefined;
    } finally {
      done.abort();
    }
  }

  #detailsOf(id: number, signal: AbortSignal): AsyncIterable<TaskDetails> {
    const span = this.#decoder.spanOf(id);
    return span === undefined ? none() : this.#client.watchTaskDetails({ id: { id: span } }, { signal });
  }

  /** One connection, until it ends. */
  async #once(onLive: () => void): Promise<Failure> {
    const ends = new AbortController();
    const signal = AbortSignal.any([ends.signal, this.#over.signal]);
    let isFirst = true;
    const state = this.#watchState(signal).catch((error: unknown) => {
      const failure = failureOf(error, "state");
      if (failure.problem === "old-protocol") ends.abort(error);
      return failure;
    });
    try {
      for await (const update of this.#client.watchUpdates({}, { signal })) {
        const same = isFirst && this.#decoder.knows(update);
        const restarted = isFirst && this.#wasLive && !same;
        const change = this.#decoder.take(update, isFirst, same);
        if (isFirst) {
          isFirst = false;
          this.#wasLive = true;
          onLive();
          this.#heard.standing({ kind: "live", restarted });
          this.#heard.change(change, update);
          if (same) this.watch(this.#watched);
          continue;
        }
        this.#heard.change(change, update);
      }
      return { problem: "closed", detail: "the application ended the stream" };
    } catch (error) {
      if (ends.signal.aborted) return (await state) ?? failureOf(error, "updates");
      return failureOf(error, "updates");
    } finally {
      ends.abort();
    }
  }

  async #watchState(signal: AbortSignal): Promise<undefined> {
    for await (const { temporality } of this.#client.watchState({}, { signal }))
      this.#heard.paused(temporality === Temporality.PAUSED);
    return undefined;
  }
}

async function* none(): AsyncGenerator<never> {}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
