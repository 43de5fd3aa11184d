/** Resolves the names in blocks, expressions and macros. */
import { Refusal } from "../syntax/problem.ts";
import type { Block, Expr, Path, Statement } from "../syntax/ast.ts";
import { newModule } from "./modules.ts";
import type { Scope } from "./resolve-variables.ts";
import { newBody, ResolveVariables } from "./resolve-variables.ts";

export abstract class ResolveExpressions extends ResolveVariables {
  protected block(block: Block): void {
    this.inScope(() => {
      const items = block.statements.flatMap((statement) =>
        statement.kind === "item" ? [statement.item] : [],
      );
      const outer = this.place;
      if (items.length > 0) {
        const module = newModule(outer.module.path, outer.module, true, false);
        this.collector.collect(items, module);
        this.place = { ...outer, module };
      }
      for (const statement of block.statements) this.#statement(statement);
      if (block.tail !== null) this.expr(block.tail);
      this.place = outer;
    });
  }

  #statement(statement: Statement): void {
    if (statement.kind === "expr") this.expr(statement.value);
    if (statement.kind !== "let") return;
    if (statement.type !== null) this.type(statement.type);
    if (statement.value !== null) this.expr(statement.value);
    if (statement.otherwise !== null) this.block(statement.otherwise);
    this.pattern(statement.pattern);
  }

  #path(path: Path): void {
    for (const { args } of path.segments) for (const arg of args) this.type(arg);
    if (path.self !== null) this.type(path.self.type);
    const [only] = path.segments;
    if (path.segments.length === 1 && path.self === null && only !== undefined) {
      const local = this.lookUp(only.name);
      if (local !== null) {
        path.target = local;
        return;
      }
      if (only.name === "self")
        throw new Refusal(path.from, "There is no `self` here.", "a function with `&self`");
    }
    path.target = this.paths.value(path, this.place);
  }

  protected expr(expr: Expr): void {
    switch (expr.kind) {
      case "path":
        this.#path(expr.path);
        break;
      case "await":
        if (!(this.scope as Scope).body.isAsync)
          throw new Refusal(
            expr.to - "await".length,
            "`.await` is only allowed in an async function or an async block.",
            "`async` before the function, or an async block",
          );
        this.expr(expr.of);
        break;
      case "unary":
      case "ref":
      case "try":
      case "paren":
      case "dbg":
      case "pin":
        this.expr(expr.of);
        break;
      case "field":
        this.expr(expr.of);
        break;
      case "cast":
        this.expr(expr.of);
        this.type(expr.type);
        break;
      case "assign":
        this.#assigned(expr.left);
        this.expr(expr.right);
        break;
      case "binary":
      case "assign-op":
        this.expr(expr.left);
        this.expr(expr.right);
        break;
      case "range":
        if (expr.low !== null) this.expr(expr.low);
        if (expr.high !== null) this.expr(expr.high);
        break;
      case "call":
        this.expr(expr.callee);
        for (const arg of expr.args) this.expr(arg);
        break;
      case "method":
        this.expr(expr.receiver);
        for (const type of expr.generics) this.type(type);
        for (const arg of expr.args) this.expr(arg);
        break;
      case "index":
        this.expr(expr.of);
        this.expr(expr.index);
        break;
      case "tuple":
      case "array":
        for (const item of expr.items) this.expr(item);
        break;
      case "repeat":
        this.expr(expr.value);
        this.expr(expr.length);
        break;
      case "struct":
        expr.path.target = this.structTarget(expr.path);
        for (const field of expr.fields) this.expr(field.value);
        if (expr.base !== null) this.expr(expr.base);
        break;
      case "block":
        if (expr.label === null) this.block(expr.block);
        else this.labelled(expr.label, () => this.block(expr.block));
        break;
      case "async": {
        const body = newBody("async", (this.scope as Scope).body, true, expr.move);
        expr.scope = body;
        this.inBody(body, () => this.block(expr.block));
        break;
      }
      case "closure": {
        const body = newBody("closure", (this.scope as Scope).body, expr.async, expr.move);
        expr.scope = body;
        this.inBody(body, () => {
          for (const { pattern, type } of expr.params) {
            if (type !== null) this.type(type);
            this.pattern(pattern);
          }
          if (expr.returns !== null) this.type(expr.returns);
          this.expr(expr.body);
        });
        break;
      }
      case "if":
        this.inScope(() => {
          this.expr(expr.condition);
          this.block(expr.body);
        });
        if (expr.otherwise !== null) this.expr(expr.otherwise);
        break;
      case "let":
        this.expr(expr.value);
        this.pattern(expr.pattern);
        break;
      case "while":
        this.labelled(expr.label, () =>
          this.inScope(() => {
            this.expr(expr.condition);
            this.block(expr.body);
          }),
        );
        break;
      case "loop":
        this.labelled(expr.label, () => this.block(expr.body));
        break;
      case "for":
        this.expr(expr.over);
        this.labelled(expr.label, () =>
          this.inScope(() => {
            this.pattern(expr.pattern);
            this.block(expr.body);
          }),
        );
        break;
      case "match":
        this.expr(expr.of);
        for (const arm of expr.arms)
          this.inScope(() => {
            this.pattern(arm.pattern);
            if (arm.guard !== null) this.expr(arm.guard);
            this.expr(arm.body);
          });
        break;
      case "return":
        if (expr.value !== null) this.expr(expr.value);
        break;
      case "break":
        if (this.labels.length === 0) throw new Refusal(expr.from, "`break` is outside any loop.");
        this.label(expr.label, expr.from);
        if (expr.value !== null) this.expr(expr.value);
        break;
      case "continue":
        if (this.labels.length === 0) throw new Refusal(expr.from, "`continue` is outside any loop.");
        this.label(expr.label, expr.from);
        break;
      default:
        this.#macro(expr);
    }
  }

  /** `_ = x` and `(a, _) = x` */
  #assigned(expr: Expr): void {
    if (expr.kind === "tuple") for (const item of expr.items) this.#assigned(item);
    else if (expr.kind !== "path" || expr.path.segments[0]?.name !== "_") this.expr(expr);
  }

  #macro(expr: Expr): void {
    switch (expr.kind) {
      case "format":
        if (expr.target !== null) this.expr(expr.target);
        for (const arg of expr.args) this.expr(arg);
        break;
      case "assert":
        this.expr(expr.left);
        if (expr.right !== null) this.expr(expr.right);
        if (expr.message !== null) this.expr(expr.message);
        break;
      case "matches":
        this.expr(expr.of);
        this.inScope(() => {
          this.pattern(expr.pattern);
          if (expr.guard !== null) this.expr(expr.guard);
        });
        break;
      case "select":
        for (const { future, condition } of expr.branches) {
          if (condition !== null) this.expr(condition);
          this.expr(future);
        }
        for (const { pattern, body } of expr.branches)
          this.inScope(() => {
            this.pattern(pattern);
            this.expr(body);
          });
        if (expr.otherwise !== null) this.expr(expr.otherwise);
        break;
      case "join":
        for (const future of expr.futures) this.expr(future);
        break;
      case "pin-vars":
        for (const name of expr.names) this.expr(name);
        break;
      default:
    }
  }
}
