/** What the rest of the app knows of a measurement: that it is going on, or has ended while the learner was elsewhere. */
import { createStore } from "zustand/vanilla";

export type Underway =
  | { kind: "none" }
  /** 0 to 1 */
  | { kind: "running"; done: number }
  /** Until the learner is back at the measurement. */
  | { kind: "ended"; sentence: string };

export const underway = createStore<Underway>(() => ({ kind: "none" }));
