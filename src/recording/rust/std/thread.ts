/** `std::thread`: a thread of the model runs to its end before the one that starts it goes on. */
import { spawn } from "../../../runtime/std/thread.ts";
import { atOnce } from "../run/frame.ts";
import type { Interpreter } from "../run/interpreter.ts";
import type { Builtin } from "../run/site.ts";
import { behind } from "../values/values.ts";
import type { Callable, Native, Value } from "../values/values.ts";
import { caught } from "./panics.ts";

/** It has ended. */
class ThreadHandle implements Native {
  readonly type = "std::thread::JoinHandle";
  readonly result: Value;
  constructor(result: Value) {
    this.result = result;
  }
}

class Scope implements Native {
  readonly type = "std::thread::Scope";
}

class ThreadValue implements Native {
  readonly type = "std::thread::Thread";
  /** Whether `park` returns at once. */
  isUnparked = false;
  clone(): ThreadValue {
    return this;
  }
}

class ThreadId implements Native {
  readonly type = "std::thread::ThreadId";
  readonly sortKey = 1;
  debug(): string {
    return "ThreadId(1)";
  }
}

function started(m: Interpreter, f: Value): ThreadHandle {
  const { steps } = f as Callable;
  const run = (): Value => (steps === null ? m.call(f, []) : atOnce(steps([])));
  const result = caught(m, () => spawn(run).join());
  m.drop(f);
  return new ThreadHandle(result);
}

/** The one that code is on, as far as the model tells threads apart. */
const threads = new WeakMap<Interpreter, ThreadValue>();
function current(m: Interpreter): ThreadValue {
  let thread = threads.get(m);
  if (thread === undefined) threads.set(m, (thread = new ThreadValue()));
  return thread;
}

export const THREAD: Record<string, Builtin> = {
  "std::thread::spawn": (m, [f]) => started(m, f),
  "std::thread::scope": (m, [f]) => m.call(f, [new Scope()]),
  "std::thread::Scope::spawn": (m, [, f]) => started(m, f),
  "std::thread::JoinHandle::join": (_, [of]) => (of as ThreadHandle).result,
  "std::thread::JoinHandle::is_finished": () => true,
  "std::thread::current": (m) => current(m),
  "std::thread::park": (m, _args, { from }) => {
    const thread = current(m);
    if (!thread.isUnparked)
      return m.refuse(from, "This parks the thread, and nothing else runs that could unpark it.");
    thread.isUnparked = false;
    return undefined;
  },
  "std::thread::Thread::unpark": (_, [of]) => {
    (behind(of) as ThreadValue).isUnparked = true;
  },
  "std::thread::Thread::clone": (_, [of]) => behind(of),
  "std::thread::Thread::id": () => new ThreadId(),
  "std::thread::Thread::name": (m) => m.make.some("main"),
};
