/** Programs about which task runs next: yields, budget, timers, completion, main. */
import { entry } from "./entry.ts";

export const turns = {
  "yield-order": entry(
    "Everybody yields once",
    {
      rule: "defer",
      question: "Four tasks yield in the order 0, 3, 1, 2. In which order do they go on?",
    },
    `
body 0
  spawn 1
  spawn 1
  spawn 1
  yield
body 1
  yield`,
  ),
  "yield-and-self-wake": entry(
    "Yield against self-wake",
    {
      rule: "self-wake",
      question: "Task 1 wakes itself twice, task 2 yields twice. Who is done first?",
    },
    `
body 0
  spawn 1
  spawn 2
body 1
  selfwake
  selfwake
body 2
  yield
  yield`,
  ),
  "shared-budget": entry(
    "One budget for two",
    {
      rule: "budget",
      question: "Task 0 uses 100 units, then task 1 wants 51. Why is task 1 polled twice?",
    },
    `
body 0
  spawn 1
  budget 100
body 1
  budget 50
  budget 1`,
  ),
  "forced-yield": entry(
    "Operation 129",
    {
      rule: "forced-yield",
      question: "Task 0 wants 300 units in a row, and never yields. When does task 1 get its turn?",
    },
    `
body 0
  spawn 1
  budget 300
body 1
  yield`,
  ),
  "timers-together": entry(
    "Four timers at once",
    {
      rule: "timers",
      question: "Tasks 1 to 4 sleep until the same instant. In which order do they wake, and run?",
    },
    `
body 0
  spawn 1
  spawn 1
  spawn 1
  spawn 1
  sleep 20
body 1
  sleep 5`,
  ),
  "join-chain": entry(
    "A chain of joins",
    {
      rule: "join",
      question: "Each task awaits the one that it spawned. What carries the end back up the chain?",
    },
    `
body 0
  spawn 1
  join 0
body 1
  spawn 2
  join 0
body 2
  spawn 3
  join 0
body 3
  yield`,
  ),
  "main-beside-the-queue": entry(
    "Main beside the queue",
    {
      rule: "main-beside",
      flavor: "current_thread",
      root: "main",
      question: "Task 1 wakes main at once. Why do tasks 2 and 3 run before main does?",
    },
    `
body 0
  spawn 1
  spawn 2
  spawn 2
  park 0
body 1
  unpark 0
body 2`,
  ),
  "lock-handover": entry(
    "The lock is handed over",
    {
      rule: "handover",
      question: "Task 0 unlocks and locks again at once. Who has the lock in between?",
    },
    `
body 0
  lock 0
  spawn 1
  spawn 1
  yield
  unlock 0
  lock 0
body 1
  lock 0`,
  ),
};
