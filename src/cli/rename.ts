/** `course rename`: gives a week, day or exercise another id; everything that names it follows, and learners' work is found again. */
import { join } from "node:path";
import { formatProblem } from "../course/problem.ts";
import { COURSE } from "../lesson/outline.ts";
import { describeEdit, makeEdit, newProblems, readEditable } from "./course-edit.ts";
import { existingId, idOf, kindOf, listedIn, whyNotCalled } from "./course-ids.ts";
import { linesOutside } from "./outside.ts";
import { changing, Refusal } from "./refusal.ts";
import type { EditOptions } from "./refusal.ts";
import { earlierNames } from "./rename-list.ts";
import { renameEdit } from "./rename-edit.ts";

interface Options extends EditOptions {
  dryRun?: boolean;
}

/**
 * @param id `week-01`, `week-01/day-2`, `week-01/gather`
 * @param name the new one: `blocking`, or with its week
 * @returns 0, or 2 if nothing was changed
 */
export function run(what: string, id: string, name: string, options: Options): Promise<number> {
  const { dryRun = false } = options;
  return changing(options, async (root) => {
    const files = await readEditable(root);
    const kind = kindOf(what);
    const from = existingId(files, kind, id);
    const to = newId(kind, from, name);
    const earlier = earlierNames(files.get(COURSE) ?? "", kind).get(to);
    if (listedIn(files, kind).includes(to)) throw new Refusal(`the course already has ${kind} ${to}`);
    if (earlier !== undefined && earlier !== from)
      throw new Refusal(
        `${to} is an earlier id of ${earlier}, under which learners' work is found; choose another`,
      );
    const renaming = { what: kind, from, to };
    const edit = renameEdit(files, renaming);
    const outside = await linesOutside(root, files, renaming);
    const broken = newProblems(files, edit).map(formatProblem);
    if (broken.length > 0) {
      const why = [broken.join("\n\n"), ...(outside.length > 0 ? [outside.join("\n")] : [])];
      throw new Refusal(`this would break the course; nothing was changed:\n\n${why.join("\n\n")}`);
    }
    if (!dryRun) await makeEdit(root, edit);
    const lines = [
      ...(dryRun ? ["nothing is changed yet; this would be:"] : []),
      ...describeEdit(files, edit, dryRun),
      ...outside,
      ...(dryRun
        ? []
        : [
            "next:",
            `  ${join(COURSE)} keeps ${from} as an alias of ${to}: leave it there`,
            "  npx course check",
          ]),
    ];
    return `${lines.join("\n")}\n`;
  });
}

function newId(kind: ReturnType<typeof kindOf>, from: string, name: string): string {
  const week = from.split("/")[0] ?? "";
  const to = kind === "week" || name.includes("/") ? name : `${week}/${name}`;
  const { last } = idOf(
    kind,
    to,
    `course rename ${kind} ${from} ${kind === "week" ? "queues" : "another-name"}`,
  );
  if (kind !== "week" && !to.startsWith(`${week}/`))
    throw new Refusal(
      `${from} cannot become ${to}: a ${kind} keeps its week; in another week, create it with \`course new\``,
    );
  if (to === from) throw new Refusal(`${from} has this name already`);
  const why = whyNotCalled(last, kind);
  if (why !== undefined) throw new Refusal(`cannot use "${to}": ${why}; choose another name`);
  return to;
}
