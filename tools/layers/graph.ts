/** Who imports whom: the graph of the project's files, and the paths and cycles in it. */
import { posix } from "node:path";
import { importsOf } from "./imports.ts";

export interface Edge {
  from: string;
  /** A path from the project's root (of a glob, the folder it looks in), or a package. */
  to: string;
  typeOnly: boolean;
  isPackage: boolean;
}

export type Graph = ReadonlyMap<string, readonly Edge[]>;

/** What a learner imports; the compiler provides it: `std/future`, `tokio`, `week-01/gather`. */
const COURSE_MODULE = /^(?:std|tokio|week-\d+)(?:\/|$)/;

/** @param files the text of each file, by its path from the project's root */
export function graphOf(files: ReadonlyMap<string, string>): Graph {
  return new Map([...files].map(([path, text]) => [path, edgesOf(path, text)]));
}

function edgesOf(from: string, text: string): Edge[] {
  return importsOf(from, text).flatMap(({ specifier, typeOnly }) => {
    const [named = ""] = specifier.split("?");
    if (COURSE_MODULE.test(named)) return [];
    const isPackage = !/^[./]/.test(named);
    return { from, to: isPackage ? packageOf(named) : pathOf(from, named), typeOnly, isPackage };
  });
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function pathOf(from: string, specifier: string): string {
  const [fixed = ""] = specifier.split(/[*{]/);
  return specifier.startsWith("/") ? fixed.slice(1) : posix.join(posix.dirname(from), fixed);
}

/** The shortest way from any of `starts` to something that `isTarget` accepts, both ends included. */
export function pathTo(
  graph: Graph,
  starts: readonly string[],
  follow: (edge: Edge) => boolean,
  isTarget: (file: string) => boolean,
): string[] | undefined {
  const queue = starts.map((start) => [start]);
  const seen = new Set(starts);
  for (const path of queue) {
    const last = path.at(-1) ?? "";
    if (isTarget(last)) return path;
    for (const edge of graph.get(last) ?? []) {
      if (!follow(edge) || seen.has(edge.to)) continue;
      seen.add(edge.to);
      queue.push([...path, edge.to]);
    }
  }
  return undefined;
}

/**
 * The shortest cycle through each of `edges` that has one, along the edges that `follow` accepts; each once.
 * @returns ["a.ts", "b.ts", "a.ts"] for two files that import each other
 */
export function cyclesThrough(
  graph: Graph,
  edges: readonly Edge[],
  follow: (edge: Edge) => boolean,
): string[][] {
  const cycles = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const back = pathTo(graph, [to], follow, (file) => file === from);
    const key = [...(back ?? [])].sort().join();
    if (back && !cycles.has(key)) cycles.set(key, [from, ...back]);
  }
  return [...cycles.values()];
}
