/** The modules that learner code may import, read off the runtime's own table, and what to say about any other. */
import { modules } from "../runtime/modules.ts";
import { closest } from "./closest.ts";

/** Module specifier -> the names it exports. */
export const learnerApi: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(modules).map(([specifier, exports]) => [specifier, Object.keys(exports)]),
);

/** Why `specifier` cannot be imported, and what to write instead. */
export function unknownModule(specifier: string): { message: string; notes: string[] } {
  const rustPath = specifier.replaceAll("::", "/");
  const suggestion = learnerApi.has(rustPath)
    ? rustPath
    : (moduleHolding(rustPath) ?? closest(rustPath, learnerApi.keys()));
  const only = `Only ${[...learnerApi.keys()].map((name) => `"${name}"`).join(", ")} can be imported here.`;
  return {
    message: `"${specifier}" cannot be imported.${suggestion ? ` Did you mean "${suggestion}"?` : ""}`,
    notes: [only],
  };
}

/** Why `name` cannot be imported from `specifier`, which is known. */
export function unknownName(specifier: string, name: string): { message: string; notes: string[] } {
  const names = learnerApi.get(specifier) ?? [];
  if (name === "default") {
    return {
      message: `"${specifier}" has no default export.`,
      notes: [`Name what you need in braces: import { ${names[0] ?? "…"} } from "${specifier}".`],
    };
  }
  const near = closest(name, names);
  const elsewhere = [...learnerApi].find(([, exports]) => exports.includes(name))?.[0];
  const suggestion = elsewhere ? ` It is in "${elsewhere}".` : near ? ` Did you mean "${near}"?` : "";
  return {
    message: `"${specifier}" exports no value named "${name}".${suggestion}`,
    notes: [`Types, such as Future, exist for the type checker only: import them with "import type".`],
  };
}

/** `tokio/spawn`, written as a path in Rust's manner: the module that exports its last part. */
function moduleHolding(path: string): string | undefined {
  const cut = path.lastIndexOf("/");
  const parent = path.slice(0, cut);
  return cut > 0 && learnerApi.get(parent)?.includes(path.slice(cut + 1)) ? parent : undefined;
}
