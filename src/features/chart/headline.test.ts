/** The number at the end of a measurement, and what is beside it. */
import { expect, test } from "vitest";
import { benchProfile } from "../../../harness/testing/profile.ts";
import { seenFromElsewhere } from "./kept-run.ts";
import { headlineOf, headlineSoFar } from "./headline.ts";
import { SampleBook } from "./sample-book.ts";

const graded = benchProfile({
  engine: "tokio",
  build: { tokio: "1.53.1", rustc: "1.95.0", target: "wasm32-wasip1" },
  ratio: 31.46,
  interval: [30.12, 32.84],
});
const noisy = { ...graded, recorded: false, reason: "the control was at 1.4" };
const of = (known: Partial<Parameters<typeof headlineOf>[0]>) =>
  headlineOf({ graded: undefined, noisier: undefined, expected: undefined, ...known });

test("one number, rounded once; the guess beside it; interval, engine and target", () => {
  expect(of({ graded, expected: { ratio: 3.6 } })).toMatchObject({
    state: "recorded",
    number: "31.5×",
    guess: "You guessed 3.6×: 8.7 times too low.",
    note: "95 % interval 30.1× to 32.8×, on real tokio 1.53.1, debug build. The target of 5× is met.",
  });
  expect(of({ graded, expected: { ratio: 30 } }).guess).toBe("You guessed 30×: within a tenth.");
  expect(of({ graded, expected: { spawnP99Ns: 900 } }).guess).toBe("");
  expect(of({ graded: { ...graded, ratio: 4.2 } }).note).toContain("The target of 5× is missed.");
});

test("a noisier rerun takes nothing away, and is not passed over either", () => {
  expect(of({ graded, noisier: noisy })).toMatchObject({
    number: "31.5×",
    note: expect.stringContaining("It stands: the last run was too noisy to record."),
  });
});

test("without a recorded value it says why, and what to do", () => {
  expect(of({ graded: noisy, expected: { ratio: 3 } })).toMatchObject({
    state: "noisy",
    guess: "",
    note: "The control was at 1.4. Close other programs, keep this tab in the foreground, and measure again.",
  });
});

test("while samples arrive it is the median so far, in the same place", () => {
  const book = new SampleBook();
  expect(headlineSoFar(book.counted, { ratio: 2 })).toMatchObject({ number: "…", guess: "You guessed 2×." });
  book.add(0, { inline: [50, 50], spawn: [400, 400], control: [50, 50] });
  expect(headlineSoFar(book.counted, undefined)).toMatchObject({
    number: expect.stringMatching(/^(7\.99|8(\.01)?)×$/),
    note: expect.stringContaining("2 rounds"),
  });
});

test("elsewhere in the app one reads that it goes on, and how it ended", () => {
  const bench = { value: 31.46, workRounds: 8, profiles: [], startedAt: "", environment: { engine: "" } };
  expect(seenFromElsewhere({ kind: "running", subject: "tokio debug", doing: "", done: 0.25 })).toEqual({
    kind: "running",
    done: 0.25,
  });
  expect(seenFromElsewhere({ kind: "done", bench })).toEqual({
    kind: "ended",
    sentence: "Measured: a spawn takes 31.5× as long as the same work inline.",
  });
  expect(seenFromElsewhere({ kind: "done", bench: { ...bench, value: null } })).toMatchObject({
    kind: "ended",
  });
  expect(seenFromElsewhere({ kind: "failed", message: "no worker" })).toMatchObject({
    sentence: expect.stringContaining("no worker"),
  });
  expect(seenFromElsewhere({ kind: "cancelled" })).toEqual({ kind: "none" });
});
