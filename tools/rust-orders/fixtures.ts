/** The Rust programs in `harness/fixtures/rust` and those that lessons show, each for every scheduler that it can run on. */
import { readdirSync, readFileSync } from "node:fs";
import * as v from "valibot";
import { FLAVORS, inFlavor } from "./flavors.ts";
import type { Flavor } from "./flavors.ts";

const FOLDER = new URL("../../harness/fixtures/rust/", import.meta.url);
/** A program that a lesson shows is in the week's own folder. */
const LESSONS = new URL("../../lessons/", import.meta.url);
export const ORDERS = new URL("orders.jsonl", FOLDER);
/** Random task programs with the order that real tokio gave when they were printed as Rust. */
export const PRINTED = new URL("printed.jsonl", FOLDER);

export interface Variant {
  file: string;
  flavor: Flavor;
  text: string;
}

const Recorded = v.object({
  file: v.string(),
  flavor: v.picklist(FLAVORS),
  order: v.string(),
  prints: v.string(),
});
export type Recorded = v.InferOutput<typeof Recorded>;

export function variants(): Variant[] {
  return rustFiles()
    .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
    .flatMap((url) => {
      const source = readFileSync(url, "utf8");
      return FLAVORS.flatMap((flavor) => {
        const text = inFlavor(source, flavor);
        return text === null ? [] : [{ file: nameOf(url), flavor, text }];
      });
    });
}

/** No two have the same name. */
function rustFiles(): URL[] {
  const weeks = readdirSync(LESSONS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [FOLDER, ...weeks.map(({ name }) => new URL(`${name}/`, LESSONS))].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".rs"))
      .map((name) => new URL(name, folder)),
  );
}

const nameOf = ({ pathname }: URL): string => pathname.slice(pathname.lastIndexOf("/") + 1);

export const recordedOrders = (): Recorded[] =>
  readFileSync(ORDERS, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => v.parse(Recorded, JSON.parse(line)));
