/** `course bench` where there is nothing to measure: a sentence, and exit code 2. */
// @module-tag slow
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { temporaryFolders } from "./temporary-folders.ts";
import { run } from "./bench.ts";

const temporaryFolder = temporaryFolders();

const folder = temporaryFolder("bench");
const broken = join(folder, "broken.ts");
writeFileSync(broken, "export const = 1;\n");

afterEach(() => void vi.restoreAllMocks());

it.each([
  ["an unknown format", ["week-01/capstone", broken, "yaml"], 'unknown format "yaml"; available: text, json'],
  ["an unknown exercise", ["week-09/none", broken, "text"], "week-09/none"],
  ["no such file", ["week-01/capstone", join(folder, "missing.ts"), "text"], "cannot be read"],
  ["a file that does not compile", ["week-01/capstone", broken, "text"], "broken.ts:1:14"],
] as const)("%s", async (_, [exercise, file, format], says) => {
  const said: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
  const printed = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  expect(await run(exercise, file, { format })).toBe(2);
  expect(said.join("")).toContain(says);
  expect(printed).not.toHaveBeenCalled();
});
