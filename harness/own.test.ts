/** The harness never uses `in` on a record, because `in` also finds inherited fields. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const ROOT = new URL("../", import.meta.url);
/** All code that runs beside the answer. */
const ROOMS = ["harness", "src/runtime", "src/sandbox/engine"];
/** Tests and their helpers, and code that runs elsewhere. */
const ELSEWHERE = /\.test\.ts$|\.d\.ts$|^harness\/(fixtures|testing|tokio)\//;

const files = ROOMS.flatMap((room) =>
  readdirSync(new URL(room, ROOT), { recursive: true, encoding: "utf8" }).map((name) => `${room}/${name}`),
).filter((file) => file.endsWith(".ts") && !ELSEWHERE.test(file));

/** A field's name in quotes, asked of anything: `"failure" in loaded`. A `#private` name and an index are nobody's to inherit. */
const ASKS = /(?:^|[(&|!?:,=]|return)\s*["'`]\w+["'`]\s+in\s+\w/;

it("finds the pattern, and finds files to check", () => {
  expect(`if ("failure" in loaded)`).toMatch(ASKS);
  expect(files.length).toBeGreaterThan(80);
});

it.each(files)("%s", (file) => {
  const text = readFileSync(new URL(file, ROOT), "utf8");
  const lines = text
    .split("\n")
    .flatMap((line, index) => (ASKS.test(line) ? `${file}:${index + 1}: ${line}` : []));
  expect(lines).toEqual([]);
});
