/** Tests that a design is recognised as the start that it still is. */
import { expect, test } from "vitest";
import { START_NAMES, startOf, STARTS } from "./starts.ts";
import { printYaml, readYaml } from "./yaml.ts";

test.each(START_NAMES)("%s is itself, also when it comes back from YAML", (name) => {
  expect(startOf(STARTS[name])).toBe(name);
  const read = readYaml(printYaml(STARTS[name]));
  expect(read.ok && startOf(read.design)).toBe(name);
});

test("a box that was moved changes nothing, and everything else does", () => {
  const design = STARTS["chat-server"];
  expect(startOf({ ...design, picture: { lines: [900, 9] } })).toBe("chat-server");
  expect(startOf({ ...design, workers: 3 })).toBeUndefined();
});
