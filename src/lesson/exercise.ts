/** Reads an exercise folder into data: stub, solution, hints, and a hash of stub and checks. */
import { createHash } from "node:crypto";
import type { RootContent } from "mdast";
import * as v from "valibot";
import { checksWithImports } from "./checks.ts";
import type { CourseFiles } from "./files.ts";
import { parseYaml } from "./front-matter.ts";
import type { Highlight } from "./highlight.ts";
import { escapeHtml } from "../lib/escape.ts";
import { rewriteLinks } from "./links.ts";
import type { PageLinks } from "./links.ts";
import { isDefinition, parseMarkdown, spanOf, textOf, walk } from "./markdown.ts";
import { readOpening } from "./opening.ts";
import { fileProblem, SourceFile } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import { checkProse } from "./prose.ts";
import { renderSlots, stringify } from "./render.ts";
import type { Slot } from "./render.ts";
import {
  hasOwnRustChecks,
  hasRustSide,
  reportRustSide,
  rustChecksFile,
  rustContentHash,
} from "./rust-side.ts";
import { ExerciseFile, Id } from "./schemas.ts";
import { checkStructure } from "./structure.ts";
import type { Exercise, WrongAnswer } from "../course/types.ts";

/** Known files of the folder; others are reported as unused. */
export function isExerciseFile(path: string): boolean {
  return /^(exercise\.yaml|hints\.md|(stub|solution)\.(ts|rs)|wrong\/[\w-]+\.(ts|rs))$/.test(path);
}

/** Ids of the exercise folders: those with at least one file of an exercise. */
export function exerciseFolders(files: CourseFiles): string[] {
  const ids = new Set<string>();
  for (const path of files.keys()) {
    const [, id, inFolder = ""] = /^lessons\/([^/]+\/[^/]+)\/(.+)$/.exec(path) ?? [];
    if (id !== undefined && isExerciseFile(inFolder)) ids.add(id);
  }
  return [...ids];
}

/** SHA-256 (hex, first 16 digits) of the stub and all files of its checks, including paths. */
export function contentHash(files: CourseFiles, id: string): string {
  const hash = createHash("sha256");
  for (const path of [`lessons/${id}/stub.ts`, ...checksWithImports(files, id)])
    hash.update(`${path}\0${files.get(path) ?? ""}\0`);
  return hash.digest("hex").slice(0, 16);
}

/** Every file that `compileExercise` reads. */
export function exerciseKey(files: CourseFiles, id: string): string {
  const folder = [...files].filter(([path]) => path.startsWith(`lessons/${id}/`));
  const rust = [rustContentHash(files, id), files.has(rustChecksFile(files, id))];
  return JSON.stringify([contentHash(files, id), ...rust, folder]);
}

export interface CompiledExercise extends PageLinks {
  /** null if `exercise.yaml` is unreadable */
  exercise: Exercise | null;
}

/**
 * Never throws; every problem is added to `problems`.
 * @param id `week-01/gather`
 */
export function compileExercise(
  files: CourseFiles,
  id: string,
  highlight: Highlight,
  problems: Problem[],
): CompiledExercise {
  const folder = `lessons/${id}`;
  const yaml = files.get(`${folder}/exercise.yaml`);
  const meta =
    typeof yaml === "string"
      ? parseYaml(
          new SourceFile(`${folder}/exercise.yaml`, yaml, problems),
          { start: 0, end: yaml.length },
          ExerciseFile,
        )
      : null;

  const name = id.split("/")[1] ?? "";
  if (!v.safeParse(Id, name).success) {
    const message = `the folder of an exercise must be kebab-case, got "${name}"`;
    const kebab = name.toLowerCase().replaceAll(/[\s_]+/g, "-");
    const help = v.is(Id, kebab) ? `rename it to ${kebab}` : "rename it: a-z, 0-9 and single dashes";
    problems.push(fileProblem(folder, "exercise-name", message, help));
  }

  for (const missing of ["exercise.yaml", "stub.ts", "solution.ts", "hints.md"]) {
    if (files.has(`${folder}/${missing}`)) continue;
    problems.push(
      fileProblem(folder, "exercise-file", `the exercise has no ${missing}`, `write ${folder}/${missing}`),
    );
  }
  checkWrong(files, folder, problems);
  reportRustSide(files, id, problems);
  const { hintsHtml, ...found } = compileHints(files, id, highlight, problems);
  if (meta === null) return { exercise: null, ...found };

  const stub = files.get(`${folder}/stub.ts`) ?? "";
  const solution = files.get(`${folder}/solution.ts`) ?? "";
  const exercise: Exercise = {
    id,
    title: meta.title,
    summary: meta.summary,
    exports: meta.exports,
    minutes: meta.minutes,
    uses: meta.uses.map((use) => (use.includes("/") ? use : `${id.split("/")[0]}/${use}`)),
    contentHash: contentHash(files, id),
    stub,
    stubHtml: stringify([highlight(stub.trimEnd(), "ts")]),
    solution,
    solutionHtml: stringify([highlight(solution.trimEnd(), "ts")]),
    hintsHtml,
    ...rustOf(files, id, highlight),
  };
  return { exercise, ...found };
}

