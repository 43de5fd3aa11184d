/** One run of the lab: a handler under load for one virtual second on the model's multi_thread runtime, and its results. */
import { asyncBlock, awaited, Builder, now, sleepUntil, spawn, TraceRing } from "../../runtime/index.ts";
import type { TaskId } from "../../runtime/index.ts";
import type { Handler, Load } from "./handler.ts";
import { Machine } from "./machine.ts";
import { Occupation } from "./occupation.ts";
import type { Occupant, Segment } from "./occupation.ts";
import { makeTools, request } from "./strategies.ts";
import type { Strategy } from "./strategies.ts";

export const RUN_MS = 1_000;
/** The other tasks: each wants to run every millisecond, and has 10 µs of work. */
const PROBES = 4;
const PROBE_EVERY_MS = 1;
const PROBE_WORK_MS = 0.01;
/** Fewer than the trace's ring holds, so that none is lost between two reads. */
const STEPS_A_LOOK = 5_000;

export interface LabRun {
  strategy: Strategy;
  load: Load;
  /** For each tick of a probe, the delay until its work was done, in ns; missed ticks included. */
  latenessNs: number[];
  /** From a request's arrival to its end, in ns; unfinished ones count with their age. */
  requestNs: number[];
  offered: number;
  finished: number;
  /** Workers, and the most other threads that were held at once. */
  threads: number;
  /** The longest time that a request held a worker in one poll, in ms; 0 if none did. */
  longestPollMs: number;
  segments: Segment[];
}

/** @param seed of arrivals and of the order in which workers step */
export function runLab(handler: Handler, load: Load, strategy: Strategy, seed = 1): LabRun {
  const trace = new TraceRing();
  const rt = Builder.newMultiThread()
    .workerThreads(load.workers)
    .processors(load.workers)
    .seed(seed)
    .order("usual")
    .tuneGlobalQueueInterval(0.2)
    .trace(trace)
    .build();
  const machine = new Machine(load.workers);
  const tools = makeTools(rt.handle, machine, load.workers);
  const arrivals = arrivalsMs(load.requestsPerSecond, seed);
  const latenessNs: number[] = [];
  const requestNs: number[] = [];
  const underWay = new Set<number>();
  const occupants = new Map<TaskId, Occupant>();

  for (let i = 0; i < PROBES; i++) occupants.set(rt.spawn(probe(latenessNs, machine)).id, "probe");
  const accept = asyncBlock(function* () {
    for (const dueMs of arrivals) {
      yield* awaited(sleepUntil(dueMs));
      underWay.add(dueMs);
      const done = (): void => {
        underWay.delete(dueMs);
        requestNs.push(toNs(now() - dueMs));
      };
      occupants.set(spawn(request(handler, strategy, tools, done)).id, "request");
    }
  });
  occupants.set(rt.spawn(accept).id, "accept");

  const occupation = new Occupation(load.workers, (task) => occupants.get(task) ?? "job");
  const drive = rt.drive(null);
  let seen = 0;
  for (let stuck = false; !stuck && rt.now() < RUN_MS;) {
    for (let i = 0; i < STEPS_A_LOOK && !stuck && rt.now() < RUN_MS; i++) stuck = drive.step() === "stuck";
    for (const event of trace.events(seen)) occupation.take(event);
    seen = trace.recorded;
  }
  const finished = requestNs.length;
  for (const dueMs of underWay) requestNs.push(toNs(RUN_MS - dueMs));
  const { segments, otherThreads } = occupation.finish(RUN_MS);
  return {
    strategy,
    load,
    latenessNs,
    requestNs,
    offered: arrivals.length,
    finished,
    threads: load.workers + otherThreads,
    longestPollMs: longestPoll(segments),
    segments,
  };
}

/** Missed ticks are made up one by one, so that a delayed probe does not hide how often it was late. */
function probe(latenessNs: number[], machine: Machine) {
  return asyncBlock(function* () {
    for (let dueMs = PROBE_EVERY_MS; ; dueMs += PROBE_EVERY_MS) {
      yield* awaited(sleepUntil(dueMs));
      yield* machine.computeBriefly(PROBE_WORK_MS);
      latenessNs.push(toNs(now() - dueMs));
    }
  });
}

/** Independent arrivals: a Poisson process, the same for every strategy. */
export function arrivalsMs(requestsPerSecond: number, seed: number): number[] {
  let state = (seed * 747_796_405 + 2_891_336_453) >>> 0;
  const arrivals: number[] = [];
  for (let atMs = 0; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    atMs += (-Math.log((state + 0.5) / 2 ** 32) * 1_000) / requestsPerSecond;
    if (atMs >= RUN_MS) return arrivals;
    arrivals.push(atMs);
  }
}

function longestPoll(segments: readonly Segment[]): number {
  return segments.reduce(
    (longest, { by, fromMs, toMs }) => (by === "request" ? Math.max(longest, toMs - fromMs) : longest),
    0,
  );
}

const toNs = (ms: number): number => Math.max(0, Math.round(ms * 1e6));
