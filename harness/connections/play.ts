/** Plays a server's life against the learner's ConnectionManager on the model runtime: peers come and ask, a signal comes, time passes. */
import {
  asyncBlock,
  awaited,
  Builder,
  JoinError,
  ParkedForever,
  Poll,
  pollFn,
  PollLimit,
  sleepUntil,
  spawn,
} from "../../src/runtime/index.ts";
import type { Context, Future, Waker } from "../../src/runtime/index.ts";
import { counted } from "../../src/lib/words.ts";
import { fail } from "../check.ts";
import type { Learner, Tools } from "../check.ts";
import { Timeline } from "../gather/timeline.ts";
import { show } from "../show.ts";
import { managerOf } from "./manager.ts";
import type { Shutdown } from "./manager.ts";
import { Peer } from "./peer.ts";
import type { PeerConnection, PeerScript } from "./peer.ts";

export interface Scenario {
  peers: readonly PeerScript[];
  graceMs: number;
  /** When the signal is sent, each time; `0` is before the first poll of `run()`. */
  signalsMs: readonly number[];
}

export interface Played {
  peers: readonly Peer[];
  /** Those that were accepted, in that order. */
  accepted: readonly Peer[];
  signalMs: number;
  deadlineMs: number;
  /** When `run()` was ready. */
  endedMs: number;
  shutdown: Shutdown;
  timeline: Timeline;
}

/** A right answer needs a few dozen; a busy loop reaches any number. */
const MOST_POLLS = 5_000;
/** How long the world goes on after `run()` is ready, for whoever is still at work. */
const AFTERWARDS_MS = 1_000;

/** @throws CheckFailure when `run()` is never ready, or not with a Shutdown */
export function play(
  learner: Learner,
  tools: Tools,
  { peers: scripts, graceMs, signalsMs }: Scenario,
): Played {
  const runtime = Builder.newCurrentThread().maxPolls(MOST_POLLS).build();
  const timeline = new Timeline(tools, () => runtime.now());
  const peers = scripts.map(
    (script, index) => new Peer(`peer ${index}`, script, timeline, () => runtime.now()),
  );
  const accepted: Peer[] = [];
  const listener = new Listener(timeline, () => runtime.now(), accepted);
  const ended: { run?: { atMs: number; value: unknown } } = {};

  const main = asyncBlock(function* () {
    const manager = managerOf(learner, listener.face, graceMs);
    for (const [index, peer] of peers.entries()) spawn(asyncBlock(() => living(peer, index, listener)));
    const send = (): void => {
      timeline.add("wake", "manager", "the signal: shutdown()");
      manager.shutdown();
    };
    const later = signalsMs.filter((ms) => ms > 0);
    if (later.length < signalsMs.length) send();
    spawn(asyncBlock(() => sending(later, send)));
    const value = yield* awaited(unlessBroken(manager.run(), peers, timeline));
    ended.run = { atMs: runtime.now(), value };
    timeline.add("complete", "manager", "run() is ready", timeline.here());
    yield* awaited(sleepUntil(runtime.now() + AFTERWARDS_MS));
  });

  try {
    runtime.blockOn(main);
  } catch (thrown) {
    if (ended.run === undefined && thrown instanceof ParkedForever) stuck(accepted, timeline, runtime.now());
    if (thrown instanceof PollLimit) busy(timeline);
    throw thrown;
  }
  const run = ended.run as { atMs: number; value: unknown };
  const signalMs = signalsMs[0] ?? 0;
  return {
    peers,
    accepted,
    signalMs,
    deadlineMs: signalMs + graceMs,
    endedMs: run.atMs,
    shutdown: shutdownOf(run.value, timeline),
    timeline,
  };
}

type Async = Generator<unknown, void>;

function* sending(atMs: readonly number[], send: () => void): Async {
  for (const ms of atMs) {
    yield* awaited(sleepUntil(ms));
    send();
  }
}

function* living(peer: Peer, index: number, listener: Listener): Async {
  const { asksMs, comesMs = 0, leavesMs } = peer.script;
  yield* awaited(sleepUntil(comesMs));
  listener.comes(peer);
  for (const [at, ms] of asksMs.entries()) {
    yield* awaited(sleepUntil(ms));
    peer.asks(`${index}.${at + 1}`);
  }
  if (leavesMs === undefined) return;
  yield* awaited(sleepUntil(leavesMs));
  peer.leaves();
}

