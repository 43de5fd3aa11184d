/** The Rust programs that are in `harness/fixtures/rust`, each for every scheduler that it can run on. */
import { readdirSync, readFileSync } from "node:fs";
import * as v from "valibot";
import { FLAVORS, inFlavor } from "./flavors.ts";
import type { Flavor } from "./flavors.ts";

const FOLDER = new URL("../../harness/fixtures/rust/", import.meta.url);
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
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith(".rs"))
    .toSorted();
  return files.flatMap((file) => {
    const source = readFileSync(new URL(file, FOLDER), "utf8");
    return FLAVORS.flatMap((flavor) => {
      const text = inFlavor(source, flavor);
      return text === null ? [] : [{ file, flavor, text }];
    });
  });
}

export const recordedOrders = (): Recorded[] =>
  readFileSync(ORDERS, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => v.parse(Recorded, JSON.parse(line)));
