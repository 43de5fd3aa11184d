/** Checks the project's imports against the table of rooms; each violation is one sentence that says what to do. */
import { posix } from "node:path";
import { cyclesThrough, graphOf, pathTo } from "./graph.ts";
import type { Edge, Graph } from "./graph.ts";
import { UNREACHABLE, ROOMS } from "./table.ts";
import type { Unreachable, Room } from "./table.ts";

const TABLE = "tools/layers/table.ts";

/** @param files the text of each file, by its path from the project's root */
export function violations(
  files: ReadonlyMap<string, string>,
  rooms: readonly Room[] = ROOMS,
  unreachable: readonly Unreachable[] = UNREACHABLE,
): string[] {
  const graph = graphOf(files);
  const edges = [...graph.values()].flat();
  return [
    ...rooms.flatMap((room, index) => misplaced(room, rooms.slice(0, index))),
    ...roomless(graph, rooms),
    ...edges.flatMap((edge) => forbidden(edge, rooms) ?? []),
    ...cycles(graph, edges, rooms),
    ...unreachable.flatMap((each) => reached(graph, each) ?? []),
  ];
}

/** The room of a path, and its own folder: `src/features/*` and `src/features/chart`. */
function placeOf(path: string, rooms: readonly Room[]): { room: Room; folder: string } | undefined {
  const parts = path.split("/");
  for (const room of rooms) {
    const pattern = room.path.split("/");
    if (room.path === ".") {
      if (parts.length === 1) return { room, folder: "the root" };
      continue;
    }
    // A file next to the folders of a starred room belongs to none of them.
    if (parts.length > pattern.length && pattern.every((part, i) => part === "*" || part === parts[i]))
      return { room, folder: parts.slice(0, pattern.length).join("/") };
  }
  return undefined;
}

/** Rooms from the ground up, so that no two of them can import each other. */
function misplaced(room: Room, below: readonly Room[]): string[] {
  return [...room.imports, ...(room.types ?? [])]
    .filter((path) => !below.some((each) => each.path === path))
    .map((path) => `${TABLE} lets ${room.path} import ${path}: list ${path} before it, or not at all.`);
}

function roomless(graph: Graph, rooms: readonly Room[]): string[] {
  return [...graph.keys()]
    .filter((file) => placeOf(file, rooms) === undefined)
    .map(
      (file) =>
        `${file} is in no room of ${TABLE}: move it into one, or add its folder there and to ARCHITECTURE.md.`,
    );
}

function forbidden(edge: Edge, rooms: readonly Room[]): string | undefined {
  const { from, to } = edge;
  const own = placeOf(from, rooms);
  if (own === undefined) return undefined;
  const { room, folder } = own;
  if (edge.isPackage) {
    if (room.packages === undefined || isTest(from) || room.packages.includes(to)) return undefined;
    return `${from} imports the package ${to}: ${folder} uses ${list(room.packages)}; do it in a room above, or add ${to} in ${TABLE}.`;
  }
  const target = placeOf(to.endsWith("/") ? `${to}.` : to, rooms);
  const says = `${from} imports ${to}: `;
  if (target === undefined)
    return `${says}that is in no room; move it into one, or add its folder to ${TABLE}.`;
  if (target.folder === folder || room.imports.includes(target.room.path)) return undefined;
  if (target.room === room)
    return `${says}a feature never imports another; move what they share down, or put them together in src/app.`;
  if (room.types?.includes(target.room.path)) {
    if (edge.typeOnly) return undefined;
    return `${says}${folder} takes only types from ${target.folder}; write \`import type\`, or pass the value in.`;
  }
  if (rooms.indexOf(target.room) > rooms.indexOf(room))
    return `${says}${folder} is below ${target.folder}; move what they share down, or pass it in from above.`;
  return `${says}${folder} may not use ${target.folder}; pass in what it needs from above, or allow it in ${TABLE} and ARCHITECTURE.md.`;
}

/** Values never form a cycle; types, which are gone when the code runs, only within one folder. */
function cycles(graph: Graph, edges: readonly Edge[], rooms: readonly Room[]): string[] {
  const isValue = (edge: Edge) => !edge.typeOnly;
  const ofValues = cyclesThrough(graph, edges.filter(isValue), isValue);
  if (ofValues.length > 0)
    return ofValues.map((cycle) => `${cycle.join(" → ")} is a cycle; move what they share into a new file.`);
  const leaves = ({ from, to }: Edge) =>
    posix.dirname(from) !== posix.dirname(to) && placeOf(from, rooms)?.room.typeCycles !== true;
  return cyclesThrough(graph, edges.filter(leaves), () => true).map(
    (cycle) => `${cycle.join(" → ")} is a cycle of types across folders; move the shared type down.`,
  );
}

function reached(graph: Graph, { from, target, why }: Unreachable): string | undefined {
  const starts = [...graph.keys()].filter((file) => file.startsWith(`${from}/`));
  const path = pathTo(
    graph,
    starts,
    (edge) => !edge.typeOnly,
    (file) => target.test(file),
  );
  return path && `${path.join(" → ")}: ${why}; import a file that does not need it.`;
}

function isTest(path: string): boolean {
  return path.endsWith(".test.ts") || path.includes("/testing/");
}

function list(names: readonly string[]): string {
  return names.length === 0 ? "no package" : `only ${names.join(" and ")}`;
}
