/** The stable names of every mistake that a course can have, each with its meaning. */

export const rules = {
  alias: "an earlier id in `aliases` that leads nowhere, or that something has again",
  "bad-attribute": "an attribute has a value that it cannot have",
  "bad-code": "a code fence in `ts`, `tsx`, `js`, `json` or `yaml` does not compile",
  "bad-program": "a Rust program of a lesson that the model cannot run",
  "bad-value": "a key of a YAML file or front matter has a value that it cannot have",
  "block-form": "a block with a body is written as one line, or vice versa",
  checkbox: "a checkbox outside a prediction",
  "circular-uses": "an exercise uses itself, directly or through others",
  "dangling-reference": "`[text][name]` or `[^name]` without a definition of the name",
  "dead-anchor": "a link to a heading or block that its page does not have",
  "dead-image": "a picture that does not exist",
  "dead-link": "a link that leads to no lesson",
  "dead-program": "a program that does not exist beside the lesson",
  "drawing-content":
    "a drawing holds what a page must not take in: a script, a style, another document, a picture from elsewhere",
  "drawing-look": "a drawing has a colour or font of its own, or letters that are too small to read",
  "duplicate-attribute": "an attribute is given twice",
  "duplicate-block": "a second `after` or `explain`",
  "duplicate-id": "an id, or an entry of the course's list, is already taken",
  "early-term": "a term is used before the lesson that introduces it",
  "empty-block": "a block without text",
  "empty-heading": "a heading without text",
  "exercise-file": "an exercise lacks one of its files",
  "fence-cut": "a `:::` in a code fence closes the block around it",
  "fence-language": "a code fence without a language, or with an unknown one",
  "front-matter": "a lesson or week starts without front matter",
  glossary: "an entry of the glossary that doubles another, or that its lesson does not introduce",
  "heading-jump": "a heading skips a level",
  "heading-level": "a heading of level 1, which the page draws itself",
  "insecure-link": "a link that starts with `http://`",
  "leftover-todo": "a TODO of the scaffold, which readers would see (a warning)",
  math: "`$…$`, which is shown as it is written (a warning)",
  hint: "hints.md has no hints, or text before the first",
  "image-alt": "a picture without alternative text",
  "indented-block": "a block is indented so much that it is code",
  label: "a block has a label in brackets",
  "misnested-block": "a block has as many colons as the one inside it",
  "misplaced-block": "a block in a place where it is not allowed",
  "missing-attribute": "a block lacks an attribute",
  "missing-file": "the course's list names a file that does not exist",
  "missing-key": "front matter or a YAML file lacks a key",
  "near-block": "a line looks like a block, and would be shown as text",
  "near-fence": "a line looks like a code fence, and would be shown as text",
  "near-heading": "a line looks like a heading, and would be shown as text",
  "near-link": "a link or picture with a space in its address, which would be shown as text",
  "no-checks": "an exercise has no checks in harness/",
  "no-choices": "a prediction has no choices, or one that is neither right nor wrong",
  "no-exercise": "an exercise that does not exist",
  "no-explanation": "a prediction without `explain`",
  "no-right-choice": "a prediction without a right choice",
  "no-wrong-choice": "a prediction without a wrong choice",
  playground: "a code fence marked `playground` that is no complete program in Rust",
  "raw-html": "HTML in a lesson, often a type without backticks",
  "rust-file": "an exercise in Rust lacks one of its files, or uses an exercise that has none in Rust",
  "shared-checks": "two exercises with the same name, but only one file of checks",
  "stray-fence": "a `:::` that closes nothing",
  svg: "an SVG file that cannot be read, or does not say its size",
  "table-cell": "a table row has cells that its header lacks, or a pipe cuts its code",
  "unclosed-block": "a block that is never closed",
  "unclosed-fence": "a code fence that is never closed",
  "unlisted-checks": "checks that harness/index.ts does not list, or that are for another exercise",
  "unknown-attribute": "an attribute that the block does not have",
  "unknown-term": "a `:term[…]` that the glossary does not define",
  "unknown-block": "a block that does not exist",
  "unknown-key": "a key that front matter or a YAML file does not have",
  "used-early": "an exercise uses one that comes later in the course",
  unused: "a file or exercise that no page shows",
  "week-section": "week.md lacks a section, or has another",
  "wrong-header": "a wrong answer does not name the check that kills it, or the words of its message",
  yaml: "invalid YAML",
  "wrong-order": "a prediction states an order in which the model does not poll",
} as const;

/** Found only when the files are read. */
export const readingRules = {
  encoding: "a file is not UTF-8",
  picture: "a picture that no browser can show, or that is larger than 2 MB",
  unreadable: "a file or folder that cannot be read",
} as const;

/** What only the command compares. */
export const countingRules = {
  minutes: "`minutes` in the front matter are far from what is counted",
} as const;

/** Found only when an exercise's files run against its checks. */
export const gradingRules = {
  "broken-check":
    "checks that cannot be loaded, or a check that throws by itself, returns a value or never ends",
  "check-id": "a check's id is not kebab-case, or another check of the exercise has it",
  "does-not-compile": "a stub, solution or wrong answer does not compile",
  "kills-nothing": "a check without a wrong answer that it alone kills, and without a reason in `overlaps`",
  "no-export": "the stub or the solution lacks an export that exercise.yaml names",
  "not-gradable": "an exercise's file could not be graded",
  "rust-checks": "checks in Rust that are not those in TypeScript",
  "rust-error": "a stub, solution, wrong answer or check in Rust does not compile",
  "solution-fails": "the solution does not pass a check",
  "stub-not-todo": "the stub has a check that is not `todo`",
  "type-error": "a stub, solution, wrong answer or check has a type error",
  "wrong-says": "a wrong answer is killed with a message other than it claims",
  "wrong-survives": "the check that a wrong answer names does not kill it",
} as const;

export type Rule =
  keyof typeof rules | keyof typeof readingRules | keyof typeof countingRules | keyof typeof gradingRules;
