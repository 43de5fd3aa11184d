/** The scheduler's rules that learners get wrong, each in two sentences and with its place in tokio's source. */

const AT = "https://github.com/tokio-rs/tokio/blob/tokio-1.53.1/tokio/src";
const WORKER = `${AT}/runtime/scheduler/multi_thread/worker.rs`;

export interface Rule {
  title: string;
  statement: string;
  /** Pinned to the version that the model is of. */
  source: string;
  /** The function there. */
  where: string;
}

export const RULES = {
  fifo: {
    title: "First in, first out",
    statement:
      "current_thread has no LIFO slot: what its tasks spawn or wake goes to the back of its local queue, and what runs next is at the front. What other threads spawn or wake waits in a second queue.",
    source: `${AT}/runtime/scheduler/current_thread/mod.rs#L709`,
    where: "current_thread::schedule",
  },
  "lifo-slot": {
    title: "The slot goes first",
    statement:
      "On a worker, what a poll spawns or wakes takes the LIFO slot, and runs as soon as that poll is over. Whoever had the slot goes to the back of the local queue.",
    source: `${WORKER}#L1376`,
    where: "schedule_local",
  },
  "local-queue": {
    title: "The local queue is first in, first out",
    statement: "With the LIFO slot empty, a worker takes the task at the front of its local queue.",
    source: `${WORKER}#L1076`,
    where: "next_task",
  },
  "from-main": {
    title: "Main is not a worker",
    statement:
      "On multi_thread, block_on's future is polled on a thread that has no queues: what it spawns goes to the injection queue, which is first in, first out.",
    source: `${WORKER}#L1341`,
    where: "schedule_task",
  },
  "self-wake": {
    title: "A self-wake goes to the back",
    statement:
      "A task that wakes itself during its own poll is queued when that poll is over, behind all others in the local queue, and never in the LIFO slot.",
    source: `${AT}/runtime/task/state.rs#L151`,
    where: "transition_to_idle",
  },
  defer: {
    title: "yield_now waits for the driver",
    statement:
      "yield_now puts the waker on the defer list. The list is woken only after the driver was looked at, last first; each wake goes through the LIFO slot, so the first to yield ends up there.",
    source: `${AT}/runtime/scheduler/defer.rs#L32`,
    where: "Defer::wake",
  },
  "lifo-cap": {
    title: "Three from the slot, then the queue",
    statement:
      "A tick polls at most three tasks from the LIFO slot. Before the third the slot is switched off, so what that poll wakes goes to the back of the local queue.",
    source: `${WORKER}#L270`,
    where: "MAX_LIFO_POLLS_PER_TICK",
  },
  overflow: {
    title: "A full ring overflows",
    statement:
      "The local queue has 256 places. A push that finds it full moves the newer half, 128 tasks, and the task being pushed to the injection queue.",
    source: `${AT}/runtime/scheduler/multi_thread/queue.rs#L253`,
    where: "push_overflow",
  },
  "global-interval": {
    title: "The injection queue has its turn",
    statement:
      "At a tick that global_queue_interval divides, the injection queue comes before the worker's own: 31 on current_thread; on multi_thread 61 to begin with.",
    source: `${WORKER}#L1076`,
    where: "next_task",
  },
  "inject-batch": {
    title: "From the injection queue in batches",
    statement:
      "A worker with nothing of its own takes its share of the injection queue: it polls the first, and puts the others into its local queue.",
    source: `${WORKER}#L1076`,
    where: "next_task",
  },
  budget: {
    title: "One budget a tick",
    statement:
      "The 128 units of budget belong to the tick, not to the task. When they are used up, what waits in the LIFO slot is not polled: it goes to the back of the local queue.",
    source: `${WORKER}#L730`,
    where: "run_task",
  },
  "forced-yield": {
    title: "Operation 129 yields",
    statement:
      "With no budget left an operation answers Pending even if it is ready, and the task goes on the defer list, as if it had yielded.",
    source: `${AT}/task/coop/mod.rs#L343`,
    where: "poll_proceed",
  },
  steal: {
    title: "The older half, rounded up",
    statement:
      "A thief takes ceil(n / 2) tasks from the front of the victim's local queue. The last of them it polls at once; the others go to its own queue, in order.",
    source: `${AT}/runtime/scheduler/multi_thread/queue.rs#L472`,
    where: "steal_into2",
  },
  hostage: {
    title: "A LIFO slot cannot be stolen from",
    statement:
      "A poll that blocks holds its worker's thread. Others empty the local queue meanwhile, but the task in the LIFO slot waits until that thread is free.",
    source: `${WORKER}#L1155`,
    where: "steal_work",
  },
  timers: {
    title: "Timers fire through the slot",
    statement:
      "Timers that are due together fire in the order of their registration. On a worker each wake takes the LIFO slot from the one before, so the last to fire is polled first.",
    source: `${AT}/runtime/time/mod.rs#L296`,
    where: "process_at_time",
  },
  join: {
    title: "Completion wakes the joiner",
    statement:
      "The last thing that a task does is to wake whoever awaits its JoinHandle. On a worker, the joiner takes the LIFO slot and runs next.",
    source: `${AT}/runtime/task/harness.rs#L331`,
    where: "complete",
  },
  "main-beside": {
    title: "Main has no place in the queue",
    statement:
      "On current_thread, block_on's future is polled when it was woken and the queue has run dry, or after 61 polls. Waking it does not make it next.",
    source: `${AT}/runtime/scheduler/current_thread/mod.rs#L816`,
    where: "block_on",
  },
  handover: {
    title: "Locks are handed over in order",
    statement:
      "Unlocking gives the Mutex to the task that waits longest, and wakes it. Who unlocks and locks again at once queues behind.",
    source: `${AT}/sync/batch_semaphore.rs#L306`,
    where: "add_permits_locked",
  },
  permit: {
    title: "One permit, not a counter",
    statement:
      "notify_one with nobody waiting leaves one permit, however often it is called. The first to wait takes it and goes on at once; whoever comes next waits.",
    source: `${AT}/sync/notify.rs#L848`,
    where: "notify_locked",
  },
  backpressure: {
    title: "A full channel makes its sender wait",
    statement:
      "On a bounded channel each message takes a permit. Without one the sender waits in line, and each message that is received hands a permit to the first there, and wakes it.",
    source: `${AT}/sync/mpsc/bounded.rs#L1272`,
    where: "reserve_inner",
  },
  select: {
    title: "Whoever loses a select! is dropped",
    statement:
      "select! polls its branches in one task. When one is ready the others are dropped where they stand: a sleep leaves the timer wheel, a receiver its queue.",
    source: `${AT}/macros/select.rs#L640`,
    where: "select!",
  },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;
