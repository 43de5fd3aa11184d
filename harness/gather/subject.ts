/** The learner's gather as the checks call it: what it returns is looked at before it is polled. */
import type { Future, Poll } from "../../src/runtime/index.ts";
import { fail } from "../check.ts";
import type { Learner } from "../check.ts";
import { isArray, PromiseNow } from "../primordials.ts";
import { kindOf } from "../show.ts";

/** @throws CheckFailure when what gather returns cannot be polled */
export function gather(learner: Learner, futures: Future<unknown>[]): Future<unknown> {
  const returned = (learner["gather"] as (futures: Future<unknown>[]) => unknown)(futures);
  if (isFuture(returned)) return returned;
  return fail(`Expected gather to return a Future, got ${nameOf(returned)}.`, remedyFor(returned));
}

/** Anything with `poll` will do: an async block, `pollFn`, an object or a class of the learner's own. */
function isFuture(value: unknown): value is Future<unknown> {
  return (
    typeof value === "object" && value !== null && typeof (value as { poll?: unknown }).poll === "function"
  );
}

function nameOf(value: unknown): string {
  return value === undefined ? "undefined" : kindOf(value);
}

function remedyFor(value: unknown): string {
  if (value instanceof PromiseNow) {
    return "An `async function` makes a Promise, which starts by itself and cannot be polled. Make a Future: `pollFn((cx) => …)` or `asyncBlock(function* () { … })`.";
  }
  if (kindOf(value) === "a generator") {
    return "A `function*` makes a generator. Wrap its body: `return asyncBlock(function* () { … })`.";
  }
  if (isArray(value)) {
    return "The results are not there when gather is called: return a Future whose poll returns `Poll.Ready(results)`.";
  }
  return "Return `pollFn((cx) => …)`, `asyncBlock(function* () { … })`, or any object with `poll(cx)`.";
}

/** @throws CheckFailure when a poll of gather returned neither Ready nor Pending */
export function asPoll(answer: unknown, poll: number): Poll<unknown> {
  const candidate = answer as Partial<Poll<unknown>> | null | undefined;
  if (typeof candidate === "object" && candidate !== null && typeof candidate.isReady === "function") {
    return answer as Poll<unknown>;
  }
  return fail(
    `Expected poll ${poll} of gather to return Poll.Pending or Poll.Ready(results), got ${nameOf(answer)}.`,
    answer === undefined
      ? "Some path through it ends without `return`."
      : "Wrap the results: `return Poll.Ready(results)`.",
  );
}
