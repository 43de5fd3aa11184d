/** Splits Rust's `use` trees into leaves and joins them again with each leaf once. */

export interface Use {
  /** `std::future`; empty for a crate by itself. */
  path: string;
  /** `Future`, `Future as F`, `*` */
  name: string;
}

/** @param tree `std::{future::{poll_fn, Future}, task}`, without comments */
export function leavesOf(tree: string, prefix = ""): Use[] {
  const text = tree
    .trim()
    .replace(/\s+/g, " ")
    .replace(/ ?:: ?/g, "::");
  const open = text.indexOf("{");
  if (open >= 0) {
    const path = joined(prefix, text.slice(0, open).replace(/::$/, ""));
    return splitAtCommas(text.slice(open + 1, text.lastIndexOf("}")))
      .filter((one) => one.trim() !== "")
      .flatMap((one) => leavesOf(one, path));
  }
  // `std::future::{self}` is `std::future`.
  const whole = joined(prefix, text).replace(/::self(?= as |$)/, "");
  const at = whole.lastIndexOf("::");
  return whole === ""
    ? []
    : [{ path: whole.slice(0, Math.max(0, at)), name: at < 0 ? whole : whole.slice(at + 2) }];
}

/** Its name in the file. */
export const bindingOf = ({ name }: Use): string => name.split(" as ").at(-1) ?? name;

/** A line for each path, in rustfmt's order. */
export function linesOf(uses: readonly Use[]): string {
  const names = new Map<string, Set<string>>();
  for (const { path, name } of uses) names.set(path, (names.get(path) ?? new Set()).add(name));
  return [...names]
    .flatMap(([path, set]) => {
      const list = [...set].toSorted(lowerCaseFirst);
      if (path === "") return list;
      return `${path}::${list.length === 1 ? list[0] : `{${list.join(", ")}}`}`;
    })
    .toSorted()
    .map((tree) => `use ${tree};`)
    .join("\n");
}

function lowerCaseFirst(a: string, b: string): number {
  const upper = (name: string): number => (/^[A-Z]/.test(name) ? 1 : 0);
  return upper(a) - upper(b) || (a < b ? -1 : 1);
}

const joined = (a: string, b: string): string => (a && b ? `${a}::${b}` : a || b);

function splitAtCommas(text: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const character of text) {
    if (character === "{") depth++;
    if (character === "}") depth--;
    if (character === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}
