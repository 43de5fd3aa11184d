/** Computes which polls a strip of a given length shows, and in which lanes. */
import type { RunConfig } from "../../recording/run/config.ts";
import { workerCount } from "../../recording/run/config.ts";

/** The newest poll stays at two thirds, so that both past and future polls are visible. */
export function ribbonWindow(seen: number, total: number, cells: number): { from: number; to: number } {
  const latest = Math.max(0, total - cells);
  const from = Math.min(latest, Math.max(0, seen - Math.ceil((cells * 2) / 3)));
  return { from, to: Math.min(total, from + cells) };
}

export function ribbonLanes(config: RunConfig): { worker: number; name: string }[] {
  if (config.flavor === "current_thread") return [{ worker: 0, name: "polls" }];
  const workers = Array.from({ length: workerCount(config) }, (_, worker) => ({
    worker,
    name: `W${worker}`,
  }));
  return config.root === "main" ? [{ worker: -1, name: "main" }, ...workers] : workers;
}
