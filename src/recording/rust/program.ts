/** Reads a Rust program: parses it, resolves its names, and finds how its `main` is to run. */
import { Collector } from "./names/collect.ts";
import { newModule } from "./names/modules.ts";
import { Resolver } from "./names/resolve.ts";
import { newStd } from "./names/std.ts";
import type { Std } from "./names/std.ts";
import { mainOf } from "./main-attribute.ts";
import type { MainConfig } from "./main-attribute.ts";
import type { Expr } from "./syntax/ast.ts";
import { Parser } from "./syntax/items.ts";
import { Lines, Refusal } from "./syntax/problem.ts";
import type { Problem } from "./syntax/problem.ts";
import type { FnDef, Local } from "./syntax/definitions.ts";
import { Moves } from "./types/moves.ts";
import { Checker } from "./types/checker.ts";
import type { Ty } from "./types/ty.ts";

export type { Problem } from "./syntax/problem.ts";

export interface RustProgram {
  readonly source: string;
  readonly std: Std;
  readonly collector: Collector;
  readonly main: FnDef;
  /** Of `#[tokio::main]`; null for a `main` that builds its runtime itself. */
  readonly config: MainConfig | null;
  /** Of every expression that has been checked. */
  readonly types: ReadonlyMap<Expr, Ty>;
  /** Of captured variables of which a closure or an async block uses only fields. */
  readonly paths: ReadonlyMap<Local, readonly (readonly string[])[]>;
}

/** Several at once. */
class Problems extends Error {
  readonly all: readonly Refusal[];
  constructor(all: readonly Refusal[]) {
    super();
    this.all = all;
  }
}

export type Read =
  { program: RustProgram; problems?: undefined } | { problems: Problem[]; program?: undefined };

/** Longer programs are refused. */
const MOST_CHARACTERS = 200_000;

/** Never throws. */
export function readRust(source: string): Read {
  try {
    return { program: read(source) };
  } catch (error) {
    const lines = new Lines(source);
    if (error instanceof Refusal) return { problems: [lines.problem(error)] };
    if (error instanceof Problems)
      return { problems: error.all.toSorted((a, b) => a.at - b.at).map((problem) => lines.problem(problem)) };
    // The parser's own nesting is bounded; a chain of a thousand operators is not.
    if (error instanceof RangeError)
      return {
        problems: [{ line: 1, column: 1, message: "This program is nested too deeply to be read here." }],
      };
    throw error;
  }
}

function read(source: string): RustProgram {
  if (source.length > MOST_CHARACTERS)
    throw new Refusal(0, "This program is too long: at most 200,000 characters run here.");
  const items = new Parser(source).file();
  const std = newStd();
  const root = newModule("", null, false, false);
  const collector = new Collector(root, std.prims, std.crates, std.prelude);
  collector.collect(items, root);
  const main = root.values.get("main");
  if (main?.kind !== "fn")
    throw new Refusal(
      source.trimEnd().length,
      "There is no `main` here.",
      "`#[tokio::main] async fn main() { … }`",
    );
  const config = mainOf(main.node);
  const resolver = new Resolver(std, collector, root);
  resolver.all();
  const checker = new Checker(std, (def) => resolver.declared(def));
  for (const def of collector.consts) checker.constant(def);
  for (const def of collector.fns) checker.fn(def);
  const moves = new Moves(checker);
  if (checker.problems.length === 0) {
    for (const def of collector.fns) moves.fn(def);
    moves.end();
  }
  if (checker.problems.length > 0) throw new Problems(checker.problems);
  return { source, std, collector, main, config, types: checker.types, paths: moves.paths };
}
