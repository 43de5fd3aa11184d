/** Names what happened to the state word between two samples, as tokio's source names it. */
import {
  CANCELLED,
  COMPLETE,
  JOIN_INTEREST,
  JOIN_WAKER,
  NOTIFIED,
  RUNNING,
} from "../../../runtime/task/task.ts";
import type { Holders, Sample } from "./watch.ts";

/** From the highest bit down, in written order. */
export const FLAGS = [
  { name: "CANCELLED", bit: CANCELLED },
  { name: "JOIN_WAKER", bit: JOIN_WAKER },
  { name: "JOIN_INTEREST", bit: JOIN_INTEREST },
  { name: "NOTIFIED", bit: NOTIFIED },
  { name: "COMPLETE", bit: COMPLETE },
  { name: "RUNNING", bit: RUNNING },
] as const;

const STATE = "https://github.com/tokio-rs/tokio/blob/tokio-1.53.1/tokio/src/runtime/task/state.rs";

export interface Transition {
  /** The function in tokio, and its location. */
  name: string;
  source: string;
  says: string;
  before: number;
  after: number;
  holders: Holders;
  /** The whole word: reference count and bits. */
  word: number;
}

/** The reference count begins at bit 6. */
const REF_ONE = 64;

export const references = ({ owned, joinHandle, notified, wakers }: Holders): number =>
  Number(owned) + Number(joinHandle) + Number(notified) + wakers;

export function transitionsOf(samples: readonly Sample[]): Transition[] {
  const transitions: Transition[] = [];
  let last: Sample | null = null;
  for (const sample of samples) {
    const named = last === null ? born() : nameOf(last, sample);
    if (named !== null) {
      const { bits, holders } = sample;
      const word = references(holders) * REF_ONE + bits;
      transitions.push({ ...named, before: last?.bits ?? bits, after: bits, holders, word });
    }
    last = sample;
  }
  return transitions;
}

type Named = Pick<Transition, "name" | "source" | "says">;

const at = (name: string, line: number, says: string): Named => ({ name, source: `${STATE}#L${line}`, says });

function born(): Named {
  return at(
    "INITIAL_STATE",
    61,
    "Spawned: three references (the list of live tasks, the queue, the JoinHandle), and NOTIFIED, since it is queued at once.",
  );
}

function nameOf(last: Sample, now: Sample): Named | null {
  const set = (bit: number) => (now.bits & ~last.bits & bit) !== 0;
  const cleared = (bit: number) => (last.bits & ~now.bits & bit) !== 0;
  if (set(COMPLETE)) {
    return cleared(NOTIFIED)
      ? at(
          "transition_to_running",
          117,
          "Taken from the queue and found CANCELLED: the future is dropped without a poll, and the task is COMPLETE.",
        )
      : at(
          "transition_to_complete",
          184,
          "The poll answered Ready: one exclusive-or clears RUNNING and sets COMPLETE.",
        );
  }
  if (set(CANCELLED)) {
    return at(
      "transition_to_notified_and_cancel",
      303,
      "abort() sets CANCELLED. The task was idle, so it is NOTIFIED and queued: a worker has to drop its future.",
    );
  }
  if (set(RUNNING))
    return at(
      "transition_to_running",
      117,
      "A worker took it from a queue: NOTIFIED becomes RUNNING, and the future is polled. The queue's reference is the worker's now.",
    );
  if (cleared(RUNNING)) return idle(now);
  if (set(NOTIFIED)) return notified(now);
  if (set(JOIN_WAKER))
    return at(
      "set_join_waker",
      427,
      "Another task awaits the JoinHandle: its waker is stored here, and JOIN_WAKER says so.",
    );
  if (cleared(JOIN_INTEREST))
    return at(
      "transition_to_join_handle_dropped",
      385,
      "The output was taken and the JoinHandle dropped: no reference is left, and the allocation is freed.",
    );
  return withoutBits(last, now, cleared(JOIN_WAKER));
}

function idle(now: Sample): Named {
  return (now.bits & NOTIFIED) !== 0
    ? at(
        "transition_to_idle",
        151,
        "The poll answered Pending, and NOTIFIED is back: the worker that polled it puts it at the back of its queue.",
      )
    : at(
        "transition_to_idle",
        151,
        "The poll answered Pending: RUNNING is cleared, the queue's reference is given up. The task is idle, and in no queue.",
      );
}

function notified(now: Sample): Named {
  if ((now.bits & RUNNING) !== 0) {
    return at(
      "transition_to_notified_by_ref",
      253,
      "wake_by_ref() during the poll only sets NOTIFIED: whoever polls the task will see it afterwards.",
    );
  }
  return at(
    "transition_to_notified_by_val",
    215,
    "wake() found it idle: NOTIFIED is set, and the task goes to a queue with a new reference; then the waker's own is dropped.",
  );
}

/** Changes of the count alone, and wakes that change only the count. */
function withoutBits(last: Sample, now: Sample, joinWakerTaken: boolean): Named | null {
  if (now.holders.wakers > last.holders.wakers)
    return at("ref_inc", 476, "The waker was cloned to be kept: one more reference, and no allocation.");
  if (now.holders.wakers < last.holders.wakers)
    return at(
      "transition_to_notified_by_val",
      215,
      "wake() found NOTIFIED set: the task is queued already, and only the waker's reference goes.",
    );
  if (last.holders.owned && !now.holders.owned) {
    const joiner = joinWakerTaken ? "The joiner was woken; then the " : "The ";
    return at(
      "transition_to_terminal",
      198,
      `${joiner}list of live tasks and the worker let go of it. What is left belongs to the JoinHandle.`,
    );
  }
  return null;
}
