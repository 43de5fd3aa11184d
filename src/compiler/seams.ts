/** Makes the generators of a compiled script stop after each statement that calls something, so that other threads may act there. */
import { parse } from "acorn";
import type { AnyNode, FunctionDeclaration, FunctionExpression, YieldExpression } from "acorn";
import { SEAM } from "../runtime/std/pause.ts";

const STOP = ` yield ${JSON.stringify(SEAM.value)};`;

type Generator = FunctionDeclaration | FunctionExpression;

/**
 * Only in generators that can be bodies of async blocks: in one that yields values of its own somebody would get these.
 * No line of the script moves, and on no line anything that stood there: positions stay what the source map says.
 */
export function withSeams(script: string): string {
  const insertions: [at: number, text: string][] = [];
  for (const generator of bodiesOfAsyncBlocks(parse(script, { ecmaVersion: "latest" })))
    forEachStatement(generator.body, (statement, isAlone) => stopAfter(statement, isAlone));
  return insert(script, insertions);

  function stopAfter(statement: AnyNode, isAlone: boolean): void {
    if (!calls(statement)) return;
    if (!isAlone) insertions.push([statement.end, STOP]);
    else insertions.push([beforeBlanks(script, statement.start), " {"], [statement.end, `${STOP} }`]);
  }
}

function bodiesOfAsyncBlocks(program: AnyNode): Generator[] {
  const named: { generator: Generator; name: string; yields: YieldExpression[] }[] = [];
  forEachNode(program, (node, name) => {
    if (isGenerator(node)) named.push({ generator: node, name, yields: yieldsOf(node.body) });
  });
  // By name, which is all that a text says: `yield* values()` hands on what the generator called so yields.
  const ofValues = new Set<string>();
  const isOfValues = ({ delegate, argument }: YieldExpression): boolean =>
    !delegate || argument?.type !== "CallExpression" || ofValues.has(nameOf(argument.callee));
  for (let size = -1; size < ofValues.size;) {
    size = ofValues.size;
    for (const { name, yields } of named) if (yields.some(isOfValues)) ofValues.add(name);
  }
  return named.flatMap(({ generator, yields }) => (yields.some(isOfValues) ? [] : [generator]));
}

function isGenerator(node: AnyNode): node is Generator {
  return (node.type === "FunctionDeclaration" || node.type === "FunctionExpression") && node.generator;
}

function yieldsOf(node: AnyNode): YieldExpression[] {
  if (isFunction(node)) return [];
  return [...(node.type === "YieldExpression" ? [node] : []), ...childrenOf(node).flatMap(yieldsOf)];
}

/** What a declaration, a property or a callee is called; "" for what has no name. */
function nameOf(node: AnyNode | null | undefined): string {
  switch (node?.type) {
    case "Identifier":
    case "PrivateIdentifier":
      return node.name;
    case "MemberExpression":
      return nameOf(node.property);
    case "FunctionDeclaration":
    case "VariableDeclarator":
      return nameOf(node.id);
    case "AssignmentExpression":
      return nameOf(node.left);
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
      return nameOf(node.key);
    default:
      return "";
  }
}

const isFunction = (node: AnyNode): boolean =>
  node.type === "FunctionDeclaration" ||
  node.type === "FunctionExpression" ||
  node.type === "ArrowFunctionExpression" ||
  node.type === "ClassBody";

/** Statements that do one thing, and loops, at any depth of this function's own. `isAlone`: where a block could stand and does not. */
function forEachStatement(node: AnyNode, visit: (statement: AnyNode, isAlone: boolean) => void): void {
  if (isFunction(node)) return;
  for (const child of childrenOf(node)) {
    if (child.type === "ExpressionStatement" || (child.type === "VariableDeclaration" && isListed(node)))
      visit(child, !isListed(node));
    else {
      forEachStatement(child, visit);
      // Leaving a loop is a step too, after those in it.
      if (isLoop(child)) visit(child, !isListed(node));
    }
  }
}

const isLoop = ({ type }: AnyNode): boolean => /^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(type);

/** Whether the node's children are in a list of statements. */
const isListed = ({ type }: AnyNode): boolean =>
  type === "BlockStatement" || type === "SwitchCase" || type === "StaticBlock";

/** Whether running it calls something: a function made in it does not run. */
function calls(node: AnyNode): boolean {
  if (isFunction(node)) return false;
  if (["CallExpression", "NewExpression", "TaggedTemplateExpression"].includes(node.type)) return true;
  return childrenOf(node).some(calls);
}

/** `name`: of the node, or of what it is the value of. */
function forEachNode(node: AnyNode, visit: (node: AnyNode, name: string) => void, outer = ""): void {
  const name = nameOf(node) || outer;
  visit(node, name);
  for (const child of childrenOf(node)) forEachNode(child, visit, isFunction(node) ? "" : name);
}

function childrenOf(node: AnyNode): AnyNode[] {
  return Object.values(node)
    .flat()
    .filter((each): each is AnyNode => typeof (each as AnyNode | null)?.type === "string");
}

function beforeBlanks(script: string, at: number): number {
  return script.slice(0, at).trimEnd().length;
}

function insert(script: string, insertions: [at: number, text: string][]): string {
  let out = "";
  let from = 0;
  for (const [at, text] of insertions.toSorted(([a], [b]) => a - b)) {
    out += script.slice(from, at) + text;
    from = at;
  }
  return out + script.slice(from);
}
