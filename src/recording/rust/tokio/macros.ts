/** `select!`, `join!` and `try_join!`. Model tokio/src/macros/{select,join,try_join}.rs, tokio 1.53.1. */
import { Poll } from "../../../runtime/index.ts";
import type { Context, Future } from "../../../runtime/index.ts";
import { CONTEXT, defer } from "../../../runtime/context.ts";
import { PENDING, PollReady } from "../../../runtime/std/poll.ts";
import { Adt, EMPTY, Tuple } from "../values/values.ts";
import type { Machine, Value } from "../values/values.ts";

export interface Futures extends Machine {
  /** What polls a value that is awaited. */
  future(value: Value, at: number): Future<Value>;
  at: number;
}

export interface Selected {
  branch: number;
  value: Value;
}

/** A branch whose future has given up its place, in the order of the branches. */
interface Branch {
  value: Value;
  future: Future<Value> | null;
  enabled: boolean;
}

export class SelectFutures implements Future<Selected | null> {
  readonly #machine: Futures;
  readonly #branches: Branch[];
  readonly #biased: boolean;
  readonly #matches: (branch: number, value: Value) => boolean;
  readonly #at: number;

  constructor(
    machine: Futures,
    values: readonly Value[],
    enabled: readonly boolean[],
    biased: boolean,
    matches: (branch: number, value: Value) => boolean,
    at: number,
  ) {
    this.#machine = machine;
    this.#branches = values.map((value, i) => ({
      value,
      future: machine.future(value, at),
      enabled: enabled[i] === true,
    }));
    this.#biased = biased;
    this.#matches = matches;
    this.#at = at;
  }

  /** Null when every branch is disabled. */
  poll(cx: Context): Poll<Selected | null> {
    if (CONTEXT.budget === 0) {
      defer(cx.waker);
      return PENDING;
    }
    const count = this.#branches.length;
    const start = this.#biased ? 0 : CONTEXT.rng.fastrandN(count);
    let isPending = false;
    try {
      for (let i = 0; i < count; i++) {
        const at = (start + i) % count;
        const branch = this.#branches[at] as Branch;
        if (!branch.enabled) continue;
        this.#machine.at = this.#at;
        const poll = (branch.future as Future<Value>).poll(cx);
        if (poll === PENDING) {
          isPending = true;
          continue;
        }
        branch.enabled = false;
        const { value } = poll as PollReady<Value>;
        if (this.#matches(at, value)) return new PollReady({ branch: at, value });
        this.#machine.drop(value);
      }
    } catch (error) {
      this.drop();
      throw error;
    }
    return isPending ? PENDING : new PollReady(null);
  }

  /** All futures go, the winner's too, before the handler runs. */
  drop(): void {
    for (const branch of this.#branches) {
      if (branch.value === EMPTY) continue;
      const { value } = branch;
      branch.value = EMPTY;
      this.#machine.drop(value);
    }
  }
}

export class JoinFutures implements Future<Value> {
  readonly #machine: Futures;
  readonly #branches: { value: Value; future: Future<Value> | null; output: Value }[];
  readonly #try: boolean;
  readonly #biased: boolean;
  readonly #at: number;
  /** Where the next poll starts: one further each time. */
  #skip = 0;

  constructor(machine: Futures, values: readonly Value[], isTry: boolean, biased: boolean, at: number) {
    this.#machine = machine;
    this.#branches = values.map((value) => ({ value, future: machine.future(value, at), output: EMPTY }));
    this.#try = isTry;
    this.#biased = biased;
    this.#at = at;
  }

  poll(cx: Context): Poll<Value> {
    const branches = this.#branches;
    const count = branches.length;
    const skip = this.#skip;
    if (!this.#biased && count > 0) this.#skip = skip + 1 === count ? 0 : skip + 1;
    let isPending = false;
    try {
      for (let i = 0; i < count; i++) {
        const branch = branches[(skip + i) % count] as (typeof branches)[number];
        if (branch.future === null) continue;
        this.#machine.at = this.#at;
        const poll = branch.future.poll(cx);
        if (poll === PENDING) {
          isPending = true;
          continue;
        }
        branch.output = (poll as PollReady<Value>).value;
        branch.future = null;
        // A future that is done is replaced by its output at once.
        const { value } = branch;
        branch.value = EMPTY;
        this.#machine.drop(value);
        if (!this.#try || !isErr(branch.output)) continue;
        const error = branch.output;
        branch.output = EMPTY;
        return new PollReady(error);
      }
    } catch (error) {
      this.drop();
      throw error;
    }
    if (isPending) return PENDING;
    const outputs = branches.map(({ output }) => output);
    for (const branch of branches) branch.output = EMPTY;
    if (!this.#try) return new PollReady(outputs.length === 0 ? undefined : new Tuple(outputs));
    const values = outputs.map((output) => (output as Adt).fields[0]);
    return Poll.Ready(this.#machine.make.ok(values.length === 0 ? undefined : new Tuple(values)));
  }

  drop(): void {
    for (const branch of this.#branches) {
      const { value, output } = branch;
      branch.value = EMPTY;
      branch.output = EMPTY;
      branch.future = null;
      this.#machine.drop(value);
      this.#machine.drop(output);
    }
  }
}

function isErr(value: Value): boolean {
  return value instanceof Adt && value.def.name === "Err";
}
