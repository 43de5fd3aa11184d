/** Prints a program as text that parses back to it; repeated ops are written once. */
import { OP_SPECS } from "./ops.ts";
import type { Op } from "./ops.ts";
import type { TaskProgram } from "./text.ts";

export function printProgram({ bodies, chans, sems }: TaskProgram): string {
  const lines: string[] = [];
  chans.forEach((capacity, i) => {
    if (capacity > 0) lines.push(`channel ${i} capacity ${capacity}`);
  });
  sems.forEach((permits, i) => {
    if (permits > 0) lines.push(`semaphore ${i} permits ${permits}`);
  });
  bodies.forEach((ops, i) => {
    lines.push(`body ${i}`);
    for (let at = 0; at < ops.length;) {
      const line = printOp(ops[at] as Op);
      let times = 1;
      while (at + times < ops.length && printOp(ops[at + times] as Op) === line) times++;
      if (times > 2) lines.push(`  repeat ${times}`, `    ${line}`, "  end");
      else for (let i = 0; i < times; i++) lines.push(`  ${line}`);
      at += times;
    }
  });
  return lines.join("\n");
}

function printOp([name, argument]: Op): string {
  const { takes } = OP_SPECS[name];
  if (takes.length === 0) return name;
  // The second argument is the last digit, as in recorded programs.
  return takes.length === 1 ? `${name} ${argument}` : `${name} ${Math.floor(argument / 10)} ${argument % 10}`;
}
