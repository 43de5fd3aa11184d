/** Whether patterns cover every value, by their constructors. */
import type { Pattern } from "../syntax/ast.ts";
import type { StructDef, Target, VariantDef } from "../syntax/definitions.ts";

type Row = readonly Pattern[];
type ShapeOf = (target: Target | undefined) => StructDef | VariantDef | null;

const WILD: Pattern = { kind: "wild", from: 0, to: 0 };
const wilds = (n: number): Pattern[] => Array.from({ length: n }, () => WILD);

/** @returns the pattern of a value that no row covers; null if there is none, or none is certain */
export function uncovered(patterns: readonly Pattern[], shapeOf: ShapeOf): string | null {
  return search(
    patterns.map((pattern) => [pattern]),
    shapeOf,
  );
}

function search(given: readonly Row[], shapeOf: ShapeOf): string | null {
  const rows = given.flatMap(expanded);
  const [first] = rows;
  if (first === undefined) return "_";
  if (first.length === 0) return null;
  const heads = rows.map(([head]) => head as Pattern);
  // What ranges and slices leave out is not followed.
  if (heads.some(({ kind }) => kind === "range" || kind === "slice")) return null;
  const shapes = heads.map((head) => ("path" in head ? shapeOf(head.path.target) : null));
  const shape = shapes.find((one) => one !== null);
  if (shape?.kind === "variant") {
    for (const variant of shape.enum.variants.values()) {
      const missing = search(
        rows.flatMap((row, i) => inside(row, shapes[i] ?? null, variant)),
        shapeOf,
      );
      if (missing !== null) return variant.fields.length === 0 ? variant.name : `${variant.name} …`;
    }
    return null;
  }
  if (shape !== undefined && shape !== null) {
    const missing = search(
      rows.flatMap((row, i) => inside(row, shapes[i] ?? null, shape)),
      shapeOf,
    );
    return missing === null ? null : `${shape.name} …`;
  }
  const widths = heads.flatMap((head) => (head.kind === "tuple" ? [head.items.length] : []));
  if (widths.length > 0) {
    const width = Math.max(...widths);
    const missing = search(
      rows.map(([head, ...rest]) => [
        ...(head?.kind === "tuple" ? spread(head.items, width) : wilds(width)),
        ...rest,
      ]),
      shapeOf,
    );
    return missing === null ? null : "(…)";
  }
  const bools = heads.map((head) =>
    head.kind === "literal" && head.value.kind === "bool" ? head.value.value : null,
  );
  for (const value of bools.every((one) => one === null) ? [null] : [true, false]) {
    const left = rows.filter(
      ({ 0: head }, i) => head?.kind === "wild" || (value !== null && bools[i] === value),
    );
    const missing = search(
      left.map((row) => row.slice(1)),
      shapeOf,
    );
    if (missing !== null) return value === null ? "_" : String(value);
  }
  return null;
}

/** Alternatives are rows of their own; a variable is a wildcard, and a reference what it refers to. */
function expanded(row: Row): Row[] {
  const [head, ...rest] = row;
  if (head === undefined) return [row];
  if (head.kind === "or") return head.of.flatMap((one) => expanded([one, ...rest]));
  if (head.kind === "ref") return expanded([head.of, ...rest]);
  if (head.kind === "bind") return expanded([head.sub ?? WILD, ...rest]);
  return [row];
}

/** The rest of a row for values of one shape: none if the row is for another. */
function inside(
  [head, ...rest]: Row,
  has: StructDef | VariantDef | null,
  wanted: StructDef | VariantDef,
): Row[] {
  const width = wanted.fields.length;
  if (head?.kind === "wild") return [[...wilds(width), ...rest]];
  if (has !== wanted) return [];
  if (head?.kind === "tuple-struct") return [[...spread(head.items, width), ...rest]];
  if (head?.kind !== "struct") return [rest];
  const fields = wanted.fields.map(
    ({ name }) => head.fields.find((field) => field.name === name)?.pattern ?? WILD,
  );
  return [[...fields, ...rest]];
}

/** `..` among the items stands for as many as are missing. */
function spread(items: readonly Pattern[], width: number): Pattern[] {
  const at = items.findIndex(({ kind }) => kind === "rest");
  if (at === -1) return [...items, ...wilds(width - items.length)];
  return [...items.slice(0, at), ...wilds(width - items.length + 1), ...items.slice(at + 1)];
}
