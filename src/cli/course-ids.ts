/** Reads what an author types as the id of a week, day or exercise, and says what is wrong with it. */
import * as v from "valibot";
import { suggest } from "../course/problem.ts";
import { exerciseFolders } from "../lesson/exercise.ts";
import type { CourseFiles } from "../lesson/files.ts";
import { isDevice, isReserved } from "../lesson/names.ts";
import { COURSE, readOutline } from "../lesson/outline.ts";
import { Id } from "../lesson/schemas.ts";
import { exportOf } from "./new-files.ts";
import { Refusal } from "./refusal.ts";

export type CourseKind = "week" | "day" | "exercise";
const KINDS: readonly CourseKind[] = ["week", "day", "exercise"];

export function kindOf(what: string): CourseKind {
  const kind = KINDS.find((each) => each === what);
  if (kind === undefined) throw new Refusal(`unknown kind "${what}"; available: ${KINDS.join(", ")}`);
  return kind;
}

/** @param example the whole command as it should look @returns its parts; `last` is the name itself */
export function idOf(kind: CourseKind, id: string, example: string): { week: string; last: string } {
  const [week = "", name, ...rest] = id.split("/");
  const parts = kind === "week" ? [week] : [week, name ?? ""];
  const isWhole = rest.length === 0 && (name === undefined) === (kind === "week");
  if (!isWhole || !parts.every((part) => v.is(Id, part)))
    throw new Refusal(`invalid id "${id}" for a ${kind}; write for example \`${example}\``);
  return { week, last: name ?? week };
}

/** Valid-looking names that would break files. */
export function whyNotCalled(name: string, kind: CourseKind): string | undefined {
  if (isDevice(name)) return `"${name}" is a reserved device name on Windows`;
  if (kind !== "exercise") return undefined;
  const exported = exportOf(name);
  if (isReserved(exported))
    return `"${exported}" is a reserved word in JavaScript, so no module can export it`;
  return exported === "todo" ? 'every stub imports "todo" from "std"' : undefined;
}

/** The ids of a kind that the course has. */
export function listedIn(files: CourseFiles, kind: CourseKind): string[] {
  if (kind === "exercise") return exerciseFolders(files);
  const weeks = readOutline(files, [])?.weeks;
  if (weeks === undefined) throw new Refusal(`${COURSE} cannot be read; \`npx course check\` says why`);
  return kind === "week"
    ? weeks.map(({ id }) => id)
    : weeks.flatMap(({ id, lessons }) => lessons.map((lesson) => `${id}/${lesson}`));
}

/** @param id as typed; a day or exercise may leave out its week if its name is unique */
export function existingId(files: CourseFiles, kind: CourseKind, id: string): string {
  const all = listedIn(files, kind);
  const found = all.filter((each) => each === id || (kind !== "week" && each.endsWith(`/${id}`)));
  if (found.length === 1) return found[0] ?? "";
  if (found.length > 1) throw new Refusal(`several are called "${id}": ${found.join(", ")}`);
  throw new Refusal(
    [`the course has no ${kind} "${id}"`, suggest(id, all)].filter((part) => part).join("; "),
  );
}
