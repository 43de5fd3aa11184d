/** The rules of tokio's scheduler, each with a change to the model that breaks that one rule. */

/** `find` must occur exactly once in `file` (below src/runtime), so that a mutation that no longer applies is noticed. */
export interface Edit {
  file: string;
  find: string;
  replace: string;
}

export interface Mutation {
  rule: string;
  broken: string;
  edits: Edit[];
  /** Why no program can tell the difference; such a mutation must survive. */
  equivalent?: string;
  /** It takes several workers: the scripts that tokio followed expose it. */
  several?: true;
}

const worker = "scheduler/multi-thread/worker.ts";
const queue = "scheduler/multi-thread/queue.ts";
const idle = "scheduler/multi-thread/idle.ts";
const park = "scheduler/multi-thread/park.ts";
const currentThread = "scheduler/current-thread.ts";
const task = "task/task.ts";

const one = (rule: string, broken: string, file: string, find: string, replace: string): Mutation => ({
  rule,
  broken,
  edits: [{ file, find, replace }],
});

/** Rules that only several workers show. */
const SEVERAL: Mutation[] = [
  one(
    "a thief takes half of a queue, rounded up",
    "rounded down",
    queue,
    "const count = this.length - Math.floor(this.length / 2);",
    "const count = Math.floor(this.length / 2);",
  ),
  one(
    "a thief runs the newest task that it took",
    "the oldest",
    queue,
    "for (let i = 0; i < count - 1; i++) dst.pushBack(this.#take(this.#head++));\n    return { task: this.#take(this.#head++), count };",
    "const task = this.#take(this.#head++);\n    for (let i = 0; i < count - 1; i++) dst.pushBack(this.#take(this.#head++));\n    return { task, count };",
  ),
  one(
    "a thief starts at a random victim",
    "at worker 0",
    worker,
    "this.#stealStart = this.#rand.fastrandN(this.shared.workers.length);",
    "this.#stealStart = 0;",
  ),
  one(
    "half of the workers may search",
    "all of them",
    idle,
    "if (2 * this.#numSearching >= this.#numWorkers) return false;",
    "",
  ),
  one(
    "while a worker searches, no other is woken",
    "one more",
    idle,
    "if (this.#numSearching !== 0 || this.#numUnparked >= this.#numWorkers) return null;",
    "if (this.#numUnparked >= this.#numWorkers) return null;",
  ),
  one(
    "the worker that parked last is woken first",
    "the one that parked first",
    idle,
    "return this.#sleepers.pop() ?? null;",
    "return this.#sleepers.shift() ?? null;",
  ),
  one(
    "the last searcher that finds work wakes another",
    "wakes nobody",
    worker,
    "if (this.shared.idle.transitionWorkerFromSearching()) this.shared.notifyParked();",
    "this.shared.idle.transitionWorkerFromSearching();",
  ),
  one(
    "the last searcher looks once more before it sleeps",
    "sleeps at once",
    park,
    'return wasLastSearcher ? "notify_if_work_pending" : "park";',
    'return wasLastSearcher ? "park" : "park";',
  ),
  one(
    "a worker that is woken searches",
    "does not",
    park,
    '    worker.setSearching(true);\n    return "tick";',
    '    worker.setSearching(false);\n    return "tick";',
  ),
  one(
    "a task in the LIFO slot wakes no other worker",
    "wakes one",
    worker,
    "notify = previous !== null;",
    "notify = true;",
  ),
  one(
    "deferred tasks wake a worker if there is more than one to run",
    "if there is one",
    park,
    "if (!worker.isSearching && ready > 1)",
    "if (!worker.isSearching && ready > 0)",
  ),
].map((mutation) => ({ ...mutation, several: true }));

