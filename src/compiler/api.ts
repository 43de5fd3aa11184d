/** The modules that learner code may import, from the runtime's own table, and messages for wrong imports. */
import { modules } from "../runtime/modules.ts";
import { closest } from "../lib/closest.ts";
import type { UsedExercise } from "./types.ts";

/** Module specifier -> the names it exports. */
export const learnerApi: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(modules).map(([specifier, exports]) => [specifier, Object.keys(exports)]),
);

/** Why `specifier` cannot be imported, and what to write instead. */
export function unknownModule(
  specifier: string,
  uses: readonly UsedExercise[] = [],
): { message: string; notes: string[] } {
  const known = [...uses.map(({ id }) => id), ...learnerApi.keys()];
  const rustPath = specifier.replaceAll("::", "/");
  const suggestion = known.includes(rustPath)
    ? rustPath
    : (moduleHolding(rustPath) ?? closest(rustPath, known));
  const notes = [`Only ${known.map((name) => `"${name}"`).join(", ")} can be imported here.`];
  if (/^week-[\w-]+\/[\w-]+$/.test(rustPath))
    notes.push("You can import only the exercises that exercise.yaml lists under `uses`.");
  return {
    message: `"${specifier}" cannot be imported.${suggestion ? ` Did you mean "${suggestion}"?` : ""}`,
    notes,
  };
}

/** Why `name` cannot be imported from the known module `specifier`. */
export function unknownName(
  specifier: string,
  name: string,
  uses: readonly UsedExercise[] = [],
): { message: string; notes: string[] } {
  const exercise = uses.find(({ id }) => id === specifier);
  const names = exercise?.exports ?? learnerApi.get(specifier) ?? [];
  if (name === "default") {
    return {
      message: `"${specifier}" has no default export.`,
      notes: [`Put the names you need in braces: import { ${names[0] ?? "…"} } from "${specifier}".`],
    };
  }
  if (exercise && names.includes(name)) {
    return {
      message: `Your code for "${specifier}" does not export "${name}".`,
      notes: ["Write it there, pass its checks, then come back."],
    };
  }
  const near = closest(name, names);
  const elsewhere =
    uses.find(({ exports }) => exports.includes(name))?.id ??
    [...learnerApi].find(([, exports]) => exports.includes(name))?.[0];
  const suggestion = elsewhere ? ` It is in "${elsewhere}".` : near ? ` Did you mean "${near}"?` : "";
  return {
    message: `"${specifier}" exports no value named "${name}".${suggestion}`,
    notes: exercise
      ? [`It exports ${names.map((one) => `"${one}"`).join(", ")}.`]
      : [`Types, such as Future, exist only for the type checker: import them with "import type".`],
  };
}

/** For `tokio/spawn`, written like a Rust path: the module that exports its last part. */
function moduleHolding(path: string): string | undefined {
  const cut = path.lastIndexOf("/");
  const parent = path.slice(0, cut);
  return cut > 0 && learnerApi.get(parent)?.includes(path.slice(cut + 1)) ? parent : undefined;
}
