/** Loads each exercise's checks in a process of their own, so that a mistake in them is told where it is and stops no other exercise. */
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as esbuild from "esbuild";
import * as v from "valibot";
import { fileProblem, SourceFile } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import { checksFile, REGISTRY } from "../lesson/checks.ts";
import type { CourseFiles } from "../lesson/files.ts";
import { engineErrors } from "../sandbox/node.ts";
import { placeOfCheck } from "./judge-checks.ts";

/** Checks only define things when they are loaded. */
const LIMIT_MS = 20_000;

/** Loads one module and writes what is wrong with it, as JSON, or nothing. */
const DRIVER = `
const say = (wrong) => console.log(JSON.stringify(wrong));
try {
  const module = await import(process.argv[2]);
  const found = Object.values(module).find((value) => value !== null && typeof value === "object" && "checks" in value);
  if (!found) say({ message: "this file exports no checks: expected an object with \`exercise\` and \`checks\`" });
  else if (!Array.isArray(found.checks) || found.checks.length === 0) say({ message: "this exercise has an empty list of checks" });
  else
    for (const check of found.checks)
      for (const [key, type] of Object.entries({ id: "string", title: "string", run: "function" }))
        if (typeof check?.[key] !== type) say({ message: "the check " + JSON.stringify(check?.id ?? null) + " has no " + key + " (a " + type + ")", check: check?.id });
  for (const check of Array.isArray(found?.checks) ? found.checks : []) {
    const exports = JSON.parse(process.argv[3]);
    if (!Array.isArray(check?.needs)) say({ message: "the check " + JSON.stringify(check?.id ?? null) + " has no needs (a list of exports)", check: check?.id });
    else
      for (const name of check.needs)
        if (!exports.includes(name)) say({ message: "the check " + JSON.stringify(check.id) + " needs " + JSON.stringify(name) + ", which is not among the exports in exercise.yaml: " + exports.join(", "), check: check.id });
  }
} catch (error) {
  say({ message: "loading it threw " + (error?.name ?? "something") + ": " + (error?.message ?? error), stack: String(error?.stack) });
}`;

const Wrong = v.object({
  message: v.string(),
  stack: v.optional(v.string()),
  check: v.optional(v.unknown()),
});

export interface BrokenChecks {
  /** The file of the exercise's checks. */
  file: string;
  problems: Problem[];
}

/** @param exercises id -> what its answers export @returns those whose checks cannot be loaded, by exercise */
export async function brokenChecks(
  root: string,
  files: CourseFiles,
  exercises: ReadonlyMap<string, { exports: readonly string[] }>,
): Promise<Map<string, BrokenChecks>> {
  const folder = await mkdtemp(join(tmpdir(), "course-checks-"));
  try {
    const driver = join(folder, "driver.mjs");
    await writeFile(driver, DRIVER);
    const found = await Promise.all(
      [...exercises].map(async ([id, { exports }], index): Promise<[string, BrokenChecks][]> => {
        const file = checksFile(files, id);
        const problems = await load(root, files, id, exports, driver, join(folder, `${index}.mjs`));
        return problems.length === 0 ? [] : [[id, { file, problems }]];
      }),
    );
    return new Map(found.flat());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What keeps all checks together from being built, such as an import in their list that names nothing. */
export async function listProblems(files: CourseFiles, without: readonly string[]): Promise<Problem[]> {
  const errors = await engineErrors(without);
  return errors.map((error) => ofCompiler(files, REGISTRY, error));
}

async function load(
  root: string,
  files: CourseFiles,
  id: string,
  exports: readonly string[],
  driver: string,
  bundle: string,
): Promise<Problem[]> {
  const file = checksFile(files, id);
  const built = await esbuild
    .build({
      entryPoints: [join(root, file)],
      absWorkingDir: root,
      outfile: bundle,
      bundle: true,
      format: "esm",
      // As the engine is built, which has nothing of Node or of a page.
      platform: "neutral",
      mainFields: ["module", "main"],
      conditions: ["import"],
      define: { __TRACE__: "true" },
      sourcemap: true,
      logLevel: "silent",
    })
    .catch((error: unknown) => error as esbuild.BuildFailure);
  if (built.errors.length > 0) return built.errors.map((error) => ofCompiler(files, file, error));
  const { wrong, timedOut } = await driven([driver, bundle, JSON.stringify(exports)]);
  if (timedOut) return [fileProblem(file, "broken-check", "loading these checks does not end", HELP)];
  const problems: Problem[] = [];
  for (const { message, stack, check } of wrong) {
    if (typeof check === "string") {
      placeOfCheck(files, id, check, 0, problems)("broken-check", message);
      continue;
    }
    const [, path = file, line = "1", column = "1"] =
      /((?:harness|lessons|src)\/[^\s():]+):(\d+):(\d+)/.exec(stack ?? "") ?? [];
    report(problems, files, path, Number(line), Number(column), message);
  }
  return problems;
}

const HELP = "a file of checks only defines them: `run` is called later";

const IMPORTS = "checks run in the learner's browser: they import only files of harness/ and src/runtime";

function ofCompiler(files: CourseFiles, file: string, { text, location }: esbuild.Message): Problem {
  const problems: Problem[] = [];
  const [, unresolved] = /^Could not resolve "([^"]+)"/.exec(text) ?? [];
  const help = unresolved === undefined || unresolved.startsWith(".") ? undefined : IMPORTS;
  report(
    problems,
    files,
    location?.file ?? file,
    location?.line ?? 1,
    (location?.column ?? 0) + 1,
    text,
    help,
  );
  return problems[0]!;
}

function report(
  problems: Problem[],
  files: CourseFiles,
  path: string,
  line: number,
  column: number,
  message: string,
  help?: string,
): void {
  const text = files.get(path);
  if (typeof text !== "string") {
    problems.push({ ...fileProblem(path, "broken-check", message, help), line, column });
    return;
  }
  const source = new SourceFile(path, text, problems);
  const start = source.offsetAt(line, column);
  source.report("broken-check", { start, end: source.lineAt(start).end }, message, help);
}

function driven(
  args: readonly string[],
): Promise<{ wrong: v.InferOutput<typeof Wrong>[]; timedOut: boolean }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--enable-source-maps", ...args], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    let said = "";
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill("SIGKILL");
    }, LIMIT_MS);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    child.on("close", () => {
      clearTimeout(timer);
      const lines = said.split("\n").filter((line) => line.startsWith("{"));
      resolve({ wrong: lines.map((line) => v.parse(Wrong, JSON.parse(line))), timedOut });
    });
  });
}
