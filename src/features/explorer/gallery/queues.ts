/** Programs about where a task waits: slot, ring, injection queue. */
import { entry } from "./entry.ts";

export const queues = {
  "spawn-from-a-task": entry(
    "Three spawns from a task",
    { rule: "lifo-slot", question: "Task 0 spawns three tasks. Why is the last one polled first?" },
    `
body 0
  spawn 1
  spawn 1
  spawn 1
body 1`,
  ),
  "spawn-from-main": entry(
    "Three spawns from main",
    {
      rule: "from-main",
      root: "main",
      question: "Main, task 0, spawns three tasks and awaits them. Which queue do they go through?",
    },
    `
body 0
  spawn 1
  spawn 1
  spawn 1
  join 0
  join 1
  join 2
body 1`,
  ),
  "ping-pong": entry(
    "Ping-pong and a bystander",
    {
      rule: "lifo-cap",
      question: "Tasks 0 and 2 send each other messages. Task 1 was spawned first; when is it polled?",
    },
    `
body 0
  spawn 2  # the bystander
  spawn 1  # the partner
  repeat 4
    send 0
    recv 1
  end
body 1
  repeat 4
    recv 0
    send 1
  end
body 2`,
  ),
  "lifo-cap": entry(
    "Three from the slot",
    {
      rule: "lifo-cap",
      question: "Each task spawns the next. Task 2 is ready early on; how many go before it?",
    },
    `
body 0
  spawn 1
body 1
  spawn 2
  spawn 6
body 2
  spawn 3
body 3
  spawn 4
body 4
  spawn 5
body 5
  spawn 6
body 6`,
  ),
  overflow: entry(
    "The ring is full",
    {
      rule: "overflow",
      question: "258 spawns meet a ring of 256 and a slot of 1. Which tasks leave, and where to?",
    },
    `
body 0
  spawnmany 258
body 1`,
  ),
  "inject-batch": entry(
    "A batch from the injection queue",
    {
      rule: "inject-batch",
      question: "Four tasks come from another thread. How many does the worker take at once?",
    },
    `
body 0
  xspawn 1
  xspawn 1
  xspawn 1
  xspawn 1
body 1
  yield`,
  ),
  "inject-31": entry(
    "Tick 31",
    {
      rule: "global-interval",
      flavor: "current_thread",
      question:
        "Two tasks keep the queue full. Task 3 comes from another thread; at which tick is it polled?",
    },
    `
body 0
  spawn 1
  spawn 1
  xspawn 2
body 1
  repeat 20
    selfwake
  end
body 2`,
  ),
  "inject-61": entry(
    "Tick 61",
    {
      rule: "global-interval",
      question: "The same on a worker that is never idle. At which tick is task 3 polled?",
    },
    `
body 0
  spawn 1
  spawn 1
  xspawn 2
body 1
  repeat 40
    selfwake
  end
body 2`,
  ),
};
