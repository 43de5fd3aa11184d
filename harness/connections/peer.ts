/** A peer that a check lets connect: what it asks and when, and how the manager treated its connection. */
import { Poll, sleep } from "../../src/runtime/index.ts";
import type { Context, Future, Waker } from "../../src/runtime/index.ts";
import type { Timeline } from "../gather/timeline.ts";
import { freezeClass } from "../primordials.ts";

export interface PeerScript {
  /** When it asks each of its requests; all of them take `writeMs` to answer. */
  asksMs: readonly number[];
  writeMs: number;
  /** When it connects; 0 unless it says so. */
  comesMs?: number;
  /** When it hangs up; never unless it says so. */
  leavesMs?: number;
  /** The number of the answer in which the connection breaks, from 1. */
  breaksAt?: number;
}

/** One answer: in virtual ms when it began and ended, and how. */
export interface Answer {
  request: string;
  beganMs: number;
  endedMs?: number;
  end: "running" | "whole" | "cut" | "broken";
}

export class Peer {
  readonly name: string;
  readonly script: PeerScript;
  readonly connection: PeerConnection;
  readonly answers: Answer[] = [];
  acceptedMs: number | undefined;
  closedMs: number | undefined;
  closes = 0;
  /** Its connection was used after it had been closed. */
  usedClosed = false;
  readonly #arrived: string[] = [];
  readonly #timeline: Timeline;
  readonly #nowMs: () => number;
  #left = false;
  #reader: Waker | undefined;

  constructor(name: string, script: PeerScript, timeline: Timeline, nowMs: () => number) {
    this.name = name;
    this.script = script;
    this.#timeline = timeline;
    this.#nowMs = nowMs;
    this.connection = new PeerConnection({
      pollRead: (cx) => this.#pollRead(cx),
      dropRead: () => (this.#reader = undefined),
      take: () => this.#take(),
      write: (request) => this.#write(request),
      close: () => this.#close(),
    });
  }

  /** Nobody reads: its task waits for a request, or for nothing at all. */
  get isIdle(): boolean {
    return this.answers.every(({ end }) => end !== "running");
  }

  asks(request: string): void {
    this.#timeline.add("note", this.name, `asks ${request}`);
    this.#arrived[this.#arrived.length] = request;
    this.#wakeReader();
  }

  leaves(): void {
    this.#timeline.add("note", this.name, "hangs up");
    this.#left = true;
    this.#wakeReader();
  }

  #wakeReader(): void {
    const reader = this.#reader;
    this.#reader = undefined;
    reader?.wake();
  }

  #take(): string | undefined {
    this.#use();
    return this.#arrived.shift();
  }

  #pollRead(cx: Context): Poll<string | undefined> {
    this.#use();
    if (this.#arrived.length > 0) return Poll.Ready(this.#arrived.shift());
    if (this.#left) return Poll.Ready(undefined);
    this.#reader = cx.waker.clone();
    return Poll.Pending;
  }

  #use(): void {
    if (this.closes > 0) this.usedClosed = true;
  }

  #write(request: string): Future<void> {
    this.#use();
    const done = sleep(this.script.writeMs);
    let answer: Answer | undefined;
    const end = (how: Answer["end"], what: string): void => {
      if (answer?.end !== "running") return;
      answer.end = how;
      answer.endedMs = this.#nowMs();
      this.#timeline.add("poll-end", this.name, what, this.#timeline.here());
    };
    return new WriteFuture(
      (cx) => {
        if (answer === undefined) {
          answer = { request, beganMs: this.#nowMs(), end: "running" };
          this.answers[this.answers.length] = answer;
          this.#timeline.add(
            "poll-start",
            this.name,
            `the answer to ${request} begins`,
            this.#timeline.here(),
          );
        }
        if (done.poll(cx).isPending()) return Poll.Pending;
        if (this.answers.length === this.script.breaksAt) {
          end("broken", "the connection breaks");
          throw new Error("connection reset by peer");
        }
        end("whole", `the answer to ${request} is whole`);
        return Poll.Ready(undefined);
      },
      () => {
        done.drop();
        end("cut", `the answer to ${request} is cut`);
      },
    );
  }

  #close(): void {
    this.closes += 1;
    if (this.closes > 1) return;
    this.closedMs = this.#nowMs();
    this.#timeline.add("complete", this.name, "closed", this.#timeline.here());
  }
}

interface Wire {
  pollRead(cx: Context): Poll<string | undefined>;
  dropRead(): void;
  take(): string | undefined;
  write(request: string): Future<void>;
  close(): void;
}

/** What the manager is given: a peer's connection, locked, so that no answer can speak for the peer. */
export class PeerConnection {
  readonly #wire: Wire;
  constructor(wire: Wire) {
    this.#wire = wire;
    Object.freeze(this);
  }
  read(): Future<string | undefined> {
    const wire = this.#wire;
    return Object.freeze({ poll: (cx: Context) => wire.pollRead(cx), drop: () => wire.dropRead() });
  }
  tryRead(): string | undefined {
    return this.#wire.take();
  }
  write(request: string): Future<void> {
    return this.#wire.write(request);
  }
  close(): void {
    this.#wire.close();
  }
}

class WriteFuture implements Future<void> {
  readonly #poll: Future<void>["poll"];
  readonly #drop: () => void;
  constructor(poll: Future<void>["poll"], drop: () => void) {
    this.#poll = poll;
    this.#drop = drop;
    Object.freeze(this);
  }
  poll(cx: Context): Poll<void> {
    return this.#poll(cx);
  }
  drop(): void {
    this.#drop();
  }
}

freezeClass(PeerConnection);
freezeClass(WriteFuture);
