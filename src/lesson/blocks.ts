/** Every block a lesson may hold: its attributes, an example of it, and what stands inside it. */
import * as v from "valibot";
import { ExerciseRef, Id, Text } from "./schemas.ts";

const Address = v.pipe(
  v.string(),
  v.regex(/^https:\/\/[^\s/.]+\.[^\s]+$/, "must be an address that starts with https://"),
  v.description("`https://` address"),
);
const MinutesText = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,2}$/, "must be a whole number of minutes, at least 1"),
  v.transform(Number),
  v.description("whole minutes"),
);

interface BlockSpec {
  /** `container`: `:::name` … `:::`. `leaf`: one line, `::name{…}`. */
  form: "container" | "leaf";
  /** Blocks that may stand inside. */
  inside: readonly string[];
  /** What it is for, as AUTHORING.md says it. */
  purpose: string;
  example: string;
}

const specs = {
  reading: {
    form: "container",
    inside: [],
    purpose: "something to read elsewhere, and what to look for in it",
    example: `:::reading{title="Making the Tokio scheduler 10x faster" href="https://tokio.rs/blog/2019-10-scheduler" by="Carl Lerche" minutes=25}
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
  question: {
    form: "container",
    inside: ["after"],
    purpose: "an open question; `after` appears once the learner has written an answer",
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
    purpose: "choose, then see; a task list holds the choices, `[x]` marks each right one",
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
    purpose: "an entry in the learner's journal; a code fence in the language `template` is its first draft",
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
} as const satisfies Record<string, BlockSpec>;

export type BlockName = keyof typeof specs;

/** The attributes that each block takes. */
export const attributes = {
  reading: v.object({ title: Text, href: Address, by: v.optional(Text), minutes: v.optional(MinutesText) }),
  correction: v.object({ id: Id, belief: Text, source: Address }),
  note: v.object({ title: Text }),
  question: v.object({ id: Id, title: Text }),
  after: v.object({}),
  prediction: v.object({ id: Id, title: Text }),
  explain: v.object({}),
  exercise: v.object({ id: Id, exercise: ExerciseRef, title: v.optional(Text) }),
  journal: v.object({ id: Id, title: Text }),
  capstone: v.object({ id: Id, exercise: ExerciseRef, title: v.optional(Text) }),
} as const satisfies Record<BlockName, v.ObjectSchema<v.ObjectEntries, undefined>>;

export type Attributes<N extends BlockName> = v.InferOutput<(typeof attributes)[N]>;

export const blockSpecs: Readonly<Record<BlockName, BlockSpec>> = specs;

export const blockNames: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(specs).map(([name, spec]) => [name, spec.inside]),
);

export function isBlockName(name: string): name is BlockName {
  return Object.hasOwn(specs, name);
}
