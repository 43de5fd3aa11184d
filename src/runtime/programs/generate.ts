/** Generates random task programs from a seed: all ops, all modes, small enough to read. */
import { FastRand } from "../util/rand.ts";
import { OP_NAMES } from "./program.ts";
import type { Mode, Op, OpName, Program } from "./program.ts";

/** How often to pick each op: ops that wait for others are rarer than ops that wake, so that few programs end early. */
const WEIGHTS: Partial<Record<OpName, number>> = {
  spawn: 16,
  yield: 14,
  selfwake: 6,
  budget: 5,
  send: 9,
  recv: 5,
  notify_one: 6,
  notified: 4,
  join: 4,
  lock: 5,
  unlock: 4,
  osend: 3,
  rel: 4,
  panic: 0.5,
  closerx: 0.5,
  closesem: 0.5,
  spawnmany: 0.4,
};
const DEFAULT_WEIGHT = 2;

/** Deadlines on multi_thread pass in real time, so there are only a few, far apart. */
const MULTI_THREAD_SLEEPS_MS = [10, 25, 60];
const PAUSED_SLEEPS_MS = [0, 1, 2, 5, 5, 63, 64, 65, 100, 130, 4095, 4096, 5000, 300_000];

export class ProgramGenerator {
  readonly #rand: FastRand;

  constructor(seed: number) {
    this.#rand = new FastRand(seed, 0x9e3779b9);
    // Neighbouring seeds give similar first draws.
    for (let i = 0; i < 16; i++) this.#rand.fastrand();
  }

  next(): Program {
    const mode = this.#pick<Mode>(["ct", "ctmain", "mt"]);
    const bodies = 2 + this.#below(6);
    const shape: Program = {
      mode,
      gqi: mode === "mt" ? this.#pick([2, 3, 7, 31, 61]) : this.#pick([0, 2, 3, 7, 31]),
      evi: this.#chance(2) ? 61 : this.#pick([1, 2, 3, 7, 13]),
      chans: this.#list(3, () => this.#pick([0, 0, 1, 2])),
      sems: this.#list(2, () => this.#below(3)),
      nn: 1 + this.#below(2),
      nm: 1 + this.#below(2),
      no: 1 + this.#below(4),
      np: 1 + this.#below(3),
      bodies: [],
    };
    // Only one body receives on a channel, as only one task does.
    const receivers = shape.chans.map(() => this.#below(bodies));
    let sleeps = 0;
    const body = (index: number): Op[] => {
      const ops: Op[] = [];
      for (let n = 1 + this.#below(9); n > 0; n--) {
        const op = this.#op(index, bodies, shape, receivers, sleeps);
        if (op === null) continue;
        if (op[0] === "sleep") sleeps++;
        ops.push(op);
      }
      return ops;
    };
    return { ...shape, bodies: Array.from({ length: bodies }, (_, index) => body(index)) };
  }

  /** Null when the op drawn is not possible here. */
  #op(index: number, bodies: number, shape: Program, receivers: number[], sleeps: number): Op | null {
    const name = this.#name();
    const later = bodies - index - 1;
    const some = (n: number): Op | null => (n === 0 ? null : [name, this.#below(n)]);
    switch (name) {
      case "spawn":
      case "jspawn":
      case "xspawn":
        return later === 0 ? null : [name, index + 1 + this.#below(later)];
      case "spawnmany":
        return index + 2 !== bodies ? null : [name, this.#pick([3, 5, 40, 129, 257, 258, 300])];
      case "budget":
      case "unconstrained":
        return [name, this.#pick([1, 2, 50, 100, 127, 128, 129, 200])];
      case "join":
      case "abort":
        return [name, this.#below(3)];
      case "send":
      case "droptx":
        return some(shape.chans.length);
      case "recv":
      case "closerx": {
        const mine = shape.chans.flatMap((_, c) => (receivers[c] === index ? [c] : []));
        return mine.length === 0 ? null : [name, this.#pick(mine)];
      }
      case "notified":
      case "notify_one":
      case "notify_last":
      case "notify_waiters":
      case "select":
        return some(shape.nn);
      case "lock":
      case "unlock":
        return some(shape.nm);
      case "acq":
      case "rel":
        return shape.sems.length === 0
          ? null
          : [name, this.#below(shape.sems.length) * 10 + 1 + this.#below(3)];
      case "closesem":
        return some(shape.sems.length);
      case "osend":
      case "orecv":
        return some(shape.no);
      case "park":
      case "unpark":
      case "xunpark":
        return some(shape.np);
      case "sleep":
        if (shape.mode !== "mt") return [name, this.#pick(PAUSED_SLEEPS_MS)];
        return sleeps < 1 ? [name, this.#pick(MULTI_THREAD_SLEEPS_MS)] : null;
      case "timeout":
        return shape.mode === "mt" ? null : [name, this.#pick(PAUSED_SLEEPS_MS) * 10 + this.#below(shape.nn)];
      case "both":
        return [name, this.#below(shape.nn) * 10 + this.#below(shape.np)];
      case "panic":
        // A panic in block_on's own future would end the recording.
        return index === 0 ? null : [name, 0];
      default:
        return [name, 0];
    }
  }

  #name(): OpName {
    let at = (this.#rand.fastrand() / 2 ** 32) * TOTAL_WEIGHT;
    for (const name of OP_NAMES) {
      at -= WEIGHTS[name] ?? DEFAULT_WEIGHT;
      if (at < 0) return name;
    }
    return "yield";
  }

  #below(n: number): number {
    return this.#rand.fastrandN(n);
  }

  #chance(oneIn: number): boolean {
    return this.#below(oneIn) === 0;
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#below(from.length)] as T;
  }

  #list(atMost: number, make: () => number): number[] {
    return Array.from({ length: this.#below(atMost + 1) }, make);
  }
}

const TOTAL_WEIGHT = OP_NAMES.reduce((sum, name) => sum + (WEIGHTS[name] ?? DEFAULT_WEIGHT), 0);
