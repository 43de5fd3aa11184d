/** The names of the explorer's gallery, which lessons place with `::explorer{program="…"}`. */

export const EXPLORER_PROGRAMS = [
  "spawn-from-a-task",
  "spawn-from-main",
  "yield-order",
  "yield-and-self-wake",
  "ping-pong",
  "lifo-cap",
  "overflow",
  "inject-batch",
  "inject-31",
  "inject-61",
  "shared-budget",
  "forced-yield",
  "timers-together",
  "join-chain",
  "main-beside-the-queue",
  "lock-handover",
  "steal-half",
  "hostage",
  "crowd",
] as const;

export type ExplorerProgram = (typeof EXPLORER_PROGRAMS)[number];
