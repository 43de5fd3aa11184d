/** A trace observes and changes nothing: with it, without it and in a build that has none, a run is the same, however it is stepped. */
import { build } from "esbuild";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import * as runtime from "../../runtime/index.ts";
import type { Drive, Runtime, TraceRing } from "../../runtime/index.ts";
import { ProgramGenerator } from "../../runtime/programs/generate.ts";
import * as ops from "../../runtime/programs/ops.ts";
import type { Program } from "../../runtime/programs/program.ts";
import * as world from "../../runtime/programs/world.ts";
import * as load from "../studio/load/load.ts";
import { readYaml } from "../studio/yaml.ts";
import type { RunConfig } from "./config.ts";
import { launch } from "./launch.ts";
import { ProbeRing } from "./probe.ts";

/** The parts that a run needs: those of this build, or of one without a trace. */
type Parts = Pick<typeof runtime, "Builder"> &
  Pick<typeof ops, "OPS"> &
  Pick<typeof world, "World"> &
  Pick<typeof load, "runLoad">;

const parts: Parts = { ...runtime, ...ops, ...world, ...load };

async function withoutTrace(): Promise<Parts> {
  const result = await build({
    stdin: {
      contents: `
        export { Builder } from "./runtime/index.ts";
        export { OPS } from "./runtime/programs/ops.ts";
        export { World } from "./runtime/programs/world.ts";
        export { runLoad } from "./recording/studio/load/load.ts";`,
      resolveDir: fileURLToPath(new URL("../../", import.meta.url)),
    },
    bundle: true,
    write: false,
    format: "esm",
    define: { __TRACE__: "false" },
  });
  const code = Buffer.from(result.outputFiles[0]!.contents).toString("base64");
  return (await import(`data:text/javascript;base64,${code}`)) as Parts;
}

type Drives = (drive: Drive<unknown>) => void;

const atOnce: Drives = (drive) => drive.finish();
const stepByStep: Drives = (drive) => {
  for (let step = drive.step(); step !== "stuck" && step !== "done";) step = drive.step();
};
const inPieces: Drives = (drive) => {
  for (let step = drive.advance(Infinity, 7); step !== "stuck" && step !== "done";)
    step = drive.advance(Infinity, 7);
};

interface Of {
  program: Program;
  config: RunConfig;
  /** Whether every effect is noted, which makes the start of a poll a step of its own. */
  isWatched: boolean;
}

class Run {
  readonly #noted: string[] = [];
  #runtime!: Runtime;
  #world!: world.World;

  #root(of: Of, { World, OPS }: Parts) {
    return (handle: runtime.Handle) => {
      const note: world.Watch = (task, did) => {
        const worker = handle.scheduler.currentWorker();
        this.#noted.push(`${handle.clock.nowMs} ms, worker ${worker}: ${did} ${task}`);
      };
      this.#world = new World(of.program, handle, OPS, undefined, of.isWatched ? note : null);
      return this.#world.task(0);
    };
  }

  /** As the explorer does. */
  recorded(of: Of): this {
    const launched = launch(this.#root(of, parts), of.config, new ProbeRing(1 << 10));
    this.#runtime = launched.runtime;
    stepByStep(launched.drive);
    return this;
  }

  built(of: Of, from: Parts, trace: TraceRing | null, drives: Drives): this {
    const { workers, seed, order, eventInterval } = of.config;
    const builder = from.Builder.newMultiThread().workerThreads(workers).seed(seed).order(order);
    if (trace !== null) builder.trace(trace);
    this.#runtime = builder
      .eventInterval(eventInterval ?? 61)
      .maxPolls(200_000)
      .build();
    const root = this.#runtime.enter(() => this.#root(of, from)(this.#runtime.handle));
    this.#runtime.runUntilParked();
    this.#runtime.spawn(root);
    drives(this.#runtime.drive(null));
    return this;
  }

  get end() {
    const { metrics } = this.#runtime;
    return { order: this.#world.trace, noted: this.#noted, nowMs: this.#runtime.now(), ...metrics };
  }
}

describe("a trace only observes", () => {
  it("any program, on any number of workers, in any order: by the explorer's recorder, or without a trace", async () => {
    const bare = await withoutTrace();
    const runs = fc.record({
      program: fc.integer({ min: 1, max: 1 << 30 }).map((seed) => new ProgramGenerator(seed).next()),
      workers: fc.integer({ min: 1, max: 8 }),
      seed: fc.integer({ min: 0, max: 1 << 30 }),
      order: fc.constantFrom("usual" as const, "any" as const),
      isWatched: fc.boolean(),
    });
    fc.assert(
      fc.property(runs, ({ program, isWatched, ...chosen }) => {
        const config: RunConfig = {
          ...chosen,
          flavor: "multi_thread",
          root: "task",
          globalQueueInterval: null,
          eventInterval: program.evi,
        };
        const of = { program, config, isWatched };
        const { end } = new Run().recorded(of);
        expect(new Run().built(of, parts, null, atOnce).end).toEqual(end);
        expect(new Run().built(of, parts, new runtime.TraceRing({ capacity: 2 }), inPieces).end).toEqual(end);
        expect(new Run().built(of, bare, null, atOnce).end).toEqual(end);
      }),
      { numRuns: 60 },
    );
  });

  it("a design under load", async () => {
    const yaml = readFileSync(
      new URL("../../../lessons/where-it-goes/pipeline.yaml", import.meta.url),
      "utf8",
    );
    const read = readYaml(yaml);
    if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
    const result = ({ runLoad }: Parts): unknown => {
      const running = runLoad(read.design, 3, 2_000);
      let step = running.next();
      while (step.done !== true) step = running.next();
      // Where tasks came from is counted from the trace.
      return {
        ...step.value,
        places: null,
        tasks: step.value.tasks.map((task) => ({ ...task, places: null })),
      };
    };
    expect(result(await withoutTrace())).toEqual(result(parts));
  });
});