/** An exercise with all files in Rust can also be solved in Rust. */
function rustOf(files: CourseFiles, id: string, highlight: Highlight): Pick<Exercise, "rust"> {
  const [stub, solution] = ["stub.rs", "solution.rs"].map((name) => files.get(`lessons/${id}/${name}`));
  if (typeof stub !== "string" || typeof solution !== "string" || !hasRustSide(files, id)) return {};
  const html = (code: string): string => stringify([highlight(code.trimEnd(), "rust")]);
  const contentHash = rustContentHash(files, id);
  return {
    rust: {
      contentHash,
      stub,
      stubHtml: html(stub),
      solution,
      solutionHtml: html(solution),
      ...(hasOwnRustChecks(files, id) && { checks: rustChecksFile(files, id) }),
    },
  };
}

export function wrongAnswers(files: CourseFiles, id: string): WrongAnswer[] {
  const folder = `lessons/${id}/wrong/`;
  return [...files].flatMap(([path, source]) =>
    path.startsWith(folder) && path.endsWith(".ts") && source !== null
      ? [{ name: path.slice(folder.length, -".ts".length), source }]
      : [],
  );
}

/** Each wrong answer must name the check that kills it and words of the message; the kill matrix verifies both. */
function checkWrong(files: CourseFiles, folder: string, problems: Problem[]): void {
  const wrong = [...files.keys()].filter((path) => path.startsWith(`${folder}/wrong/`));
  if (!wrong.some((path) => path.endsWith(".ts"))) {
    const help = `write at least one in ${folder}/wrong/, to test the checks`;
    problems.push(fileProblem(folder, "exercise-file", "the exercise has no wrong answers", help));
  }
  for (const path of wrong) {
    const text = files.get(path);
    if (typeof text !== "string") continue;
    const source = new SourceFile(path, text, problems);
    for (const key of ["check", "says"]) {
      const [written, again] = text.matchAll(new RegExp(`^//[ \\t]*${key}:[ \\t]*\\S.*$`, "gm"));
      if (again !== undefined && key === "check") {
        const span = { start: again.index, end: again.index + again[0].length };
        const help = "name the first check that it fails, and write another answer for the other";
        source.report("wrong-header", span, "the wrong answer names a second check", help);
      }
      if (written !== undefined) continue;
      const near = new RegExp(
        `^[ \\t]*(?:/?\\*+|//+|#)?[ \\t]*${key}\\s*[:=]\\s*(\\S.*?)[ \\t]*(?:\\*/)?$`,
        "im",
      ).exec(text);
      const sample = near?.[1] ?? (key === "check" ? "<id of the check>" : "<part of the message>");
      const place = source.lineAt(near === null ? 0 : near.index);
      source.report(
        "wrong-header",
        place,
        `the wrong answer names no "${key}"`,
        `write \`// ${key}: ${sample}\``,
      );
    }
  }
}

/** Every `## ` section is one hint, in order. */
function compileHints(
  files: CourseFiles,
  id: string,
  highlight: Highlight,
  problems: Problem[],
): PageLinks & { hintsHtml: string[] } {
  const path = `lessons/${id}/hints.md`;
  const text = files.get(path);
  if (typeof text !== "string") return { hintsHtml: [], links: [], images: [], code: [] };
  const source = new SourceFile(path, text, problems);
  const tree = parseMarkdown(text);
  checkProse(tree, source, checkStructure(tree, source));
  const found = rewriteLinks(tree, source, { folder: id, self: null, on: "lesson" });
  walk(tree, (node) => {
    if (node.type !== "containerDirective" && node.type !== "leafDirective") return;
    const { span } = readOpening(source, spanOf(node).start);
    source.report(
      "misplaced-block",
      span,
      `${node.name} is not allowed in a hint`,
      "use plain markdown in hints",
    );
  });
  const before: RootContent[] = [];
  const hints: { title: string; slot: Slot }[] = [];
  for (const node of tree.children) {
    if (node.type === "heading" && node.depth === 2) {
      hints.push({ title: textOf(node), slot: { nodes: [], inline: false, html: "" } });
      continue;
    }
    const hint = hints.at(-1);
    if (isDefinition(node)) continue;
    if (hint !== undefined) hint.slot.nodes.push(node);
    else if (node.type !== "yaml" && node.type !== "html") before.push(node);
  }
  const help = "start each hint with `## `";
  if (hints.length === 0) source.report("hint", source.lineAt(0), "hints.md has no hints", help);
  else for (const node of before) source.report("hint", spanOf(node), "this text belongs to no hint", help);
  const slots = hints.map((hint) => hint.slot);
  renderSlots(slots, highlight, tree.children.filter(isDefinition));
  const hintsHtml = hints.map(
    ({ title, slot }) => `<p class="hint-title">${escapeHtml(title)}</p>\n${slot.html}`,
  );
  return { hintsHtml, ...found };
}
