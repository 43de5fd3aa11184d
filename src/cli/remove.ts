/** `course remove`: deletes a week, day or exercise, unless another part of the course uses it. */
import { formatProblem } from "../course/problem.ts";
import type { CourseFiles } from "../lesson/files.ts";
import { describeEdit, makeEdit, newProblems, readEditable } from "./course-edit.ts";
import { existingId, kindOf, listedIn } from "./course-ids.ts";
import type { CourseKind } from "./course-ids.ts";
import { linesOutside } from "./outside.ts";
import { changing, Refusal } from "./refusal.ts";
import type { EditOptions } from "./refusal.ts";
import { importersOf, removeEdit } from "./remove-edit.ts";

interface Options extends EditOptions {
  dryRun?: boolean;
}

/** @returns 0, or 2 if nothing was changed */
export function run(what: string, id: string, options: Options): Promise<number> {
  const { dryRun = false } = options;
  return changing(options, async (root) => {
    const files = await readEditable(root);
    const kind = kindOf(what);
    const whole = existingId(files, kind, id);
    refuseLast(files, kind, whole);
    const edit = removeEdit(files, kind, whole);
    const users = [...importersOf(files, edit), ...newProblems(files, edit).map(formatProblem)];
    if (users.length > 0)
      throw new Refusal(
        `other parts of the course use ${kind} ${whole}; without it, \`npx course check\` would report:\n\n${users.join("\n\n")}\n\nChange these first. Nothing was removed.`,
      );
    const outside = await linesOutside(root, files, { what: kind, from: whole });
    if (!dryRun) await makeEdit(root, edit);
    const lines = [
      ...(dryRun ? ["nothing is changed yet; this would be:"] : []),
      ...describeEdit(files, edit, dryRun),
      ...outside,
      "learners keep what they stored for it: it stays in their browsers and exports, and no page shows it",
    ];
    return `${lines.join("\n")}\n`;
  });
}

/** A course has a week, and a week a lesson. */
function refuseLast(files: CourseFiles, kind: CourseKind, id: string): void {
  if (kind === "exercise") return;
  const week = id.split("/")[0] ?? "";
  const others = listedIn(files, kind).filter(
    (each) => each !== id && (kind === "week" || each.startsWith(`${week}/`)),
  );
  if (others.length > 0) return;
  throw new Refusal(
    kind === "week"
      ? `${id} is the only week of the course`
      : `${id} is the only lesson of ${week}; remove the week with \`course remove week ${week}\``,
  );
}
