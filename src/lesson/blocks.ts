/** Defines every block of a lesson: its attributes, an example, and the blocks it may contain. */
import * as v from "valibot";
import { PREDICT_RULES, TASK_PROGRAMS } from "../course/explorer-programs.ts";
import { LAB_HANDLERS } from "../course/lab-handlers.ts";
import { ExerciseRef, Id, Text } from "./schemas.ts";
import {
  Address,
  Exercises,
  MinutesText,
  namesOf,
  Picture,
  PollOrder,
  Programs,
  Rate,
  Requirements,
  RoundsText,
  RustFile,
  Start,
  When,
  wholeUpTo,
} from "./attribute-values.ts";

interface BlockSpec {
  /** `container`: `:::name` … `:::`. `leaf`: one line, `::name{…}`. */
  form: "container" | "leaf";
  /** Blocks allowed inside. */
  inside: readonly string[];
  /** Its purpose, shown in AUTHORING.md. */
  purpose: string;
  example: string;
}

const specs = {
  reading: {
    form: "container",
    inside: [],
    purpose:
      "something to read elsewhere, and what to look for in it; what is to be read `now` counts as part of the lesson, anything else may wait",
    example: `:::reading{title="Making the Tokio scheduler 10x faster" href="https://tokio.rs/blog/2019-10-scheduler" by="Carl Lerche" minutes=25 when="later"}
Read for the two queues that every worker looks at.
:::`,
  },
  correction: {
    form: "container",
    inside: [],
    purpose: "a common belief, and what the source says instead",
    example: `:::correction{#waker-setup belief="A spawn builds a waker." source="https://github.com/tokio-rs/tokio/blob/tokio-1.53.1/tokio/src/runtime/task/waker.rs"}
The waker is a view of the task that exists already.
:::`,
  },
  note: {
    form: "container",
    inside: [],
    purpose: "an aside",
    example: `:::note{title="Only a directional number"}
The browser shares its core with everything else on the machine.
:::`,
  },
  deeper: {
    form: "container",
    inside: [],
    purpose:
      "a part that readers may open or pass over: text, and any blocks but `deeper`, `exercise` and `capstone`; it has more colons than the blocks in it",
    example: `::::deeper{title="How a thief picks its victim"}
Only the starting point is random.
:::note{title="The others"}
They are tried in order.
:::
::::`,
  },
  drawing: {
    form: "container",
    inside: [],
    purpose:
      "an SVG that lies beside the lesson, in the page's colours and fonts; the text says the same in words, as a table or a list where it carries data",
    example: `:::drawing{#queues src="./boxes.svg" title="Where a task waits" alt="Two boxes: a task moves from the slot to the ring."}
- A spawn puts a task into the slot.
- The task that was there moves to the ring.
:::`,
  },
  question: {
    form: "container",
    inside: ["after"],
    purpose:
      "an open question, of 5 minutes unless it says otherwise; `after` appears once the learner has written an answer",
    example: `::::question{#invariant title="Three queues, one order"}
Which invariant holds between them?
:::after
A good answer names all three.
:::
::::`,
  },
  after: {
    form: "container",
    inside: [],
    purpose: "inside `question`: what a good answer contains",
    example: `:::after
A good answer names all three.
:::`,
  },
  prediction: {
    form: "container",
    inside: ["explain"],
    purpose:
      "choose, then see; a task list holds the choices, of which the learner picks one: `[x]` marks a right one, `[ ]` a wrong one; an answer plays the `run`, if there is one. With `program`, a Rust file beside the lesson, the page shows the program above the choices; with `order`, what `npx course order` prints for it, the order is above the explanation",
    example: `::::prediction{#spawn-order title="Two spawns from a task"}
Which is polled first?
- [ ] the first
- [x] the second
:::explain
It took the LIFO slot.
:::
::::`,
  },
  explain: {
    form: "container",
    inside: [],
    purpose: "inside `prediction`: why the right choice is right",
    example: `:::explain
It took the LIFO slot.
:::`,
  },
  exercise: {
    form: "leaf",
    inside: [],
    purpose: "the workbench with an exercise of this week (`gather`) or of another (`week-01/gather`)",
    example: `::exercise{#gather exercise="gather"}`,
  },
  journal: {
    form: "container",
    inside: [],
    purpose:
      "an entry in the learner's journal, of 5 minutes unless it says otherwise; a code fence in the language `template` is its first draft",
    example: `:::journal{#console title="Sixty seconds under the console"}
Which task has the longest polls?
:::`,
  },
  capstone: {
    form: "leaf",
    inside: [],
    purpose: "the workbench with the submit button; only in a lesson of kind `capstone`",
    example: `::capstone{#report exercise="capstone"}`,
  },
  explorer: {
    form: "leaf",
    inside: [],
    purpose:
      "the scheduler explorer, on one program or on several, separated by commas: Rust files of your own beside the lesson, or programs of its gallery",
    example: `::explorer{#slot title="Watch the slot" program="./starvation.rs,ping-pong"}`,
  },
  "predict-next": {
    form: "leaf",
    inside: [],
    purpose: "rounds of “which task is polled next?”, over rules of the scheduler, easiest first",
    example: `::predict-next{#next title="Which task is next?" rules="lifo-slot,local-queue,defer" rounds=6}`,
  },
  "wake-walk": {
    form: "leaf",
    inside: [],
    purpose: "a walk through the state word of a task, transition by transition",
    example: `::wake-walk{#state-word title="The state word, bit by bit"}`,
  },
  "blocking-lab": {
    form: "leaf",
    inside: [],
    purpose: "the blocking lab: a handler's steps under load, in every way out, on the model runtime",
    example: `::blocking-lab{#audit title="Your handler under load" handler="settle" requests=200 workers=4}`,
  },
  console: {
    form: "leaf",
    inside: [],
    purpose:
      "tokio-console's lists and details, over a minute of an arb bot with planted faults or over the learner's own application",
    example: `::console{#arb-bot title="A minute of an arb bot" seed=1}`,
  },
  "take-along": {
    form: "leaf",
    inside: [],
    purpose:
      "a button that saves the learner's answers to these exercises as an npm package and as a crate, in the workspace `harness/labs`, versioned with the hash of the hand-in; until an answer has passed, the solution takes its place",
    example: `::take-along{#take title="Take them along" exercises="week-01/gather,week-01/histogram"}`,
  },
  latencies: {
    form: "leaf",
    inside: [],
    purpose:
      "the Axum lab: takes the latencies.json of its Cargo project, and shows beside it the same experiment in virtual time; with `journal` the file can fill that journal entry of the same lesson",
    example: `::latencies{#axum title="Closed against open"}`,
  },
  studio: {
    form: "leaf",
    inside: [],
    purpose:
      "the task studio: a design to draw, lint and put under load; with `requires` it is a graded task, and with `journal` it can fill that journal entry of the same lesson with its table and route",
    example: `::studio{#sheet title="Draw your exchange" start="exchange" load="50000/s" requires="no-unbounded,p99<2ms"}`,
  },
} as const satisfies Record<string, BlockSpec>;

