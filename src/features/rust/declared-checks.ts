/** Reads an exercise's checks from the crate, in order: the page rejects a report on any others. */
import { glueIn } from "../../course/rust-checks.ts";
import { CHECKS } from "./own-crate.ts";
import type { CrateFiles } from "./types.ts";

export interface DeclaredCheck {
  id: string;
  title: string;
}

/** In an exercise's own checks; a `run` follows. */
const LISTED = /\bCheck\s*\{\s*id:\s*"([^"]+)",\s*title:\s*"([^"]+)",/g;

/** Those that the file of an exercise's own checks lists, with the offsets of their ids. */
export function listedChecks(text: string): (DeclaredCheck & { at: number })[] {
  return [...text.matchAll(LISTED)].map(({ index, 0: all, 1: id = "", 2: title = "" }) => ({
    id,
    title,
    at: index + all.indexOf(`"${id}"`) + 1,
  }));
}

const DECLARED = /pub const (\w+): Check\s*=\s*Check\s*\{\s*id:\s*"([^"]+)",\s*title:\s*"([^"]+)",\s*run:/g;

export function checksOf(exercise: string, crate: CrateFiles): DeclaredCheck[] {
  const own = crate[CHECKS];
  if (own !== undefined) return listedChecks(own).map(({ id, title }) => ({ id, title }));
  const name = glueIn(Object.entries(crate), exercise)?.replace(/^tests\/|\.rs$/g, "") ?? "";
  if (`src/${name}/mod.rs` in crate) return listed(name, crate);
  // The capstone has those of both exercises and its own.
  const prefixed = (folder: string) =>
    listed(folder, crate).map(({ id, title }) => ({ id: `${folder}/${id}`, title }));
  return [
    ...prefixed("gather"),
    ...prefixed("histogram"),
    ...constantsIn(crate[`src/${name}.rs`] ?? "").values(),
  ];
}

/** In the order of the `vec!` in `mod.rs`. */
function listed(folder: string, crate: CrateFiles): DeclaredCheck[] {
  const texts = Object.entries(crate).filter(([path]) => path.startsWith(`src/${folder}/`));
  const constants = new Map(texts.flatMap(([, text]) => [...constantsIn(text)]));
  const names = [...(crate[`src/${folder}/mod.rs`] ?? "").matchAll(/^ {8}\w+::(\w+),$/gm)];
  return names.map(
    ([, name = ""]) => constants.get(name) ?? { id: `the crate declares no check ${name}`, title: "" },
  );
}

/** `ORDER` -> its id and title, from `pub const ORDER: Check = Check { id: "order", title: "…", run: order };` */
const constantsIn = (text: string): Map<string, DeclaredCheck> =>
  new Map([...text.matchAll(DECLARED)].map(([, name = "", id = "", title = ""]) => [name, { id, title }]));
