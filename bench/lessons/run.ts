/**
 * Measures how long authors wait on courses of a quarter to a year: `npx tsx bench/lessons/run.ts [weeks…]`, on
 * copies of the project.
 */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { copyProject } from "../../tools/course-copy.ts";
import { generateWeeks } from "./generate.ts";

type Numbers = Record<string, number>;

/** Runs a probe in the copy, with the copy's own sources. */
async function probe(root: string, name: string): Promise<Numbers> {
  const script = join(root, "bench/lessons/probe.ts");
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--import", "tsx", script, name], {
    cwd: root,
    maxBuffer: 200_000_000,
  });
  if (stderr.includes('"rule"') || stderr.includes("rule:")) throw new Error(stderr.slice(0, 2_000));
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}") as Numbers;
}

const COLUMNS = ["weeks", "pages", "exercises", "compile", "again", "lessons", "check", "build"];
const row = (cells: readonly string[]): string => `${cells.map((cell) => cell.padStart(9)).join(" ")}\n`;

process.stdout.write("processor seconds, all threads\n");
process.stdout.write(row(COLUMNS));
const weeks = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 13, 26, 52];
for (const count of weeks) {
  const { root, remove } = await copyProject();
  try {
    const { pages, exercises } = await generateWeeks(root, count);
    const took: Numbers = {};
    for (const name of ["compile", "lessons", "check", "build"]) Object.assign(took, await probe(root, name));
    const seconds = ["firstS", "againS", "lessonsS", "checkS", "buildS"].map((name) =>
      (took[name] ?? Number.NaN).toFixed(2),
    );
    if (count === 1)
      process.stdout.write(
        `one week's check without its exercises: ${took["lessonsWallS"]?.toFixed(2)} s on the clock\n`,
      );
    process.stdout.write(row([count, pages, exercises].map(String).concat(seconds)));
  } finally {
    await remove();
  }
}
process.stdout
  .write(`compile: all lessons, coloured, at the start of the dev server; again: after a save that changed nothing.
lessons: course check without its exercises, from the start of the process; check: all of it.
`);
