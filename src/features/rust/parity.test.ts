/** The checks in Rust have the ids, titles and order of those in TypeScript; this needs no toolchain. */
import { expect, it } from "vitest";
import { exercises } from "../../../harness/index.ts";
import { crate } from "./crate.ts";
import { checksOf } from "./declared-checks.ts";

it.each(["week-01/gather", "week-01/histogram", "week-01/capstone"])(
  "the checks of %s in Rust are the page's",
  (exercise) => {
    expect(checksOf(exercise, crate)).toEqual(
      exercises[exercise]?.checks.map(({ id, title }) => ({ id, title })),
    );
  },
);
