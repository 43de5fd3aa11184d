import { afterEach, expect, it, vi } from "vitest";
import { run } from "./regrade.ts";

afterEach(() => void vi.restoreAllMocks());

it.each<[string, string, string]>([
  ["a format that it does not have", "xml", 'unknown format "xml"; available: text, json'],
  ["a folder that is not there", "text", "/no/such\ufffd is not a folder."],
])("refuses %s: exit 2, and nothing is built", async (_, format, message) => {
  let err = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => ((err += String(text)), true));
  expect(await run("/no/such\u001b", { format })).toBe(2);
  expect(err).toContain(`course regrade: ${message}`);
});
