/** What was planted in the arb bot, to compare with once the learner has written. */

interface Fault {
  task: string;
  seen: string;
  change: string;
}

export const FAULTS: readonly Fault[] = [
  {
    task: "risk",
    seen: "The longest p95: every working poll computes for 3 to 5 ms, and no lint says so, because no lint looks at later polls.",
    change:
      "CPU-bound and independent of the tasks: rayon with a oneshot. Then its own p95 is microseconds, and the Sched of whoever shared its worker shrinks.",
  },
  {
    task: "spread",
    seen: "self-wakes: all of its wakes are its own. It never idles and keeps one worker busy for the whole minute.",
    change: "Wait for what changes prices (a watch channel, a Notify) instead of looking again and again.",
  },
  {
    task: "fills",
    seen: "lost-waker, from its 31st poll on: Idle, no waker, and no wake will come.",
    change:
      "Store cx.waker() before every Pending. Day 3's rule: whoever answers Pending has arranged to be woken.",
  },
  {
    task: "replay",
    seen: "never-yielded, from second 16 on: its first poll is still running. It has no p95 at all, since no poll of it has ended.",
    change: "spawn_blocking or a thread of its own; it blocks for its whole life.",
  },
  {
    task: "book",
    seen: "The decoy: one poll in eighty takes 9 ms, so p95 is tens of microseconds and p99 is milliseconds.",
    change:
      "Copy the book in pieces with a yield between them, or off the task. Whether it comes before risk is for your latency budget to say, and p99 says it better than p95.",
  },
];