/** Where peers wait to be accepted. */
class Listener {
  readonly face: { accept(): Future<PeerConnection> };
  readonly #waiting: Peer[] = [];
  readonly #timeline: Timeline;
  #acceptor: Waker | undefined;

  constructor(timeline: Timeline, nowMs: () => number, accepted: Peer[]) {
    this.#timeline = timeline;
    const poll = (cx: Context): Poll<PeerConnection> => {
      const peer = this.#waiting.shift();
      if (peer === undefined) {
        this.#acceptor = cx.waker.clone();
        return Poll.Pending;
      }
      peer.acceptedMs = nowMs();
      accepted[accepted.length] = peer;
      timeline.add("spawn", "manager", `accepts ${peer.name}`, timeline.here());
      return Poll.Ready(peer.connection);
    };
    const drop = (): void => void (this.#acceptor = undefined);
    this.face = Object.freeze({ accept: () => Object.freeze({ poll, drop }) });
  }

  comes(peer: Peer): void {
    this.#timeline.add("note", peer.name, "connects");
    this.#waiting[this.#waiting.length] = peer;
    const acceptor = this.#acceptor;
    this.#acceptor = undefined;
    acceptor?.wake();
  }
}

/** What breaks one connection is no reason for `run()` to throw. */
function unlessBroken(run: Future<unknown>, peers: readonly Peer[], timeline: Timeline): Future<unknown> {
  return pollFn((cx) => {
    try {
      return run.poll(cx);
    } catch (thrown) {
      const broken = peers.find(({ answers }) => answers.some(({ end }) => end === "broken"));
      if (broken === undefined || !(thrown instanceof JoinError)) throw thrown;
      return fail(
        `The connection of ${broken.name} broke, and run() threw what its task had thrown.`,
        "A JoinHandle throws what its task threw, and your gather with it. Catch it in the connection's own task, which ends as any other.",
        { trace: timeline.diverging(undefined) },
      );
    }
  });
}

/** `run()` waits, and nothing is left that could wake anybody. */
function stuck(accepted: readonly Peer[], timeline: Timeline, nowMs: number): never {
  const step = timeline.add("park", "manager", "parked: nothing will wake it");
  const trace = { trace: timeline.diverging(step) };
  const open = accepted.filter(({ closedMs }) => closedMs === undefined);
  const [first] = open;
  const when = `At ${show(nowMs)} ms everything is parked, and run() is not ready`;
  if (first === undefined) {
    const hint =
      "The accept loop has to hear the signal too, while it waits and also when the signal came before.";
    fail(`${when}, although no connection is open.`, hint, trace);
  }
  const busyAtSignal = first.answers.some(({ end }) => end === "whole");
  return fail(
    `${when}: ${first.name} is still open${open.length > 1 ? `, and ${counted(open.length - 1, "other")}` : ""}. Its task never heard the signal.`,
    busyAtSignal
      ? "It was writing when the signal came. `notifyWaiters` reaches those who wait at that moment and leaves nothing behind for those who come later: keep a field as well, and read it before you wait."
      : "A connection without a request waits in `read()`: wait for the request and for the signal, whichever is first.",
    trace,
  );
}

function busy(timeline: Timeline): never {
  return fail(
    `The tasks were polled ${show(MOST_POLLS)} times, and run() is not ready.`,
    "Something polls in a loop without waiting for anything: wait for a request or for the signal.",
    { trace: timeline.diverging(undefined) },
  );
}

function shutdownOf(value: unknown, timeline: Timeline): Shutdown {
  const shutdown = value as Partial<Shutdown> | null | undefined;
  if (shutdown?.answered !== undefined && shutdown.kept !== undefined) return shutdown as Shutdown;
  return fail(
    `Expected run() to be ready with { answered, kept }, got ${show(value)}.`,
    "`answered` is what your gather returned; `kept` is your Histogram.",
    { trace: timeline.diverging(undefined) },
  );
}
