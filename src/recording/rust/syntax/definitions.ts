/** What names stand for: modules, types, functions, constants, and the variables of a body. */
import type { Const, Enum, Field, Fn, Impl, Struct, Trait, TypeAlias, TypeNode } from "./ast.ts";

export interface ModuleDef {
  kind: "module";
  /** `tokio::sync`; empty for the program itself. */
  path: string;
  parent: ModuleDef | null;
  /** The items of a block see the module around them; those of `mod` do not. */
  isBlock: boolean;
  /** Types, modules and traits. */
  types: Map<string, TypeName>;
  values: Map<string, ValueName>;
  globs: ModuleDef[];
  isStd: boolean;
}

export type TypeName = ModuleDef | StructDef | EnumDef | TraitDef | AliasDef | PrimDef | ParamDef;
type ValueName = FnDef | ConstDef | StructDef | VariantDef;

/** What all types with methods have. */
export interface Methods {
  methods: Map<string, FnDef>;
  consts: Map<string, ConstDef>;
  types: Map<string, TypeAlias>;
  /** Names of the traits that it implements or derives. */
  traits: Set<string>;
  impls: ImplDef[];
}

export interface StructDef extends Methods {
  kind: "struct";
  path: string;
  name: string;
  node: Struct;
  module: ModuleDef;
  fields: readonly Field[];
  generics: readonly string[];
  isStd: boolean;
  /** Its own `drop`. */
  drop: FnDef | null;
}

export interface EnumDef extends Methods {
  kind: "enum";
  path: string;
  name: string;
  node: Enum;
  module: ModuleDef;
  variants: Map<string, VariantDef>;
  generics: readonly string[];
  isStd: boolean;
  drop: FnDef | null;
}

export interface VariantDef {
  kind: "variant";
  name: string;
  enum: EnumDef;
  index: number;
  /** Of `A = 5`. */
  discriminant: number;
  shape: Struct["shape"];
  fields: readonly Field[];
}

export interface TraitDef {
  kind: "trait";
  path: string;
  name: string;
  node: Trait;
  module: ModuleDef;
  isStd: boolean;
  /** Those with a body are the defaults. */
  methods: Map<string, FnDef>;
  /** Implemented for every type. */
  blanket: ImplDef[];
}

export interface AliasDef {
  kind: "alias";
  path: string;
  node: TypeAlias;
  module: ModuleDef;
}

/** `i32`, `str`, `bool`, …; `int` and `float` hold the methods of all numbers. */
export interface PrimDef extends Methods {
  kind: "prim";
  name: string;
  path: string;
}

export interface ParamDef {
  kind: "param";
  name: string;
}

export interface ImplDef {
  node: Impl;
  module: ModuleDef;
  trait: TraitDef | null;
  generics: readonly string[];
}

export interface FnDef {
  kind: "fn";
  path: string;
  name: string;
  node: Fn;
  module: ModuleDef;
  impl: ImplDef | null;
  trait: TraitDef | null;
  isStd: boolean;
  /** The variables of its body; null until it is resolved. */
  scope: Body | null;
}

export interface ConstDef {
  kind: "const";
  path: string;
  name: string;
  node: Const;
  module: ModuleDef;
  impl: ImplDef | null;
  isStd: boolean;
  scope: Body | null;
}

/** The variables of a function, a closure or an async block. */
export interface Body {
  kind: "fn" | "closure" | "async";
  parent: Body | null;
  slots: number;
  locals: Local[];
  /** Variables of the bodies around it that it uses, in the order of their first use. */
  captures: Map<Local, Local>;
  /** `async fn`, an async block, an async closure. */
  isAsync: boolean;
  move: boolean;
}

export interface Local {
  kind: "local";
  name: string;
  slot: number;
  mut: boolean;
  from: number;
  body: Body;
  /** The variable around this body that it captures. */
  outer: Local | null;
  /** Whether a captured variable is a reference to the outer one; decided from how it is used. */
  byRef: boolean;
}

export type Target =
  | Local
  | FnDef
  | ConstDef
  | VariantDef
  | TypeName
  /** `Type::name` where the type decides. */
  | { kind: "assoc"; owner: TypeName | TypeNode; name: string }
  | { kind: "self-type" };
