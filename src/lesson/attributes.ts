/** Checks a block's attributes against its schema; each problem points at its attribute. */
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import * as v from "valibot";
import { attributes as schemas } from "./blocks.ts";
import type { Attributes, BlockName } from "./blocks.ts";
import { closest } from "../lib/closest.ts";
import { spanOf } from "./markdown.ts";
import { readOpening } from "./opening.ts";
import type { Opening } from "./opening.ts";
import { suggest } from "../course/problem.ts";
import type { SourceFile } from "../course/problem.ts";

/** @returns the attributes as parsed by the schema, or null after reporting a problem */
export function checkAttributes<N extends BlockName>(
  node: ContainerDirective | LeafDirective,
  name: N,
  source: SourceFile,
): Attributes<N> | null {
  const opening = readOpening(source, spanOf(node).start);
  const schema: v.ObjectSchema<v.ObjectEntries, undefined> = schemas[name];
  const known = Object.keys(schema.entries);
  const wellFormed = [checkNames(opening, known, source), checkLabel(opening, source)].every(Boolean);

  for (const { valueSpan } of opening.attributes) {
    const value = source.slice(valueSpan);
    if (!/^[“„‘’]/.test(value)) continue;
    const help = `write straight ones: \`"${value.replaceAll(/[“”„‘’]/g, "")}"\``;
    source.report("bad-attribute", valueSpan, "typographic quotation marks around a value", help);
    return null;
  }

  const unknown = opening.attributes.filter((attribute) => !known.includes(attribute.name));
  const misspelt = unknown.map((attribute) => closest(attribute.name, known));
  const result = v.safeParse(schema, node.attributes ?? {});
  for (const issue of result.issues ?? []) {
    const first = issue.path?.[0]?.key;
    const key = typeof first === "string" ? first : "";
    const written = opening.attributes.findLast((attribute) => attribute.name === key);
    if (written === undefined) {
      const sample = key === "id" ? "#some-id" : `${key}="…"`;
      if (misspelt.includes(key)) continue;
      source.report(
        "missing-attribute",
        opening.span,
        `${name} needs ${describe(key)}`,
        `add \`${sample}\` in the braces`,
      );
    } else {
      const help = meantId(source.slice(written.valueSpan), issue);
      source.report("bad-attribute", written.valueSpan, `${named(key)} of ${name} ${issue.message}`, help);
    }
  }
  return result.success && wellFormed ? (result.output as Attributes<N>) : null;
}

/** The id in `./queue`, `Queue`, `queue/exercise.yaml` or `week‑01/queue`; undefined for what is none. */
function meantId(written: string, { message }: v.BaseIssue<unknown>): string | undefined {
  if (!/kebab-case|an exercise's name/.test(message)) return undefined;
  const isPath = message.includes("an exercise's name");
  const id = written
    .replaceAll(/^["'#]+|["']+$/g, "")
    .toLowerCase()
    .replaceAll(/[\s_\u2010-\u2015\u2212]+/g, "-")
    .replace(/^(?:\.{0,2}\/)+/, "")
    .replace(/\/(?:exercise\.ya?ml|(?:stub|solution)\.\w+)?$/, "");
  const kebab = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
  const fits = new RegExp(`^${isPath ? `(${kebab}/)?` : ""}${kebab}$`).test(id);
  return fits ? `write \`${id}\`` : undefined;
}

function checkNames(opening: Opening, known: readonly string[], source: SourceFile): boolean {
  const seen = new Set<string>();
  let good = true;
  for (const { name, nameSpan } of opening.attributes) {
    if (!known.includes(name)) {
      const help = known.length === 0 ? `${opening.name} takes no attributes` : suggest(name, known);
      source.report("unknown-attribute", nameSpan, `unknown attribute "${name}" of ${opening.name}`, help);
      good = false;
    } else if (seen.has(name)) {
      source.report("duplicate-attribute", nameSpan, `${named(name)} is given twice`, "keep one of the two");
      good = false;
    }
    seen.add(name);
  }
  return good;
}

function checkLabel(opening: Opening, source: SourceFile): boolean {
  if (opening.label === null) return true;
  source.report("label", opening.label, "a block cannot have a label in brackets", 'write `{title="…"}`');
  return false;
}

function named(key: string): string {
  return key === "id" ? "the id" : `"${key}"`;
}

function describe(key: string): string {
  return key === "id" ? "an id" : `"${key}"`;
}
