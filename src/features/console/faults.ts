/** The faults of the arb bot, to compare with once the learner has written their own answer. */

interface Fault {
  task: string;
  seen: string;
  change: string;
}

export const FAULTS: readonly Fault[] = [
  {
    task: "risk",
    seen: "The longest p95: every working poll computes for 3 to 5 ms. No lint reports it, because no lint looks at later polls.",
    change:
      "The work is CPU-bound and independent of the tasks: use rayon with a oneshot. Then its own p95 is microseconds, and Sched of the tasks on the same worker shrinks.",
  },
  {
    task: "spread",
    seen: "self-wakes: every wake comes from itself. It is never idle and keeps one worker busy for the whole minute.",
    change: "Wait for the prices to change (a watch channel, a Notify) instead of polling them.",
  },
  {
    task: "fills",
    seen: "lost-waker, from its 31st poll on: it is Idle without a waker, so no wake will come.",
    change:
      "Store cx.waker() before every Pending. Day 3's rule: return Pending only after arranging a wake.",
  },
  {
    task: "replay",
    seen: "never-yielded, from second 16 on: its first poll is still running. It has no p95, because none of its polls has ended.",
    change: "spawn_blocking or a dedicated thread; it blocks for its whole life.",
  },
  {
    task: "book",
    seen: "The decoy: one poll in eighty takes 9 ms, so p95 is tens of microseconds and p99 is milliseconds.",
    change:
      "Copy the book in pieces with a yield between them, or outside the task. Your latency budget decides whether to fix it before risk, and p99 shows it better than p95.",
  },
];
