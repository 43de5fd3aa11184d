/** All samples of one profile's run: kept raw for saving, counted for drawing, and removed when a worker is refused. */
import type { HistogramNs } from "../../progress/schema.ts";
import { LogHistogram, RATIO_BINS } from "./log-histogram.ts";
import { DRAWN_PER_DECADE } from "./scale.ts";

export interface SampleBatch {
  inline: readonly number[];
  spawn: readonly number[];
  control: readonly number[];
}

interface WorkerSamples {
  inline: number[];
  spawn: number[];
  control: number[];
}

/** What the drawing and the table read. */
export interface Counted {
  inline: LogHistogram;
  spawn: LogHistogram;
  /** spawn / inline of each round */
  ratio: LogHistogram;
  /** second copy of inline / inline of each round */
  control: LogHistogram;
}

function newCounts(): Counted {
  return {
    inline: new LogHistogram(),
    spawn: new LogHistogram(),
    ratio: new LogHistogram(RATIO_BINS),
    control: new LogHistogram(RATIO_BINS),
  };
}

function count(into: Counted, batch: SampleBatch): void {
  for (const ns of batch.inline) into.inline.add(ns);
  for (const ns of batch.spawn) into.spawn.add(ns);
  batch.inline.forEach((inlineNs, round) => {
    const spawnNs = batch.spawn[round];
    const controlNs = batch.control[round];
    if (spawnNs !== undefined) into.ratio.add(spawnNs / inlineNs);
    if (controlNs !== undefined) into.control.add(controlNs / inlineNs);
  });
}

export class SampleBook {
  readonly counted: Counted = newCounts();
  /** When the measurement began that the samples are of. */
  of: string | undefined;
  readonly #workers = new Map<number, WorkerSamples>();
  readonly #listeners = new Set<() => void>();
  #version = 0;

  /** Changes whenever the samples do. */
  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(worker: number, batch: SampleBatch): void {
    let samples = this.#workers.get(worker);
    if (samples === undefined) this.#workers.set(worker, (samples = { inline: [], spawn: [], control: [] }));
    for (const ns of batch.inline) samples.inline.push(ns);
    for (const ns of batch.spawn) samples.spawn.push(ns);
    for (const ns of batch.control) samples.control.push(ns);
    count(this.counted, batch);
    this.#changed();
  }

  discard(worker: number): void {
    const samples = this.#workers.get(worker);
    if (samples === undefined) return;
    this.#workers.delete(worker);
    const gone = newCounts();
    count(gone, samples);
    for (const key of Object.keys(gone) as (keyof Counted)[]) this.counted[key].subtract(gone[key]);
    this.#changed();
  }

  /** To keep and draw again: as fine as the chart draws. Undefined without samples. */
  histogram(): HistogramNs | undefined {
    const { inline, spawn } = this.counted;
    if (inline.total === 0) return undefined;
    return {
      bucketsPerDecade: DRAWN_PER_DECADE,
      inline: inline.countsBy(DRAWN_PER_DECADE),
      spawn: spawn.countsBy(DRAWN_PER_DECADE),
    };
  }

  /** Replaces the samples with those that were kept of a measurement, or with none. */
  restore(of: string, kept: HistogramNs | undefined): void {
    this.clear();
    this.of = of;
    if (kept === undefined) return;
    for (const side of ["inline", "spawn"] as const)
      for (const [bucket, count] of kept[side])
        this.counted[side].add(10 ** ((bucket + 0.5) / kept.bucketsPerDecade), count);
    this.#changed();
  }

  clear(): void {
    this.of = undefined;
    this.#workers.clear();
    for (const histogram of Object.values(this.counted)) histogram.clear();
    this.#changed();
  }

  /** Raw rounds in the order of measurement. */
  *rounds(): Iterable<{
    worker: number;
    round: number;
    inlineNs: number;
    spawnNs: number;
    controlNs: number;
  }> {
    for (const [worker, { inline, spawn, control }] of this.#workers) {
      for (let round = 0; round < inline.length; round++) {
        yield { worker, round, inlineNs: inline[round]!, spawnNs: spawn[round]!, controlNs: control[round]! };
      }
    }
  }

  #changed(): void {
    this.#version++;
    for (const listener of this.#listeners) listener();
  }
}
