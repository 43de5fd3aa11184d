/** Programs about several workers: which worker steals what from which other. */
import { entry } from "./entry.ts";

export const workers = {
  "steal-half": entry(
    "The older half, rounded up",
    {
      rule: "steal",
      workers: 2,
      question:
        "Task 0 spawns nine tasks, and blocks. Which does the other worker take first, and which does it poll first?",
    },
    `
body 0
  spawnmany 9
  block 50
body 1
  block 5`,
  ),
  hostage: entry(
    "The hostage in the slot",
    {
      rule: "hostage",
      workers: 2,
      question:
        "Task 0 spawns eleven tasks and blocks for 50 ms. Ten of them run meanwhile; which one does not?",
    },
    `
body 0
  spawnmany 11
  block 50
body 1`,
  ),
  crowd: entry(
    "Ten thousand tasks",
    {
      rule: "steal",
      workers: 8,
      question: "One task spawns ten thousand. How do eight workers come to share them?",
    },
    `
body 0
  spawnmany 9999
body 1`,
  ),
};