export type BlockName = keyof typeof specs;

/** The attributes that each block takes. */
export const attributes = {
  reading: v.object({
    title: Text,
    href: Address,
    by: v.optional(Text),
    minutes: v.optional(MinutesText),
    when: v.optional(When, "later"),
  }),
  correction: v.object({ id: Id, belief: Text, source: Address }),
  note: v.object({ title: Text }),
  deeper: v.object({ title: Text }),
  drawing: v.object({ id: Id, src: Picture, title: Text, alt: Text }),
  question: v.object({ id: Id, title: Text, minutes: v.optional(MinutesText) }),
  after: v.object({}),
  prediction: v.object({
    id: Id,
    title: Text,
    run: v.optional(
      v.pipe(
        v.picklist(TASK_PROGRAMS, `must be a task program of the gallery, of ${TASK_PROGRAMS.join(", ")}`),
        v.description("a task program of the gallery"),
      ),
    ),
    program: v.optional(RustFile),
    order: v.optional(PollOrder),
  }),
  explain: v.object({}),
  exercise: v.object({ id: Id, exercise: ExerciseRef, title: v.optional(Text) }),
  journal: v.object({ id: Id, title: Text, minutes: v.optional(MinutesText) }),
  capstone: v.object({ id: Id, exercise: ExerciseRef, title: v.optional(Text) }),
  explorer: v.object({ id: Id, title: Text, program: Programs }),
  "predict-next": v.object({
    id: Id,
    title: Text,
    rules: namesOf("rules", PREDICT_RULES),
    rounds: RoundsText,
  }),
  "wake-walk": v.object({ id: Id, title: Text }),
  "blocking-lab": v.object({
    id: Id,
    title: Text,
    handler: v.optional(
      v.pipe(
        v.picklist(LAB_HANDLERS, `must be one of ${LAB_HANDLERS.join(", ")}`),
        v.description(LAB_HANDLERS.map((name) => `\`${name}\``).join(", ")),
      ),
      "settle",
    ),
    requests: wholeUpTo(2_000, "200"),
    workers: wholeUpTo(8, "4"),
  }),
  console: v.object({
    id: Id,
    title: Text,
    of: v.optional(
      v.pipe(
        v.picklist(["arb-bot", "own"], 'must be "arb-bot" or "own"'),
        v.description("`arb-bot` on the model, or `own`: the learner’s application"),
      ),
      "arb-bot",
    ),
    seed: wholeUpTo(999, "1"),
  }),
  "take-along": v.object({ id: Id, title: Text, exercises: Exercises }),
  latencies: v.object({ id: Id, title: Text, journal: v.optional(Id) }),
  studio: v.object({
    id: Id,
    title: Text,
    start: v.optional(Start, "exchange"),
    load: v.optional(Rate),
    requires: v.optional(Requirements, ""),
    journal: v.optional(Id),
  }),
} as const satisfies Record<BlockName, v.ObjectSchema<v.ObjectEntries, undefined>>;

export type Attributes<N extends BlockName> = v.InferOutput<(typeof attributes)[N]>;

export const blockSpecs: Readonly<Record<BlockName, BlockSpec>> = specs;

export const blockNames: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(specs).map(([name, spec]) => [name, spec.inside]),
);

/** A week's own text has no tasks: no page would count them as progress. */
const OF_A_WEEK: readonly string[] = ["note", "reading", "correction"];

/** Whether a block may be on a page of this kind. */
export function mayBeOn(page: "day" | "capstone" | "week", name: string): boolean {
  return page === "week" ? OF_A_WEEK.includes(name) : page === "capstone" || name !== "capstone";
}

const NOT_DEEPER: readonly string[] = ["deeper", "exercise", "capstone", "after", "explain"];

/** Whether a block may stand directly inside another. */
export function mayHold(outer: string, inner: string): boolean {
  if (outer === "deeper") return isBlockName(inner) && !NOT_DEEPER.includes(inner);
  return blockNames.get(outer)?.includes(inner) ?? false;
}

export function isBlockName(name: string): name is BlockName {
  return Object.hasOwn(specs, name);
}
