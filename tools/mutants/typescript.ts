/** Makes mutants of an answer in TypeScript, from its syntax tree. */
import { parseSync, Visitor } from "vite";
import type { ESTree } from "vite";
import { mutantsOf } from "./mutant.ts";
import type { Edit, Mutant } from "./mutant.ts";

type Span = Pick<ESTree.Node, "start" | "end">;

const OTHERS: Readonly<Record<string, { operator: string; instead: readonly string[] }>> = {
  "<": { operator: "comparison", instead: ["<=", ">="] },
  "<=": { operator: "comparison", instead: ["<", ">"] },
  ">": { operator: "comparison", instead: [">=", "<="] },
  ">=": { operator: "comparison", instead: [">", "<"] },
  "===": { operator: "comparison", instead: ["!=="] },
  "!==": { operator: "comparison", instead: ["==="] },
  "+": { operator: "arithmetic", instead: ["-"] },
  "-": { operator: "arithmetic", instead: ["+"] },
  "*": { operator: "arithmetic", instead: ["/"] },
  "/": { operator: "arithmetic", instead: ["*"] },
  "**": { operator: "arithmetic", instead: ["*"] },
  ">>": { operator: "arithmetic", instead: [">>>"] },
  "&&": { operator: "logic", instead: ["||"] },
  "||": { operator: "logic", instead: ["&&"] },
  "+=": { operator: "arithmetic", instead: ["-=", "="] },
  "-=": { operator: "arithmetic", instead: ["+=", "="] },
  "++": { operator: "arithmetic", instead: ["--"] },
  "--": { operator: "arithmetic", instead: ["++"] },
};
type Narrow = (value: string) => string;
/** Too narrow for many children or samples. */
const COUNTS: readonly Narrow[] = [(value) => `((${value}) & 0xffff)`, (value) => `((${value}) & 0xff)`];
/** Whole numbers too narrow for a long time. */
const WHOLE: readonly Narrow[] = [(value) => `((${value}) | 0)`, (value) => `((${value}) >>> 0)`, ...COUNTS];
/** Too narrow for a long time, or a sum of times. */
const TIMES: readonly Narrow[] = [...WHOLE, (value) => `Math.fround(${value})`];
/** Parameters that may be large; an index or a rank's share fits into anything. */
const LARGE = ["ns"];
const ARRAYS = [
  "Float64Array",
  "Float32Array",
  "Uint32Array",
  "Int32Array",
  "Uint16Array",
  "Uint8Array",
  "Uint8ClampedArray",
];
const JUMPS: readonly string[] = ["BreakStatement", "ContinueStatement", "ReturnStatement", "ThrowStatement"];
const ROUNDINGS = ["floor", "ceil", "round", "trunc"];
const METHODS: Readonly<Record<string, { operator: string; instead: readonly string[] }>> = {
  push: { operator: "order", instead: ["unshift"] },
  unshift: { operator: "order", instead: ["push"] },
  shift: { operator: "order", instead: ["pop"] },
  pop: { operator: "order", instead: ["shift"] },
  every: { operator: "logic", instead: ["some"] },
  some: { operator: "logic", instead: ["every"] },
  isReady: { operator: "logic", instead: ["isPending"] },
  isPending: { operator: "logic", instead: ["isReady"] },
  wake: { operator: "wakers", instead: ["clone"] },
  wakeByRef: { operator: "wakers", instead: ["clone"] },
  findIndex: { operator: "order", instead: ["findLastIndex"] },
};

