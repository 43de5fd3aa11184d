/** The same check kills a kind of wrong answer in TypeScript and in Rust; each exception gives its reason. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { claimOf } from "../course/claims.ts";
import { exercises } from "../../harness/index.ts";

const lessons = new URL("../../lessons/", import.meta.url);

/** Kinds that another check kills in the other language, and why. */
const ELSEWHERE: Record<string, string> = {
  "week-01/gather/swap-remove":
    "In TypeScript the sweep goes from the last child to the first and passes over nobody; in Rust it goes forward and does.",
  "week-01/capstone/drops-outliers":
    "In TypeScript it is gather that leaves results out; in Rust, where gather is generic, it is Histogram that does.",
};

function wrongAnswers(exercise: string): { name: string; language: string; check: string }[] {
  const folder = new URL(`${exercise}/wrong/`, lessons);
  return readdirSync(folder).map((file) => {
    const [name = "", language = ""] = file.split(".");
    return { name, language, check: claimOf(readFileSync(new URL(file, folder), "utf8")).check };
  });
}

const inBoth = Object.keys(exercises).filter((id) => existsSync(new URL(`${id}/stub.rs`, lessons)));

describe.each(inBoth)("%s", (exercise) => {
  const answers = wrongAnswers(exercise);
  const rust = new Map(
    answers.filter(({ language }) => language === "rs").map((one) => [one.name, one.check]),
  );
  const both = answers.filter(({ name, language }) => language === "ts" && rust.has(name));

  it.each(both)("$name", ({ name, check }) => {
    expect(rust.get(name) === check).toBe(ELSEWHERE[`${exercise}/${name}`] === undefined);
  });
});
