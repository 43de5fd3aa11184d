/** Problems of the lessons for whoever builds them: in the terminal, and in the page's overlay. */
import { resolve } from "node:path";
import type { HotPayload, ViteDevServer } from "vite";
import { formatProblem, isError } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import { counted } from "../lib/words.ts";

export function summary(problems: readonly Problem[]): string {
  return `${allOf(problems)}\n\n${countOf(problems)}`;
}

function allOf(problems: readonly Problem[]): string {
  return problems.map(formatProblem).join("\n\n");
}

function countOf(problems: readonly Problem[]): string {
  return `${counted(problems.length, "problem")} in the lessons`;
}

export function showProblems(server: ViteDevServer, all: readonly Problem[], root: string): void {
  const problems = all.filter(isError);
  const [first] = problems;
  if (first === undefined) return;
  const id = resolve(root, first.file);
  const payload: HotPayload = {
    type: "error",
    err: {
      message: countOf(problems),
      // The overlay turns each address into a link that opens the file there.
      stack: problems.map((problem) => addressed(problem, root)).join("\n"),
      plugin: "course-lessons",
      id,
      // The overlay keeps the frame unchanged, and strips anything like a frame from the message.
      frame: allOf(problems),
      loc: { file: id, line: first.line, column: first.column },
    },
  };
  server.environments.client.hot.send(payload);
}

function addressed({ file, line, column, message, text, help }: Problem, root: string): string {
  // A problem of a whole file has no frame, and the overlay then shows none.
  const more = text === "" && help !== undefined ? ` (${help})` : "";
  return `${resolve(root, file)}:${line}:${column} ${message}${more}`;
}
