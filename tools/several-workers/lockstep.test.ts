/** From gate to gate the model does what real tokio did; `lockstep.ts` lets tokio follow new choices. */
import { expect, it } from "vitest";
import { scriptOf } from "./script.ts";
import { followed } from "./scripts.ts";

it("makes every segment that tokio has followed, with 2 to 4 workers", () => {
  const all = followed();
  expect(new Set(all.map(({ workers }) => workers))).toEqual(new Set([2, 3, 4]));
  const changed = all.filter((each) => scriptOf(each, each.workers, each.seed) !== each.script);
  expect(changed.map(({ name, workers, seed }) => `${name}, ${workers} workers, seed ${seed}`)).toEqual([]);
});

it("the scripts have every kind of segment", () => {
  const segments = followed().flatMap(({ script }) => script.split(" "));
  const kinds = new Set(segments.map((segment) => segment.replace(/\^\d+$/, "").replace(/\d+/g, "")));
  expect([...kinds].toSorted()).toEqual(["!", "+", ",", "-", "P", "U", "root", "w", "z"]);
});
