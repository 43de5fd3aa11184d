/** Gives a TypeScript answer's loops a shared budget of turns, so that an endless loop ends without a clock. */
import { parseSync, Visitor } from "vite";
import type { ESTree } from "vite";

/** Many times what the checks need for a right answer. */
const TURNS = 5e7;
const SPEND = "__turn();";
/** On the first line, so that it is there before any loop and no line moves. */
const TANK = `var __turns = ${TURNS}; function __turn() { if (--__turns < 0) throw new Error("a loop without end"); } `;

/** @returns undefined for text that is not TypeScript */
export function withFuel(source: string): string | undefined {
  const { program, errors } = parseSync("answer.ts", source);
  if (errors.length > 0) return undefined;
  const added: { at: number; text: string }[] = [];
  const loop = ({ body }: { body: ESTree.Statement }): void => {
    if (body.type === "BlockStatement") added.push({ at: body.start + 1, text: SPEND });
    else added.push({ at: body.start, text: `{${SPEND}` }, { at: body.end, text: "}" });
  };
  new Visitor({
    ForStatement: loop,
    ForInStatement: loop,
    ForOfStatement: loop,
    WhileStatement: loop,
    DoWhileStatement: loop,
  }).visit(program);
  const fuelled = added
    .toSorted((a, b) => b.at - a.at)
    .reduce((text, each) => text.slice(0, each.at) + each.text + text.slice(each.at), source);
  return TANK + fuelled;
}