export function typescriptMutants(file: string, text: string): Mutant[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const edits: Edit[] = [];
  const of = ({ start, end }: Span): string => text.slice(start, end);
  const put = (operator: string, { start, end }: Span, replacement: string, also?: Edit["also"]): void => {
    edits.push({ operator, start, end, text: replacement, ...(also && { also }) });
  };
  const swap = (between: Span, until: Span, sign: string): void => {
    const { operator, instead } = OTHERS[sign] ?? { operator: "", instead: [] };
    const at = text.indexOf(sign, between.end);
    if (at < 0 || at >= until.start) return;
    for (const other of instead) put(operator, { start: at, end: at + sign.length }, other);
  };
  const test = (span: Span): void => {
    for (const known of ["true", "false"]) put("branch", span, known);
  };
  const start = gatherStart(program);
  /** Where the third part of each `for` begins: an index is never large. */
  const updates = new Set<number>();

  new Visitor({
    Literal(node) {
      if (typeof node.value === "number") {
        const { value } = node;
        for (const other of new Set([value + 1, value - 1, value * 2]))
          put("constant", node, other < 0 ? `(${other})` : `${other}`);
      } else if (typeof node.value === "bigint") put("constant", node, `${node.value + 1n}n`);
      else if (typeof node.value === "boolean") put("constant", node, `${!node.value}`);
    },
    BinaryExpression(node) {
      swap(node.left, node.right, node.operator);
      if (node.operator === "/") for (const narrow of WHOLE) put("width", node, narrow(of(node)));
    },
    LogicalExpression(node) {
      swap(node.left, node.right, node.operator);
      put("logic", node, of(node.left));
      put("logic", node, of(node.right));
    },
    UnaryExpression(node) {
      if (node.operator === "!") put("logic", node, of(node.argument));
      if (node.operator === "-") put("arithmetic", node, of(node.argument));
    },
    UpdateExpression(node) {
      const { operator, instead } = OTHERS[node.operator]!;
      for (const other of instead) put(operator, node, of(node).replace(node.operator, other));
      if (node.argument.type === "MemberExpression") {
        const target = of(node.argument);
        for (const narrow of COUNTS) put("width", node, `${target} = ${narrow(`${target}! + 1`)}`);
      }
    },
    AssignmentExpression(node) {
      swap(node.left, node.right, node.operator);
      if (node.operator !== "+=" && node.operator !== "-=") return;
      const target = of(node.left).replace(/!$/, "");
      if (updates.has(node.start)) return;
      const sum = `${target}! ${node.operator[0]} ${of(node.right)}`;
      for (const narrow of node.right.type === "Literal" ? COUNTS : TIMES)
        put("width", node, `${target} = ${narrow(sum)}`);
    },
    ConditionalExpression(node) {
      put("branch", node, of(node.consequent));
      put("branch", node, of(node.alternate));
    },
    IfStatement(node) {
      test(node.test);
      put("statement", node, "");
      if (node.alternate) put("branch", { start: node.consequent.end, end: node.alternate.end }, "");
    },
    ExpressionStatement(node) {
      put("statement", node, ";");
    },
    ReturnStatement(node) {
      if (node.argument === null) put("control", node, ";");
    },
    ContinueStatement(node) {
      put("control", node, "break;");
      put("control", node, ";");
    },
    BreakStatement(node) {
      put("control", node, ";");
    },
    ForStatement(node) {
      if (node.update) updates.add(node.update.start);
      endsEarly(node.body);
    },
    WhileStatement(node) {
      endsEarly(node.body);
    },
    ForOfStatement(node) {
      endsEarly(node.body);
      put("order", node.right, `[...${of(node.right)}].reverse()`);
      put("bound", node.right, `[...${of(node.right)}].slice(1)`);
      put("bound", node.right, `[...${of(node.right)}].slice(0, -1)`);
      put("bound", node.right, `[...${of(node.right)}].slice(0, 256)`);
    },
    NewExpression(node) {
      const name = of(node.callee);
      if (!ARRAYS.includes(name)) return;
      for (const other of ARRAYS) put("width", node.callee, other);
    },
    FunctionDeclaration: parameters,
    FunctionExpression: parameters,
    VariableDeclarator({ init }) {
      if (init?.type !== "MemberExpression" || of(init.property) !== "length") return;
      for (const narrow of COUNTS) put("width", init, narrow(of(init)));
    },
    MemberExpression(node) {
      if (of(node.property) === "length")
        for (const by of ["- 1", "+ 1"]) put("bound", node, `(${of(node)} ${by})`);
    },
    SpreadElement(node) {
      put("order", node.argument, `[...${of(node.argument)}].reverse()`);
    },
    CallExpression(node) {
      const { callee } = node;
      const [argument, second] = node.arguments;
      if (callee.type !== "MemberExpression") return;
      const [object, method] = [of(callee.object), of(callee.property)];
      if (object === "Math" && argument) {
        if (ROUNDINGS.includes(method)) {
          for (const other of ROUNDINGS) put("rounding", callee.property, other);
          put("rounding", node, `(${of(argument)})`);
          put("rounding", node, `(${of(argument)} | 0)`);
        }
        if ((method === "min" || method === "max") && second) {
          put("bound", callee.property, method === "min" ? "max" : "min");
          put("bound", node, of(argument));
          put("bound", node, of(second));
        }
        return;
      }
      const { operator, instead } = METHODS[method] ?? { operator: "", instead: [] };
      for (const other of instead) put(operator, callee.property, other);
      if (method === "clone") put("wakers", node, object);
      if (method === "wakeByRef" || method === "wake") {
        put(
          "wakers",
          node,
          `(${of(node)}, ${object}.clone()${text.slice(callee.object.end, callee.property.start)}wakeByRef())`,
        );
      }
      if (method === "forEach" || method === "map") {
        put("bound", callee.object, `${object}.slice(0, 256)`);
        put("bound", callee.object, `${object}.slice(0, -1)`);
      }
      if (method === "poll" && argument && start !== undefined) {
        const taking = { at: 0, text: 'import { Context as C, Waker as W } from "std/task";\n' };
        const keeping = { at: start, text: " let kept: any;" };
        put("wakers", argument, "C.fromWaker(W.noop())", [taking]);
        put("wakers", argument, `(kept ??= ${of(argument)})`, [keeping]);
        put(
          "wakers",
          argument,
          `(kept = kept?.waker.willWake(${of(argument)}.waker) ? kept : ${of(argument)})`,
          [keeping],
        );
        put("wakers", argument, `C.fromWaker(${of(argument)}.waker.clone())`, [taking]);
        put("wakers", argument, `(${of(argument)}.waker.wakeByRef(), ${of(argument)})`);
        put("structure", node, `(${of(node)}, ${of(node)})`);
      }
    },
  }).visit(program);
  return mutantsOf(file, text, edits);

  function parameters({ params, body }: ESTree.Function): void {
    if (body === null) return;
    const at = { start: body.start + 1, end: body.start + 1 };
    for (const param of params) {
      if (param.type !== "Identifier" || !LARGE.includes(param.name)) continue;
      for (const narrow of TIMES) put("width", at, ` ${param.name} = ${narrow(param.name)};`);
    }
  }

  /** A loop that is left after its first turn, or after some branch of it. */
  function endsEarly(body: ESTree.Statement): void {
    if (body.type !== "BlockStatement") return;
    const at = { start: body.end - 1, end: body.end - 1 };
    put("control", at, " break; ");
    for (const statement of body.body) {
      if (statement.type !== "IfStatement" || statement.consequent.type !== "BlockStatement") continue;
      if (JUMPS.includes(statement.consequent.body.at(-1)?.type ?? "")) continue;
      const end = statement.consequent.end - 1;
      put("control", { start: end, end }, " break; ");
      if (statement !== body.body.at(-1)) put("control", { start: end, end }, " continue; ");
    }
  }
}

/** Where the body of gather begins. */
function gatherStart({ body }: ESTree.Program): number | undefined {
  for (const statement of body) {
    if (statement.type !== "ExportNamedDeclaration") continue;
    const { declaration } = statement;
    if (declaration?.type === "FunctionDeclaration" && declaration.id?.name === "gather" && declaration.body)
      return declaration.body.start + 1;
  }
  return undefined;
}
