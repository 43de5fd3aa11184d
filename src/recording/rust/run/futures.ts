/** The futures of the running program, for the runtime that polls them. */
import type { Future, Context as TaskContext } from "../../../runtime/index.ts";
import { PENDING, PollReady } from "../../../runtime/std/poll.ts";
import type { FnDef } from "../syntax/definitions.ts";
import { Adt, behind, EMPTY, isNative, Ref } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import type { Interpreter } from "./interpreter.ts";
import type { Site } from "./site.ts";
import { nameOf, ownMethod } from "./types-of.ts";

/** What polls a value: the value itself, or for a struct of the program's its own `poll`. */
export function futureOf(machine: Interpreter, value: Value, at: number): Future<Value> {
  if (value instanceof Ref) return { poll: (cx) => futureOf(machine, value.value, at).poll(cx) };
  if (isFuture(value)) return value;
  if (isNative(value) && value.deref !== undefined) {
    const to = value.deref();
    return { poll: (cx) => futureOf(machine, to.value, at).poll(cx) };
  }
  if (value instanceof Adt) {
    const own = ownMethod(value, "poll");
    if (own !== null && !own.isStd) return new OwnFuture(machine, value, own);
    const into = ownMethod(value, "into_future");
    if (into !== null && !into.isStd) return futureOf(machine, machine.callFn(into, [value]), at);
  }
  return machine.refuse(at, `\`${nameOf(machine, value)}\` is no future.`);
}

/** A future that was awaited by value is ready, or its body has panicked: it is dropped. */
export function finished(machine: Interpreter, value: Value): void {
  if (value instanceof Adt) machine.drop(value);
  else if (isNative(value) && value.type !== "async") machine.drop(value);
}

export function pollAt(machine: Interpreter, receiver: Ref, cx: Value, site: Site): Value {
  let at: Value = receiver;
  while (at instanceof Ref) {
    const inner = at.value;
    if (inner instanceof Adt && ownMethod(inner, "poll")?.isStd === false) return EMPTY;
    if (isFuture(inner)) break;
    if (isNative(inner) && inner.deref !== undefined) at = inner.deref();
    else at = inner;
  }
  if (!(at instanceof Ref)) return EMPTY;
  const poll = futureOf(machine, at, site.from).poll(behind(cx) as TaskContext);
  machine.at = site.from;
  return polled(machine, poll);
}

/** The program's `Poll` for the runtime's. */
export function polled(machine: Interpreter, poll: ReturnType<Future<Value>["poll"]>): Value {
  return poll === PENDING ? machine.make.pending() : machine.make.ready((poll as PollReady<Value>).value);
}

/** A future of the program's own. */
class OwnFuture implements Future<Value> {
  readonly #machine: Interpreter;
  readonly #cell: Value[];
  readonly #poll: FnDef;
  constructor(machine: Interpreter, value: Value, poll: FnDef) {
    this.#machine = machine;
    this.#cell = [value];
    this.#poll = poll;
  }

  poll(cx: TaskContext): ReturnType<Future<Value>["poll"]> {
    const answer = this.#machine.callFn(this.#poll, [new Ref(this.#cell, 0), new Ref([cx], 0)]);
    return pollOf(answer);
  }
}

/** From the program's `Poll` to the runtime's. */
export function pollOf(answer: Value): ReturnType<Future<Value>["poll"]> {
  return answer instanceof Adt && answer.def.name === "Ready" ? new PollReady(answer.fields[0]) : PENDING;
}

function isFuture(value: Value): value is Future<Value> {
  return isNative(value) && typeof (value as { poll?: unknown }).poll === "function";
}
