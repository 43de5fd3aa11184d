/** The scheduler's rules that learners get wrong, each in two sentences with its location in tokio's source. */

const AT = "https://github.com/tokio-rs/tokio/blob/tokio-1.53.1/tokio/src";
const WORKER = `${AT}/runtime/scheduler/multi_thread/worker.rs`;

export interface Rule {
  title: string;
  statement: string;
  /** Pinned to the version of the model. */
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
      "On a worker, a task that a poll spawns or wakes takes the LIFO slot and runs right after that poll. The task that had the slot goes to the back of the local queue.",
    source: `${WORKER}#L1376`,
    where: "schedule_local",
  },
  "local-queue": {
    title: "The local queue is first in, first out",
    statement: "If the LIFO slot is empty, a worker takes the task at the front of its local queue.",
    source: `${WORKER}#L1076`,
    where: "next_task",
  },
  "from-main": {
    title: "Main is not a worker",
    statement:
      "On multi_thread, block_on's future is polled on a thread without queues: a task that it spawns goes to the injection queue, which is first in, first out.",
    source: `${WORKER}#L1341`,
    where: "schedule_task",
  },
  "self-wake": {
    title: "A self-wake goes to the back",
    statement:
      "A task that wakes itself during its own poll is queued when that poll ends, behind all others in the local queue, never in the LIFO slot.",
    source: `${AT}/runtime/task/state.rs#L151`,
    where: "transition_to_idle",
  },
  defer: {
    title: "yield_now waits for the driver",
    statement:
      "yield_now puts the waker on the defer list. The worker wakes the list, last first, only after a look at the driver; each wake goes through the LIFO slot, so the first task to yield ends up there.",
    source: `${AT}/runtime/scheduler/defer.rs#L32`,
    where: "Defer::wake",
  },
  "lifo-cap": {
    title: "Three from the slot, then the queue",
    statement:
      "A tick polls at most three tasks from the LIFO slot. Before the third the slot is switched off, so a task that this poll wakes goes to the back of the local queue.",
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
    title: "The injection queue gets its turn",
    statement:
      "At each tick that global_queue_interval divides, the injection queue comes before the worker's own. The interval is 31 on current_thread and starts at 61 on multi_thread.",
    source: `${WORKER}#L1076`,
    where: "next_task",
  },
  "inject-batch": {
    title: "From the injection queue in batches",
    statement:
      "A worker without tasks of its own takes its share of the injection queue: it polls the first and puts the others into its local queue.",
    source: `${WORKER}#L1076`,
    where: "next_task",
  },
  budget: {
    title: "One budget a tick",
    statement:
      "The 128 units of budget belong to the tick, not to the task. When they are used up, the task in the LIFO slot is not polled: it goes to the back of the local queue.",
    source: `${WORKER}#L730`,
    where: "run_task",
  },
  "forced-yield": {
    title: "Operation 129 yields",
    statement:
      "Without budget an operation returns Pending even if it is ready, and the task goes on the defer list, as if it had yielded.",
    source: `${AT}/task/coop/mod.rs#L343`,
    where: "poll_proceed",
  },
  steal: {
    title: "The older half, rounded up",
    statement:
      "A thief takes ceil(n / 2) tasks from the front of the victim's local queue. It polls the last of them at once; the others go to its own queue, in order.",
    source: `${AT}/runtime/scheduler/multi_thread/queue.rs#L472`,
    where: "steal_into2",
  },
  hostage: {
    title: "A LIFO slot cannot be stolen from",
    statement:
      "A poll that blocks holds its worker's thread. Other workers can empty its local queue, but the task in the LIFO slot waits until that thread is free.",
    source: `${WORKER}#L1155`,
    where: "steal_work",
  },
  timers: {
    title: "Timers fire through the slot",
    statement:
      "Timers that are due together fire in registration order. On a worker each wake takes the LIFO slot from the one before, so the last to fire is polled first.",
    source: `${AT}/runtime/time/mod.rs#L296`,
    where: "process_at_time",
  },
  join: {
    title: "Completion wakes the joiner",
    statement:
      "The last thing a task does is to wake the task that awaits its JoinHandle. On a worker, the joiner takes the LIFO slot and runs next.",
    source: `${AT}/runtime/task/harness.rs#L331`,
    where: "complete",
  },
  "main-beside": {
    title: "Main has no place in the queue",
    statement:
      "On current_thread, a woken block_on future is polled when the queue is empty, or after 61 polls. Waking it does not make it next.",
    source: `${AT}/runtime/scheduler/current_thread/mod.rs#L816`,
    where: "block_on",
  },
  handover: {
    title: "Locks are handed over in order",
    statement:
      "Unlocking gives the Mutex to the longest-waiting task and wakes it. A task that unlocks and immediately relocks goes to the back.",
    source: `${AT}/sync/batch_semaphore.rs#L306`,
    where: "add_permits_locked",
  },
  permit: {
    title: "One permit, not a counter",
    statement:
      "notify_one without a waiting task stores one permit, however often it is called. The first task to wait takes it and continues at once; the next one waits.",
    source: `${AT}/sync/notify.rs#L848`,
    where: "notify_locked",
  },
  backpressure: {
    title: "A full channel makes its sender wait",
    statement:
      "On a bounded channel each message takes a permit. Without one the sender waits in line, and each received message gives a permit to the first in line and wakes it.",
    source: `${AT}/sync/mpsc/bounded.rs#L1272`,
    where: "reserve_inner",
  },
  select: {
    title: "The losers of a select! are dropped",
    statement:
      "select! polls its branches in one task. When one is ready, the others are dropped at once: a sleep leaves the timer wheel, a receiver its queue.",
    source: `${AT}/macros/select.rs#L640`,
    where: "select!",
  },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;
