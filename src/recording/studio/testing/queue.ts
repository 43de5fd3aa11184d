/** For tests: one queue with one server, for which queueing theory has formulas. */
import * as v from "valibot";
import { Design } from "../schema.ts";
import { LoadRun } from "../load/run.ts";

/** Independent arrivals, one server; `exponential` service is M/M/1, `fixed` is M/D/1. */
export const singleServer = (perSecond: number, serviceUs: number, spread: "fixed" | "exponential"): Design =>
  v.parse(Design, {
    version: 1,
    name: "One queue",
    workers: 1,
    sources: [{ id: "jobs", rate: perSecond }],
    tasks: [
      { id: "reader", on: [{ from: "jobs", does: [{ do: "send", to: "queue" }] }] },
      {
        id: "server",
        on: [
          {
            from: "queue",
            does: [
              { do: "work", us: serviceUs, spread },
              { do: "write", to: "out" },
            ],
          },
        ],
      },
    ],
    channels: [{ id: "queue", capacity: null }],
    sinks: [{ id: "out", writeUs: 0 }],
  });

/** The mean time from arrival to the end of service, in µs. */
export function meanSojournUs(design: Design, forUs: number, seed: number): number {
  const run = new LoadRun(design, { forUs, seed, costs: { wakeUs: 0, messageUs: 0, unparkUs: 0 } });
  while (!run.advance(100_000));
  const [latency] = run.meters.latencies;
  return (latency?.sumNs ?? 0) / (latency?.histogram.count ?? 1) / 1_000;
}
