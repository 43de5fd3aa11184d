/** The syntax tree of a Rust program, as far as programs run here; every node knows its place in the source. */
import type { Body, Local, ModuleDef, Target } from "./definitions.ts";

interface Node {
  /** Offsets into the source. */
  from: number;
  to: number;
}

// ---- types ----

export type TypeNode = Node &
  (
    | { kind: "path"; path: Path }
    | { kind: "ref"; mut: boolean; of: TypeNode }
    | { kind: "tuple"; items: TypeNode[] }
    | { kind: "array"; of: TypeNode; length: Expr | null }
    | { kind: "fn"; params: TypeNode[]; returns: TypeNode | null }
    /** `impl A + B` and `dyn A + B`. */
    | { kind: "bounds"; dyn: boolean; bounds: Bound[] }
    | { kind: "never" }
    | { kind: "infer" }
  );

/** A trait in a bound; lifetimes are read and dropped. */
export interface Bound extends Node {
  path: Path;
  /** `Fn(A) -> B` */
  fn: { params: TypeNode[]; returns: TypeNode | null } | null;
}

export interface Segment extends Node {
  name: string;
  args: TypeNode[];
  /** `Future<Output = T>` */
  bindings: { name: string; type: TypeNode }[];
}

export interface Path extends Node {
  segments: Segment[];
  /** `<T as Trait>::name` */
  self: { type: TypeNode; trait: Path | null } | null;
  /** What it names; filled in by the resolver. */
  target?: Target;
}

interface Generic extends Node {
  name: string;
  bounds: Bound[];
  const: boolean;
}

export interface Generics {
  params: Generic[];
  where: { type: TypeNode; bounds: Bound[] }[];
}

// ---- patterns ----

export type Pattern = Node &
  (
    | { kind: "wild" }
    | { kind: "rest" }
    | { kind: "bind"; name: string; byRef: boolean; mut: boolean; sub: Pattern | null; local?: Local }
    | { kind: "literal"; value: Expr }
    | { kind: "range"; low: Expr | null; high: Expr | null; inclusive: boolean }
    | { kind: "ref"; mut: boolean; of: Pattern }
    | { kind: "tuple"; items: Pattern[] }
    | { kind: "slice"; items: Pattern[] }
    | { kind: "path"; path: Path }
    | { kind: "tuple-struct"; path: Path; items: Pattern[] }
    | {
        kind: "struct";
        path: Path;
        fields: { name: string; pattern: Pattern; from: number }[];
        rest: boolean;
      }
    | { kind: "or"; of: Pattern[] }
  );

// ---- expressions ----

export interface Block extends Node {
  statements: Statement[];
  tail: Expr | null;
  /** Its own items, if it has any. */
  module?: ModuleDef;
}

export type Statement = Node &
  (
    | { kind: "let"; pattern: Pattern; type: TypeNode | null; value: Expr | null; otherwise: Block | null }
    | { kind: "expr"; value: Expr; semi: boolean }
    | { kind: "item"; item: Item }
  );

export interface Arm extends Node {
  pattern: Pattern;
  guard: Expr | null;
  body: Expr;
}

export interface ClosureParam {
  pattern: Pattern;
  type: TypeNode | null;
}

export type FormatPiece =
  | { text: string }
  | {
      /** Index into `args`. */
      arg: number;
      spec: FormatSpec;
      from: number;
    };

export interface FormatSpec {
  fill: string;
  align: "<" | ">" | "^" | "";
  plus: boolean;
  alternate: boolean;
  zero: boolean;
  /** A number, or the index of the argument that holds it. */
  width: number | { arg: number } | null;
  precision: number | { arg: number } | null;
  kind: "" | "?" | "x" | "X" | "b" | "o" | "e";
}

export interface SelectBranch extends Node {
  pattern: Pattern;
  future: Expr;
  condition: Expr | null;
  body: Expr;
}

export type BinaryOp =
  | "+" | "-" | "*" | "/" | "%" | "&" | "|" | "^" | "<<" | ">>"
  | "==" | "!=" | "<" | ">" | "<=" | ">=" | "&&" | "||"; // prettier-ignore