export const MUTATIONS: Mutation[] = [
  ...SEVERAL,
  one(
    "the defer list is drained from its end",
    "drained from its front",
    "scheduler/defer.ts",
    "const waker = this.#deferred.pop();",
    "const waker = this.#deferred.shift();",
  ),
  {
    ...one(
      "a task that defers twice in a row is deferred once",
      "twice",
      "scheduler/defer.ts",
      "if (this.#deferred.at(-1)?.willWake(waker) === true) return;",
      "",
    ),
    equivalent: "the second wake meets a task that is already notified",
  },
  {
    rule: "a self-wake is queued after the poll",
    broken: "queued at once",
    edits: [
      {
        file: task,
        find: "if (__TRACE__) this.#traceWake(W.AfterPoll);\n      return;",
        replace: "",
      },
      {
        file: task,
        find: "if ((this.state & NOTIFIED) !== 0) this.scheduler.schedule(this as Task, true);",
        replace: "",
      },
    ],
  },
  one(
    "a task that is already notified is not queued again",
    "queued twice",
    task,
    "if ((state & (COMPLETE | NOTIFIED)) !== 0) {",
    "if ((state & COMPLETE) !== 0) {",
  ),
  one(
    "a self-wake goes behind the others",
    "into the LIFO slot",
    worker,
    "if (isYield || !this.#lifoEnabled) this.#pushBackOrOverflow(task);",
    "if (!this.#lifoEnabled) this.#pushBackOrOverflow(task);",
  ),
  one(
    "the main future is polled between batches",
    "as soon as it is woken",
    currentThread,
    "if (this.#left === null) {\n      this.#left",
    "if (this.#left === null || this.main?.woken === true) {\n      this.#left",
  ),
  one("the budget is 128", "127", "task/coop.ts", "INITIAL_BUDGET = 128", "INITIAL_BUDGET = 127"),
  one("a worker's first iteration is tick 1", "tick 2", worker, "#tick = 0;", "#tick = 1;"),
  one(
    "a LIFO poll needs budget",
    "polled without",
    worker,
    "if (this.thread.budget === 0) {",
    "if (this.thread.budget === -2) {",
  ),
  one(
    "LIFO polls share the tick's budget",
    "each gets a new one",
    worker,
    "    this.#lifoPolls++;\n",
    "    this.#lifoPolls++;\n    this.thread.budget = INITIAL_BUDGET;\n",
  ),
  one(
    "overflow takes the second half of the ring",
    "the first half",
    queue,
    "    this.#tail -= NUM_TASKS_TAKEN;\n    for (let i = 0; i < NUM_TASKS_TAKEN; i++) overflow(this.#take(this.#tail + i));",
    "    for (let i = 0; i < NUM_TASKS_TAKEN; i++) overflow(this.#take(this.#head++));",
  ),
  one(
    "the injection queue is popped in batches",
    "one at a time",
    worker,
    "const n = Math.max(1, Math.min(Math.floor(this.#injectLength / this.shared.workers.length) + 1, cap));",
    "const n = Math.min(1, cap);",
  ),
  ...[2, 4].map((cap) =>
    one(
      "three LIFO polls a tick",
      String(cap),
      worker,
      "MAX_LIFO_POLLS_PER_TICK = 3",
      `MAX_LIFO_POLLS_PER_TICK = ${cap}`,
    ),
  ),
  one(
    "the slot is closed before the third LIFO poll",
    "after it",
    worker,
    "if (this.#lifoPolls >= MAX_LIFO_POLLS_PER_TICK) this.#lifoEnabled = false;\n    this.thread.poll(task);",
    "this.thread.poll(task);\n    if (this.#lifoPolls >= MAX_LIFO_POLLS_PER_TICK) this.#lifoEnabled = false;",
  ),
  one(
    "notify_one wakes the oldest waiter",
    "the newest",
    "sync/notify.ts",
    'this.#notify("one-fifo");',
    'this.#notify("one-lifo");',
  ),
  one(
    "current_thread looks at inject every 31 ticks",
    "every 61",
    "builder.ts",
    "GLOBAL_QUEUE_INTERVAL_CURRENT_THREAD = 31",
    "GLOBAL_QUEUE_INTERVAL_CURRENT_THREAD = 61",
  ),
  {
    rule: "a task's locals drop before its joiner is woken",
    broken: "after",
    edits: [
      {
        file: "programs/world.ts",
        find: "        dropLocals(locals);",
        replace: "        ((globalThis as any).late ??= []).push(() => dropLocals(locals));",
      },
      {
        file: task,
        find: "    this.scheduler.handle.owned.remove(this as Task);",
        replace:
          "    this.scheduler.handle.owned.remove(this as Task);\n    for (const drop of ((globalThis as any).late ?? []).splice(0)) drop();",
      },
    ],
  },
  one(
    "coop exhaustion defers the task",
    "wakes it at once (before tokio 1.44)",
    "task/coop.ts",
    "defer(cx.waker);\n  return false;",
    "cx.waker.wakeByRef();\n  return false;",
  ),
  one(
    "yield_now defers the task",
    "wakes it at once (before tokio 1.23)",
    "task/yield-now.ts",
    "    defer(cx.waker);",
    "    cx.waker.wakeByRef();",
  ),
  one(
    "a spawn goes into the LIFO slot",
    "behind the others",
    "builder.ts",
    "#lifoSlot = true;",
    "#lifoSlot = false;",
  ),
  one(
    "every event_interval ticks the driver is polled",
    "only when idle",
    worker,
    'if (this.#tick % this.shared.config.eventInterval !== 0) return this.#go("next_task");',
    'return this.#go("next_task");',
  ),
  one(
    "an iteration that finds nothing is a tick too",
    "is none",
    worker,
    '    const isParking = state === "park";\n',
    '    const isParking = state === "park";\n    if (state === "transition_to_parked" && !this.thread.deferred.isEmpty) this.#tick--;\n',
  ),
  one(
    "current_thread's tick never restarts",
    "restarts with each batch",
    currentThread,
    "this.#left = this.config.eventInterval;",
    "this.#left = this.config.eventInterval;\n      this.tick = 0;",
  ),
  one(
    "current_thread restarts a batch when the queue is empty",
    "goes on counting",
    currentThread,
    "    if (task === null) {\n      this.#left = null;",
    "    if (task === null) {",
  ),
  one(
    "in its turn the injection queue comes before the local one (multi_thread)",
    "after it",
    worker,
    "this.#nextRemoteTask() ?? this.#nextLocalTask()",
    "this.#nextLocalTask() ?? this.#nextRemoteTask()",
  ),
  one(
    "in its turn the injection queue comes before the local one (current_thread)",
    "after it",
    currentThread,
    "return this.#nextRemote() ?? this.#nextLocal();",
    "return this.#nextLocal() ?? this.#nextRemote();",
  ),
  {
    ...one(
      "waking main from inside does not unpark the driver",
      "does (before tokio 1.50)",
      currentThread,
      "if (CONTEXT.scheduler !== this) this.handle.driver.unpark();",
      "this.handle.driver.unpark();",
    ),
    equivalent: "a woken main is pending work, and the park_yield that follows takes token and flag",
  },
  one(
    "a woken main is pending work",
    "is none, so the thread parks",
    currentThread,
    "|| this.main?.woken === true;",
    ";",
  ),
  one(
    "the paused clock does not jump when the driver was unparked",
    "jumps",
    "time/driver.ts",
    "if (when !== null && !this.#takeDidWake())",
    "if (when !== null)",
  ),
  one(
    "a wait that stays pending costs no budget (semaphore)",
    "costs one",
    "sync/batch-semaphore.ts",
    "    CONTEXT.budget = budget;\n",
    "    void budget;\n",
  ),
  one(
    "a wait that stays pending costs no budget (join handle)",
    "costs one",
    "task/join-handle.ts",
    "    CONTEXT.budget = budget;\n",
    "    void budget;\n",
  ),
  one(
    "an aborted task is cancelled when its turn comes",
    "on the spot",
    task,
    "if ((state & (RUNNING | NOTIFIED)) === 0) this.scheduler.schedule(this as Task, false);",
    "if ((state & RUNNING) === 0) this.shutdown();",
  ),
  one(
    "a big waiter takes the permits that there are",
    "takes none",
    "sync/batch-semaphore.ts",
    "remaining: wanted - this.#permits, waker: waker.clone() };\n    this.#permits = 0;",
    "remaining: wanted, waker: waker.clone() };",
  ),
  one(
    "released permits go to waiters, not to the counter",
    "to the counter, so that others may barge in",
    "sync/batch-semaphore.ts",
    "const given = Math.min(permits, waiter.remaining);",
    "const given = this.resource === -1 ? 0 : Math.min(permits, Math.max(0, waiter.remaining - 1));",
  ),
  one(
    "notify_waiters keeps no permit",
    "keeps one",
    "sync/notify.ts",
    "this.#notifyWaitersCalls++;",
    "this.#notifyWaitersCalls++;\n    if (this.#waiters.size === 0) this.#permit = true;",
  ),
  one(
    "a Notified that is dropped hands its notification on",
    "keeps it",
    "sync/notify.ts",
    "      this.#notify(waiter.notification);\n",
    "      return;\n",
  ),
  one(
    "JoinSet gives tasks in the order of completion",
    "the last to complete first",
    "task/join-set.ts",
    "for (const entry of this.#notified) return this.#pollEntry(entry, cx);",
    "for (const entry of [...this.#notified].reverse()) return this.#pollEntry(entry, cx);",
  ),
  one(
    "join! starts one branch further at each poll",
    "always at the first",
    "macros/join.ts",
    "if (!this.#biased) this.#skipNextTime",
    "if (this.#biased) this.#skipNextTime",
  ),
  one(
    "timers of one tick fire in the order of registration",
    "the last first",
    "time/driver.ts",
    "    for (const waker of wakers) waker.wake();\n    CONTEXT",
    "    for (const waker of wakers.reverse()) waker.wake();\n    CONTEXT",
  ),
  one(
    "the clock also stops where timers move down a level",
    "goes straight to the deadline",
    "time/wheel.ts",
    "let deadlineMs = levelStart + slot * slotMs;",
    "let deadlineMs = Infinity; for (let entry = this.#slotAt(level, slot).head; entry !== null; entry = entry.next) deadlineMs = Math.min(deadlineMs, entry.whenMs);",
  ),
  one(
    "a received value frees its place in the channel",
    "keeps it",
    "sync/mpsc.ts",
    "    this.semaphore?.release(1);\n    return value;",
    "    return value;",
  ),
  one(
    "unconstrained uses no budget",
    "uses the task's",
    "task/coop.ts",
    "    CONTEXT.budget = UNCONSTRAINED;\n    try",
    "    try",
  ),
];
