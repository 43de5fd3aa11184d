/** `std::future` and `std::task`: futures by hand, and wakers. */
import { Context, Poll, Waker } from "../../../runtime/index.ts";
import { PENDING } from "../../../runtime/std/poll.ts";
import { pollOf } from "../run/futures.ts";
import type { Interpreter } from "../run/interpreter.ts";
import type { Builtin, Site } from "../run/site.ts";
import { PollFuture } from "../tokio/future.ts";
import { behind, Ref } from "../values/values.ts";
import type { Machine, Native, Value } from "../values/values.ts";
import { Pointer } from "./pointers.ts";

class WakerValue implements Native {
  readonly type = "std::task::Waker";
  readonly waker: Waker;
  /** The `Arc` of one that the program has made. */
  readonly #arc: Pointer | null;
  constructor(waker: Waker, arc: Pointer | null = null) {
    this.waker = waker;
    this.#arc = arc;
  }
  clone(): WakerValue {
    return new WakerValue(this.waker.clone(), this.#arc?.clone() ?? null);
  }
  drop(machine: Machine): void {
    machine.drop(this.#arc);
  }
}

const wakerOf = (value: Value): WakerValue => behind(value) as WakerValue;

/** `impl From<Arc<impl Wake>> for Waker` */
function fromArc(m: Interpreter, arc: Value, site: Site): WakerValue {
  if (!(arc instanceof Pointer)) return m.refuse(site.from, "A `Waker` is made from an `Arc` here.");
  const wake = (): void => m.drop(m.callMethod(new Ref([arc.clone()], 0), "wake", [], site));
  return new WakerValue(Waker.from({ wake }), arc);
}

export const TASK: Record<string, Builtin> = {
  "std::future::ready": (_, [value]) => new PollFuture(() => Poll.Ready(value)),
  "std::future::pending": () => new PollFuture(() => PENDING),
  "std::future::poll_fn": (m, [f], site) =>
    new PollFuture(
      (cx) => {
        m.at = site.from;
        return pollOf(m.call(f, [new Ref([cx], 0)]));
      },
      () => m.drop(f),
    ),
  "std::task::Context::waker": (_, [cx]) => new Ref([new WakerValue((behind(cx) as Context).waker)], 0),
  "std::task::Waker::wake": (m, [of]) => {
    wakerOf(of).waker.wake();
    m.drop(of);
  },
  "std::task::Waker::wake_by_ref": (_, [of]) => wakerOf(of).waker.wakeByRef(),
  "std::task::Waker::clone": (_, [of]) => wakerOf(of).clone(),
  "std::task::Waker::will_wake": (_, [a, b]) => wakerOf(a).waker.willWake(wakerOf(b).waker),
  "std::task::Context::from_waker": (_, [of]) => Context.fromWaker(wakerOf(of).waker),
  "std::task::Waker::noop": () => new Ref([new WakerValue(Waker.noop())], 0),
  "std::task::Waker::from": (m, [arc], site) => fromArc(m, arc, site),
};
