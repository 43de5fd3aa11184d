/** Type-checks the exercises' files and checks with the project's compiler; each error becomes a problem like any other. */
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, parse, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { fileProblem, SourceFile } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import { checksFile } from "../lesson/checks.ts";
import type { CourseFiles } from "../lesson/files.ts";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
/** Where the compiler is started, and what the paths in its output are relative to. */
const TOP = parse(PROJECT).root;
/** Errors below are of syntax: the compiler that learners use reports those. */
const FIRST_OF_TYPES = 2000;
const ERROR = /^(.+?)\((\d+),(\d+)\): error TS(\d+): (.*)$/;

/**
 * @param ids of the exercises to check; files that they share are reported once
 * @returns a problem for each type error in their stubs, solutions, wrong answers and checks
 */
export async function typeProblems(
  root: string,
  files: CourseFiles,
  ids: readonly string[],
): Promise<Problem[]> {
  const checks = ids.map((id) => checksFile(files, id));
  const own = [...files.keys()].filter(
    (path) => path.endsWith(".ts") && ids.some((id) => path.startsWith(`lessons/${id}/`)),
  );
  const output = await compile(root, [...own, ...checks]);
  const problems: Problem[] = [];
  for (const { path, line, column, code, message } of errorsIn(output, root)) {
    if (code < FIRST_OF_TYPES || !/^(lessons|harness)\//.test(path)) continue;
    const text = files.get(path);
    if (typeof text !== "string") {
      problems.push({ ...fileProblem(path, "type-error", message), line, column });
      continue;
    }
    const source = new SourceFile(path, text, problems);
    const start = source.offsetAt(line, column);
    const word = /^[\w$]+|^"[^"\n]*"/.exec(text.slice(start))?.[0].length ?? 1;
    source.report("type-error", { start, end: start + word }, message, `TypeScript's error ${code}`);
  }
  return problems;
}

interface TypeError {
  /** From the repository's root. */
  path: string;
  line: number;
  column: number;
  code: number;
  message: string;
}

function errorsIn(output: string, root: string): TypeError[] {
  return output.split("\n").flatMap((line) => {
    const [, path = "", at = "", column = "", code = "", message = ""] = ERROR.exec(line.trimEnd()) ?? [];
    const file = relative(root, resolve(TOP, path)).replaceAll("\\", "/");
    return path === ""
      ? []
      : [{ path: file, line: Number(at), column: Number(column), code: Number(code), message }];
  });
}

/** With the learner API as the page's editor has it, and the project's strictness. */
async function compile(root: string, paths: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "course-types-"));
  try {
    const config = {
      extends: join(PROJECT, "tsconfig.json"),
      compilerOptions: {
        // What is not used is no mistake in an answer.
        noUnusedLocals: false,
        noUnusedParameters: false,
        types: [],
        paths: { "week-*": [join(root, "lessons/week-*/solution.ts")] },
      },
      files: [
        join(PROJECT, "src/runtime/learner-api.d.ts"),
        join(PROJECT, "src/runtime/globals.d.ts"),
        ...paths.map((path) => join(root, path)),
      ],
      include: [],
    };
    const project = join(folder, "tsconfig.json");
    await writeFile(project, JSON.stringify(config));
    return await said([compiler(), "--noEmit", "--pretty", "false", "-p", project]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function compiler(): string {
  const found = createRequire(import.meta.url).resolve("typescript/package.json");
  return join(dirname(found), "bin/tsc");
}

/** @returns what it printed; its errors are no failure of the command */
function said(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: TOP, stdio: ["ignore", "pipe", "ignore"] });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    child.on("error", reject);
    child.on("close", () => resolve(text));
  });
}
