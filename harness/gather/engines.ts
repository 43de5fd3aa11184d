/** Runs the learner's gather over the harness's children as a task on either engine, and records the poll order. */
import { model } from "../../src/runtime/engine.ts";
import type { Engine, EngineRuntime } from "../../src/runtime/engine.ts";
import { asyncBlock, awaited, ParkedForever, PollLimit } from "../../src/runtime/index.ts";
import type { Future } from "../../src/runtime/index.ts";
import { EngineFault } from "../../src/runtime/tokio/border.ts";
import type { TokioEngine } from "../../src/runtime/tokio/engine.ts";
import type { Learner, Tools } from "../check.ts";
import type { TraceStep } from "../report.ts";
import { instruct } from "./interleavings.ts";
import { scheduleFor } from "./schedule.ts";
import type { Schedule } from "./schedule.ts";
import { gather } from "./subject.ts";
import { Task } from "./task.ts";
import type { Turns } from "./turns.ts";

/** One run: `gather` and `0`, `1`, … are polls of gather and of its children; with `!` they were ready. */
export interface Turn {
  readonly title: string;
  readonly polls: readonly string[];
}

type Async = Generator<unknown, void, unknown>;

/** The scene around gather, as the main future of a runtime. */
interface Scene {
  readonly title: string;
  play(task: Task, engine: Engine, learner: Learner): Async;
}

/** A right answer needs a few dozen polls; a busy loop reaches any limit. */
const MOST_POLLS = 2_000;
/** From small schedules to large ones. */
const SEEDS = [3, 12, 34, 55, 89, 110, 144, 178, 200, 233, 260, 291, 320, 344, 377];
/** Steps are recorded, but without lines. */
const RECORDING: Tools = { here: () => undefined, seed: undefined, firstSeed: 0 };

const overFutures = (title: string, make: (engine: Engine) => Future<unknown>[]): Scene => ({
  title,
  *play(task, engine, learner) {
    const futures = make(engine);
    const children = task.add(...futures.map(() => undefined));
    children.forEach((child, index) => child.standsFor(futures[index] as Future<unknown>));
    task.start(() =>
      gather(
        learner,
        children.map(({ future }) => future),
      ),
    );
    yield* awaited(task.asFuture());
  },
});

const sleeps = (...ms: number[]): Scene =>
  overFutures(`sleeps of ${ms.join(", ")} ms`, ({ api }) => ms.map((each) => api.sleep(each)));

function yielding({ api }: Engine, times: number): Future<void> {
  return asyncBlock(function* () {
    for (let n = 0; n < times; n += 1) yield* awaited(api.yieldNow());
  });
}

/** Runs gather in its own task, beside a task that acts on its children as the seed decides. */
const interleaving = (schedule: Schedule): Scene => ({
  title: `interleaving ${schedule.seed}`,
  *play(task, engine, learner) {
    const children = task.add(...schedule.results);
    instruct(children, schedule);
    task.start(() =>
      gather(
        learner,
        children.map(({ future }) => future),
      ),
    );
    const handle = engine.api.spawn(task.asFuture());
    yield* awaited(engine.api.yieldNow());
    for (const action of schedule.actions) {
      if (action.kind === "wake" || action.kind === "finish") children[action.child]?.[action.kind]();
      else yield* awaited(engine.api.yieldNow());
    }
    for (const index of schedule.last) {
      children[index]?.finish();
      yield* awaited(engine.api.yieldNow());
    }
    yield* awaited(handle);
  },
});

const SCENES: readonly Scene[] = [
  sleeps(30, 10, 20),
  sleeps(5, 40),
  overFutures("tasks, and a future that yields", (engine) => [
    ...[3, 1, 2].map((times) => engine.api.spawn(yielding(engine, times))),
    yielding(engine, 2),
  ]),
  ...SEEDS.map((seed) => interleaving(scheduleFor(seed))),
];

/** @param load runs the learner's module on an engine: each has its own */
export function compareEngines(tokio: TokioEngine, load: (engine: Engine) => Learner): Turns {
  const onModel = gatherTurns(model, load(model));
  const onTokio = gatherTurns(tokio, load(tokio));
  return {
    turns: onModel.map(({ title, polls }, index) => ({
      title,
      model: [...polls],
      tokio: [...(onTokio[index]?.polls ?? [])],
    })),
    doubt: tokio.doubt,
  };
}

/** @param learner the learner's module, loaded with this engine's modules */
export function gatherTurns(engine: Engine, learner: Learner): Turn[] {
  return SCENES.map((scene) => {
    const runtime = engine.build({ maxPolls: MOST_POLLS });
    const task = new Task(RECORDING, runtime);
    const end = endOf(
      runtime,
      asyncBlock(() => scene.play(task, engine, learner)),
    );
    const polls = task.watch.timeline.steps.flatMap(pollOf);
    return { title: scene.title, polls: end === undefined ? polls : [...polls, end] };
  });
}

/** How a failed run ended: the ends of wrong answers are compared too. */
function endOf(runtime: EngineRuntime, main: Future<void>): string | undefined {
  try {
    runtime.blockOn(main);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof ParkedForever) return `parked at ${thrown.nowMs} ms`;
    if (thrown instanceof PollLimit) return "polled without end";
    if (thrown instanceof EngineFault) throw thrown;
    return "panicked";
  }
}

function pollOf({ kind, who, what }: TraceStep): string[] {
  const name = who.replace(/^child /, "");
  if (kind === "poll-start") return [name];
  return kind === "poll-end" && what.startsWith("Ready") ? [`${name}!`] : [];
}
