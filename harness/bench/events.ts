/** Counts events per operation exactly, from the trace itself: the part of a measurement without noise. */
import type { TraceEvent, TraceRing } from "../../src/runtime/index.ts";
import type { Lab } from "./lab.ts";

/** Ticks between two polls of the driver (tokio's event_interval): batches of multiples share its events evenly. */
const EVENT_INTERVAL = 61;

export interface EventsPerOp {
  inline: number;
  spawn: number;
  /** Of one spawned and awaited operation, by kind. */
  kinds: Record<string, number>;
}

/**
 * The difference between two batch sizes belongs to the operations; the start and end of the batch cancel out.
 * @param trace holds at least the events of a batch of 122 spawned operations
 */
export function countEvents(lab: Lab, trace: TraceRing): EventsPerOp {
  const eventsOf = (side: "inline" | "spawn", ops: number) => {
    const since = trace.recorded;
    lab.runBatch(side, ops);
    return trace.events(since);
  };
  const perOp = (side: "inline" | "spawn") => {
    const few = tally(eventsOf(side, EVENT_INTERVAL));
    const many = tally(eventsOf(side, 2 * EVENT_INTERVAL));
    return new Map([...many].map(([kind, count]) => [kind, (count - (few.get(kind) ?? 0)) / EVENT_INTERVAL]));
  };
  const spawned = perOp("spawn");
  const kinds = Object.fromEntries([...spawned].filter(([, count]) => count > 0));
  return { inline: sum(perOp("inline").values()), spawn: sum(spawned.values()), kinds };
}

function tally(events: readonly TraceEvent[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of events) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
