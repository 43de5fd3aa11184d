import { expect, it } from "vitest";
import { resemblance, type Signature } from "./resemblance.ts";

const known: Signature[] = [
  { exercise: "week-01/gather", name: "sequential", failing: ["first-poll", "concurrent", "large"] },
  { exercise: "week-01/gather", name: "first-waker", failing: ["newest-waker"] },
  { exercise: "week-01/histogram", name: "other", failing: ["first-poll", "concurrent", "large"] },
];

it("finds the wrong answer that fails the same checks", () => {
  expect(resemblance("week-01/gather", ["large", "first-poll", "concurrent"], known)).toEqual({
    name: "sequential",
    likeness: 1,
  });
});
it("finds the nearest when none is the same", () => {
  expect(resemblance("week-01/gather", ["first-poll", "concurrent"], known)?.name).toBe("sequential");
});
it.each([
  ["nothing fails", "week-01/gather", []],
  ["little is in common", "week-01/gather", ["newest-waker", "a", "b", "c"]],
  ["the exercise is another", "week-01/capstone", ["newest-waker"]],
])("finds none where %s", (_, exercise, failing) => {
  expect(resemblance(exercise, failing, known)).toBeUndefined();
});