export type ExprOf =
  | { kind: "int"; value: number | bigint; suffix: string | null }
  | { kind: "float"; value: number; suffix: string | null }
  | { kind: "str"; value: string }
  | { kind: "bytes"; value: number[] }
  | { kind: "char"; value: string }
  | { kind: "bool"; value: boolean }
  | { kind: "path"; path: Path }
  | { kind: "unary"; op: "-" | "!" | "*"; of: Expr }
  | { kind: "ref"; mut: boolean; of: Expr }
  | { kind: "binary"; op: BinaryOp; left: Expr; right: Expr; opAt: number }
  | { kind: "assign"; left: Expr; right: Expr }
  | { kind: "assign-op"; op: BinaryOp; left: Expr; right: Expr }
  | { kind: "cast"; of: Expr; type: TypeNode }
  | { kind: "range"; low: Expr | null; high: Expr | null; inclusive: boolean }
  | { kind: "call"; callee: Expr; args: Expr[] }
  | { kind: "method"; receiver: Expr; name: string; nameAt: number; generics: TypeNode[]; args: Expr[] }
  | { kind: "field"; of: Expr; name: string; nameAt: number }
  | { kind: "index"; of: Expr; index: Expr }
  | { kind: "tuple"; items: Expr[] }
  | { kind: "array"; items: Expr[]; vec: boolean }
  | { kind: "repeat"; value: Expr; length: Expr; vec: boolean }
  | { kind: "struct"; path: Path; fields: { name: string; value: Expr; from: number }[]; base: Expr | null }
  | { kind: "block"; block: Block; label: string | null }
  | { kind: "async"; block: Block; move: boolean; scope?: Body }
  | { kind: "if"; condition: Expr; body: Block; otherwise: Expr | null }
  /** Only in a condition. */
  | { kind: "let"; pattern: Pattern; value: Expr }
  | { kind: "while"; condition: Expr; body: Block; label: string | null }
  | { kind: "loop"; body: Block; label: string | null }
  | { kind: "for"; pattern: Pattern; over: Expr; body: Block; label: string | null }
  | { kind: "match"; of: Expr; arms: Arm[] }
  | {
      kind: "closure";
      params: ClosureParam[];
      returns: TypeNode | null;
      body: Expr;
      move: boolean;
      async: boolean;
      scope?: Body;
    }
  | { kind: "return"; value: Expr | null }
  | { kind: "break"; label: string | null; value: Expr | null }
  | { kind: "continue"; label: string | null }
  | { kind: "await"; of: Expr }
  | { kind: "try"; of: Expr }
  | { kind: "paren"; of: Expr }
  // macros
  | { kind: "format"; macro: FormatMacro; target: Expr | null; pieces: FormatPiece[]; args: Expr[] }
  | {
      kind: "assert";
      op: "true" | "==" | "!=";
      left: Expr;
      right: Expr | null;
      message: Expr | null;
      text: string;
    }
  | { kind: "matches"; of: Expr; pattern: Pattern; guard: Expr | null }
  | { kind: "dbg"; of: Expr; text: string }
  | { kind: "select"; biased: boolean; branches: SelectBranch[]; otherwise: Expr | null }
  | { kind: "join"; try: boolean; biased: boolean; futures: Expr[] }
  | { kind: "pin"; of: Expr }
  /** `tokio::pin!(a, b)`: pins variables that exist. */
  | { kind: "pin-vars"; names: Expr[] };

export type FormatMacro =
  | "print" | "println" | "eprint" | "eprintln" | "format" | "panic" | "todo" | "unimplemented" | "unreachable"
  | "write" | "writeln" | "format_args"; // prettier-ignore

export type Expr = Node & ExprOf;
/** An expression of one kind. */
export type Of<K extends Expr["kind"]> = Extract<Expr, { kind: K }>;

/** `_` on the left of an assignment. */
export const isUnderscore = (expr: Expr): boolean =>
  expr.kind === "path" && expr.path.segments.length === 1 && expr.path.segments[0]?.name === "_";

// ---- items ----

export interface Param {
  pattern: Pattern;
  type: TypeNode;
}

type SelfKind = "value" | "ref" | "mut";

export interface Fn extends Node {
  kind: "fn";
  name: string;
  nameAt: number;
  async: boolean;
  generics: Generics;
  self: { kind: SelfKind; mut: boolean; type: TypeNode | null; from: number } | null;
  params: Param[];
  returns: TypeNode | null;
  body: Block | null;
  attributes: Attribute[];
}

export interface Attribute extends Node {
  name: string;
  /** The tokens inside its parentheses. */
  args: Map<string, { value: string | number | boolean | null; from: number }>;
  words: string[];
}

export interface Field extends Node {
  name: string;
  type: TypeNode;
}

export interface Struct extends Node {
  kind: "struct";
  name: string;
  generics: Generics;
  shape: "unit" | "tuple" | "named";
  fields: Field[];
  derives: string[];
}

export interface Enum extends Node {
  kind: "enum";
  name: string;
  generics: Generics;
  variants: (Node & {
    name: string;
    shape: "unit" | "tuple" | "named";
    fields: Field[];
    value: Expr | null;
    isDefault: boolean;
  })[];
  derives: string[];
}

export interface Impl extends Node {
  kind: "impl";
  generics: Generics;
  trait: Path | null;
  type: TypeNode;
  items: (Fn | Const | TypeAlias)[];
}

export interface Trait extends Node {
  kind: "trait";
  name: string;
  generics: Generics;
  items: (Fn | Const | TypeAlias)[];
}

export interface Const extends Node {
  kind: "const";
  name: string;
  static: boolean;
  mut: boolean;
  type: TypeNode;
  value: Expr | null;
}

export interface TypeAlias extends Node {
  kind: "type";
  name: string;
  generics: Generics;
  type: TypeNode | null;
}

export interface Use extends Node {
  kind: "use";
  /** Each name that it brings in; `*` is a glob. */
  leaves: { path: string[]; name: string; from: number }[];
}

interface Mod extends Node {
  kind: "mod";
  name: string;
  items: Item[];
}

export type Item = Fn | Struct | Enum | Impl | Trait | Const | TypeAlias | Use | Mod;
