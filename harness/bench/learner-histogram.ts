/**
 * The learner's Histogram in the display: it gets each batch outside the timed region, and is trusted only if it
 * counts right.
 */
import type { Quantiles } from "../report.ts";
import { reasonOf } from "./learner-gather.ts";
import type { LearnerHistogram } from "./types.ts";

interface HistogramLike {
  record(ns: number): void;
  percentile(q: number): number;
  count(): number;
}

export class GuardedHistograms {
  #fault: string | null = null;
  #pair: { inline: HistogramLike; spawn: HistogramLike } | null = null;
  readonly #recorded = { inline: 0, spawn: 0 };

  /** @param fault why there is no usable Histogram, if already known */
  constructor(exported: unknown, fault?: string) {
    if (fault !== undefined || typeof exported !== "function") {
      this.#fault = fault ?? "the file exports no class of that name.";
      return;
    }
    const Histogram = exported as new () => HistogramLike;
    this.#try(() => {
      this.#pair = { inline: new Histogram(), spawn: new Histogram() };
    });
  }

  /** @param nsPerOp recorded as whole ns, since the Rust method takes a u64 */
  record(side: "inline" | "spawn", nsPerOp: number): void {
    if (this.#fault !== null) return;
    this.#try(() => {
      this.#pair![side].record(Math.max(1, Math.round(nsPerOp)));
      this.#recorded[side]++;
    });
  }

  report(): LearnerHistogram {
    const inline = this.#read("inline");
    const spawn = this.#read("spawn");
    if (this.#fault !== null) return { kind: "not-used", reason: this.#fault };
    const { inline: inlineCount, spawn: spawnCount } = this.#recorded;
    return { kind: "used", inlineCount, spawnCount, inline: inline!, spawn: spawn! };
  }

  #read(side: "inline" | "spawn"): Quantiles | null {
    let read: Quantiles | null = null;
    if (this.#fault !== null) return read;
    this.#try(() => {
      const histogram = this.#pair![side];
      const counted: unknown = histogram.count();
      if (counted !== this.#recorded[side]) {
        this.#fault = `count() says ${String(counted)} after ${this.#recorded[side]} samples.`;
        return;
      }
      read = {
        p50: histogram.percentile(0.5),
        p90: histogram.percentile(0.9),
        p99: histogram.percentile(0.99),
      };
      const wrong = Object.entries(read).find(([, ns]) => typeof ns !== "number" || !Number.isFinite(ns));
      if (wrong) this.#fault = `percentile() gave ${String(wrong[1])} for ${wrong[0]}.`;
    });
    return read;
  }

  #try(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.#fault = reasonOf(error);
    }
  }
}
