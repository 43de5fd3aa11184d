/** Stored and handed-in measurements can be read: those of both engines, and those from before there were two. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as v from "valibot";
import { Bench, engineOf, gradedIn, profileIn } from "../report.ts";
import { SUBJECTS, subjectOf } from "./subjects.ts";

const both: unknown = JSON.parse(
  readFileSync(new URL("../fixtures/benches/both-engines.json", import.meta.url), "utf8"),
);

test("one of both engines keeps every field", () => {
  const bench = v.parse(Bench, both);
  expect(bench).toEqual(both);
  expect(bench.profiles.map(subjectOf)).toEqual(SUBJECTS);
  expect(bench.value).toBe(profileIn(bench, "tokio", "debug")?.ratio);
  expect(gradedIn(bench)?.build).toEqual({ tokio: "1.53.1", rustc: "1.95.0", target: "wasm32-wasip1" });
});

test("one from before is the model's", () => {
  const bench = v.parse(Bench, both);
  const profiles = bench.profiles.filter((profile) => engineOf(profile) === "model");
  for (const profile of profiles) delete profile.engine;
  const read = v.parse(Bench, { ...bench, profiles });
  expect(read.profiles.map(subjectOf)).toEqual(["model debug", "model release"]);
  expect(gradedIn(read)).toBe(read.profiles[0]);
});
