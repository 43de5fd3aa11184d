/** `JoinSet`. */
import { CONTEXT, UNCONSTRAINED } from "../../../runtime/context.ts";
import { Context, Poll, Waker } from "../../../runtime/index.ts";
import { PENDING } from "../../../runtime/std/poll.ts";
import type { PollReady } from "../../../runtime/std/poll.ts";
import { JoinError } from "../../../runtime/task/join-error.ts";
import { JoinSet } from "../../../runtime/task/join-set.ts";
import type { Interpreter } from "../run/interpreter.ts";
import type { Builtin } from "../run/site.ts";
import { behind, List } from "../values/values.ts";
import type { Native, Value } from "../values/values.ts";
import { PollFuture } from "./future.ts";
import { AbortHandleValue, JoinErrorValue, spawned } from "./tasks.ts";

const T = "tokio::task";

class JoinSetValue implements Native {
  readonly type = "tokio::task::JoinSet";
  readonly set = new JoinSet<Value>();
  drop(): void {
    this.set.drop();
  }
}

const joinSet = (value: Value): JoinSet<Value> => (behind(value) as JoinSetValue).set;

/** A panicked or cancelled task is an `Err` here. */
function joined(m: Interpreter, set: JoinSet<Value>, cx: Context): Poll<Value> {
  try {
    const poll = set.pollJoinNext(cx);
    if (poll === PENDING) return poll;
    const { value } = poll as PollReady<Value>;
    return Poll.Ready(m.make.some(m.make.ok(value)));
  } catch (error) {
    if (!(error instanceof JoinError)) throw error;
    return Poll.Ready(m.make.some(m.make.err(new JoinErrorValue(error))));
  }
}

function joinNext(m: Interpreter, of: Value): PollFuture {
  const set = joinSet(of);
  return new PollFuture((cx) => (set.isEmpty() ? Poll.Ready(m.make.none()) : joined(m, set, cx)));
}

/** All outputs in the order in which the tasks end; a panic goes on here. */
function joinAll(m: Interpreter, of: Value): PollFuture {
  const set = joinSet(of);
  const items: Value[] = [];
  return new PollFuture(
    (cx) => {
      while (!set.isEmpty()) {
        const poll = set.pollJoinNext(cx);
        if (poll === PENDING) return PENDING;
        items.push((poll as PollReady<Value>).value);
      }
      return Poll.Ready(new List(items));
    },
    () => m.drop(of),
  );
}

export const JOIN_SET: Record<string, Builtin> = {
  [`${T}::JoinSet::new`]: () => new JoinSetValue(),
  [`${T}::JoinSet::default`]: () => new JoinSetValue(),
  [`${T}::JoinSet::spawn`]: (m, [of, future], site) =>
    new AbortHandleValue(joinSet(of).spawn(spawned(m, future, site.from))),
  [`${T}::JoinSet::spawn_blocking`]: (m, [of, f]) =>
    new AbortHandleValue(joinSet(of).spawnBlocking(() => m.call(f, []))),
  [`${T}::JoinSet::join_next`]: (m, [of]) => joinNext(m, of),
  [`${T}::JoinSet::try_join_next`]: (m, [of]) => {
    const set = joinSet(of);
    const saved = CONTEXT.budget;
    CONTEXT.budget = UNCONSTRAINED;
    const poll = set.isEmpty() ? PENDING : joined(m, set, Context.fromWaker(Waker.noop()));
    CONTEXT.budget = saved;
    return poll === PENDING ? m.make.none() : (poll as PollReady<Value>).value;
  },
  [`${T}::JoinSet::join_all`]: (m, [of]) => joinAll(m, of),
  [`${T}::JoinSet::shutdown`]: (m, [of]) => {
    const set = joinSet(of);
    let begun = false;
    return new PollFuture((cx) => {
      if (!begun) set.abortAll();
      begun = true;
      while (!set.isEmpty()) if (joined(m, set, cx) === PENDING) return PENDING;
      return Poll.Ready(undefined);
    });
  },
  [`${T}::JoinSet::abort_all`]: (_, [of]) => joinSet(of).abortAll(),
  [`${T}::JoinSet::len`]: (_, [of]) => joinSet(of).len(),
  [`${T}::JoinSet::is_empty`]: (_, [of]) => joinSet(of).isEmpty(),
};
