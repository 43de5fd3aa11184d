/** The files that `course new` writes: they pass `course check` and mark with TODO what the author fills in. */
import { capital } from "../lib/words.ts";

/** Path from the repository's root -> text. */
export type NewFiles = Record<string, string>;

/** `day-1` -> `Day 1` */
const labelOf = (id: string): string => capital(id).replaceAll("-", " ");

/** `limit-all` -> `limitAll` */
export const exportOf = (id: string): string =>
  id.replace(/-([a-z0-9])/g, (_, next: string) => next.toUpperCase());

export function weekFiles(week: string, title: string | undefined): NewFiles {
  return {
    [`lessons/${week}/week.md`]: `---
title: ${quoted(title ?? `TODO: what ${labelOf(week)} is about`)}
subtitle: "TODO: one line more"
hours: 5
---

## Why this week

TODO: what a reader will be able to do after this week, and why it is worth their time. The home page shows it.

## Feeds into

- **TODO: the next week** uses what this one builds.
`,
    ...lessonFiles(week, "day-1", undefined),
  };
}

export function lessonFiles(week: string, lesson: string, title: string | undefined): NewFiles {
  return {
    [`lessons/${week}/${lesson}.md`]: `---
kind: day
label: ${labelOf(lesson)}
title: ${quoted(title ?? "TODO: what this lesson is about")}
summary: "TODO: one sentence, shown in the list of lessons."
---

<!-- Comments like this one are left out of the page. AUTHORING.md has every block, with an example. -->

TODO: the first paragraph says what the reader knows already, and what they will know at the end.

## TODO: a first heading

TODO: text, in markdown. Colons are just colons (p99:3ms), code stands between backticks: \`tokio::spawn\`.

::::question{#first-question title="TODO: a question that the text does not answer by itself"}
TODO: the question.
:::after
TODO: what a good answer contains. It appears once the reader has written theirs.
:::
::::
`,
  };
}

/** @param checks where the exercise's checks go: `harness/limit.ts` */
export function exerciseFiles(id: string, checks: string, title: string | undefined): NewFiles {
  const folder = `lessons/${id}`;
  const name = exportOf(id.split("/").at(-1) ?? id);
  const up = checks.split("/").length > 2 ? ".." : ".";
  const head = `/** TODO: doubles a number, until you write your own exercise. */`;
  return {
    [`${folder}/exercise.yaml`]: `title: ${quoted(title ?? `TODO: a title for ${name}`)}
summary: "TODO: one sentence that says what to write."
exports: [${name}]
minutes: 30
# Exercises whose code may be imported: uses: [week-01/histogram]
uses: []
`,
    [`${folder}/stub.ts`]: `${head}
import { todo } from "std";

/** @param n TODO: say what each parameter is, with its unit */
export function ${name}(n: number): number {
  // TODO: hints in the code itself.
  void n;
  return todo("${name}");
}
`,
    [`${folder}/solution.ts`]: `${head}

/** @param n TODO: say what each parameter is, with its unit */
export function ${name}(n: number): number {
  return 2 * n;
}
`,
    [`${folder}/hints.md`]: `## TODO: a nudge

TODO: each section is one hint, shown one at a time. The first only points.

## TODO: nearly the answer

TODO: the last one leaves only the typing.
`,
    [`${folder}/wrong/squares.ts`]: `// check: twice
// says: ${name}(3) is 9
// TODO: a mistake that learners make, and above it the check that must fail and a part of what it says.

export function ${name}(n: number): number {
  return n * n;
}
`,
    [checks]: `/** TODO: what a right ${name} does: the checks of \`${id}\`, in the order in which a learner should meet them. */
import { fail } from "${up}/check.ts";
import type { Check, ExerciseChecks } from "${up}/check.ts";
import { show } from "${up}/show.ts";

/** TODO: a property of a right answer. A wrong answer names it: \`// check: twice\`. */
const twice: Check = {
  id: "twice",
  title: "the answer is twice the number",
  needs: ["${name}"],
  run(learner) {
    const written = learner["${name}"] as (n: number) => unknown;
    for (const n of [2, 3, 0]) {
      const answer = written(n);
      if (answer === 2 * n) continue;
      fail(\`${name}(\${n}) is \${show(answer)}, not \${2 * n}.\`, "TODO: where to look next, without the answer.");
    }
  },
};

export const ${name}Checks: ExerciseChecks = {
  exercise: "${id}",
  checks: [twice],
};
`,
  };
}

/** The Rust side of what `exerciseFiles` writes: the same exercise, the same checks. @param checks those in TypeScript */
export function rustFiles(id: string, checks: string): NewFiles {
  const folder = `lessons/${id}`;
  const name = functionOf(id);
  const head = "//! TODO: doubles a number, until you write your own exercise.";
  return {
    [`${folder}/stub.rs`]: `${head}

/// TODO: say what each parameter is, with its unit.
pub fn ${name}(n: u64) -> u64 {
    // TODO: hints in the code itself.
    let _ = n;
    todo!("${name}")
}
`,
    [`${folder}/solution.rs`]: `${head}

/// TODO: say what each parameter is, with its unit.
pub fn ${name}(n: u64) -> u64 {
    2 * n
}
`,
    [`${folder}/wrong/squares.rs`]: `// check: twice
// says: ${name}(3) is 9
// TODO: a mistake that learners make, and above it the check that must fail and a part of what it says.

pub fn ${name}(n: u64) -> u64 {
    n * n
}
`,
    [checks.replace(/\.ts$/, "/checks.rs")]:
      `//! TODO: what a right \`${name}\` does in Rust: the checks of \`${id}\`, with the ids, titles and order of those in TypeScript.

use super::learner;
use course::{fail, Check, Verdict};

pub fn checks() -> Vec<Check> {
    vec![Check { id: "twice", title: "the answer is twice the number", run: |_| twice() }]
}

/// TODO: a property of a right answer. A wrong answer names it: \`// check: twice\`.
fn twice() -> Verdict {
    for n in [2, 3, 0] {
        let answer = learner::${name}(n);
        if answer != 2 * n {
            return fail(
                format!("${name}({n}) is {answer}, not {}.", 2 * n),
                "TODO: where to look next, without the answer.",
            );
        }
    }
    Ok(())
}
`,
  };
}

/** `week-02/limit-all` -> `limit_all` */
export const functionOf = (id: string): string => (id.split("/").at(-1) ?? id).replaceAll("-", "_");

/** A YAML string of any text. */
const quoted = (text: string): string => JSON.stringify(text);
