/** The values of attributes: how each is written in the braces of a block, and what it must be. */
import * as v from "valibot";
import { EXPLORER_PROGRAMS } from "../course/explorer-programs.ts";
import type { ExplorerProgram } from "../course/explorer-programs.ts";
import { parseRequirement, splitRequirements } from "../recording/studio/requirements.ts";
import { START_NAMES } from "../recording/studio/starts.ts";

export const Address = v.pipe(
  v.string(),
  v.regex(/^https:\/\/[^\s/.]+\.[^\s]+$/, "must be an address that starts with https://"),
  v.description("`https://` address"),
);
export const MinutesText = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,2}$/, "must be a whole number of minutes, at least 1"),
  v.transform(Number),
  v.description("whole minutes"),
);

export const Picture = v.pipe(
  v.string(),
  v.regex(/^\.\/[\w-]+\.svg$/, "must be an SVG file beside the lesson, such as ./queues.svg"),
  v.description("`./name.svg`, beside the lesson"),
);

/** Names from a list, separated by commas. */
export const namesOf = <const N extends string>(what: string, names: readonly N[]) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.split(",").map((name) => name.trim())),
    v.array(v.picklist(names, `must name ${what}, of ${names.join(", ")}`)),
    v.minLength(1, `must name ${what}`),
    v.description(`${what}, separated by commas: ${names.map((name) => `\`${name}\``).join(", ")}`),
  );
const RUST_FILE = /^\.\/[\w-]+\.rs$/;

/** A Rust program of the lesson's own. */
export const RustFile = v.pipe(
  v.string(),
  v.regex(RUST_FILE, "must be a Rust file beside the lesson, such as ./starvation.rs"),
  v.description("`./name.rs`, beside the lesson"),
);

export const PollOrder = v.pipe(
  v.string(),
  v.regex(
    /^(?:m|\d+)!?(?: (?:m|\d+)!?)*$/,
    "must be an order as `npx course order` prints it, such as m 0 0! m m!",
  ),
  v.description("what `npx course order` prints for the program"),
);

const isExplorerProgram = (name: string): name is ExplorerProgram =>
  (EXPLORER_PROGRAMS as readonly string[]).includes(name);

/** Programs of the gallery, and Rust programs of the lesson's own. */
export const Programs = v.pipe(
  v.string(),
  v.transform((text) => text.split(",").map((name) => name.trim())),
  v.check(
    (names) => names.every((name) => isExplorerProgram(name) || RUST_FILE.test(name)),
    `must name Rust files beside the lesson, such as ./starvation.rs, or programs of the gallery, of ${EXPLORER_PROGRAMS.join(", ")}`,
  ),
  v.description(
    `Rust files beside the lesson, such as \`./starvation.rs\`, or programs of the gallery, separated by commas: ${EXPLORER_PROGRAMS.map((name) => `\`${name}\``).join(", ")}`,
  ),
);
export const RoundsText = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d?$/, "must be a whole number of rounds, 1 to 99"),
  v.transform(Number),
  v.description("a whole number, 1 to 99"),
);

/** A whole number from 1, written as text in the braces. */
export function wholeUpTo(max: number, otherwise: string) {
  const whole = v.pipe(
    v.string(),
    v.check(
      (text) => /^[1-9]\d*$/.test(text) && Number(text) <= max,
      `must be a whole number from 1 to ${max}`,
    ),
    v.transform(Number),
    v.description(`1 to ${max}; default ${otherwise}`),
  );
  return v.optional(whole, otherwise);
}

export const When = v.pipe(
  v.picklist(["now", "later"], 'must be "now" or "later"'),
  v.description("`now` or `later`"),
);

export const Rate = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,6}\/s$/, "must be messages a second, such as 50000/s"),
  v.transform((text) => Number.parseInt(text, 10)),
  v.description("messages a second at the first source, `50000/s`"),
);

export const Requirements = v.pipe(
  v.string(),
  v.transform(splitRequirements),
  v.array(
    v.pipe(
      v.string(),
      v.rawCheck(({ dataset, addIssue }) => {
        const parsed = dataset.typed ? parseRequirement(dataset.value) : null;
        if (typeof parsed === "string") addIssue({ message: `has an ${parsed}` });
      }),
    ),
  ),
  v.description(
    "what the design must fulfil, separated by commas: `no-` and a rule of the studio, `no-findings`, `keeps-up`, `drops-nothing`, or a latency such as `p99<2ms` or `prices.p99<20ms`",
  ),
);

export const Exercises = v.pipe(
  v.string(),
  v.transform((text) => text.split(",").map((name) => name.trim())),
  v.check(
    (names) => names.every((name) => /^[a-z0-9-]+\/[a-z0-9-]+$/.test(name)),
    "must be exercises with their weeks, such as week-01/gather, separated by commas",
  ),
  v.description("exercises with their weeks, separated by commas"),
);

const START_WORDS: readonly string[] = ["exchange", ...START_NAMES];
const DESIGN_FILE = /^\.\/[a-z0-9-]+\.yaml$/;
/** A design that the studio has, or one of the lesson's own. */
export const Start = v.pipe(
  v.string(),
  v.check(
    (start) => START_WORDS.includes(start) || DESIGN_FILE.test(start),
    `must be a YAML file beside the lesson, such as ./pipeline.yaml, or one of ${START_WORDS.join(", ")}`,
  ),
  v.description(
    `a design of your own in YAML beside the lesson, such as \`./pipeline.yaml\`, or one of the studio's: ${START_WORDS.map((name) => `\`${name}\``).join(", ")}`,
  ),
);
