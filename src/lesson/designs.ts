/** The designs that lessons bring for the studio: finds their files and reads them. */
import { posix } from "node:path";
import type { BlockContext, Directive, Layout } from "./layout.ts";
import { spanOfAttribute } from "./layout.ts";
import { offsetOf } from "./programs.ts";
import { suggest } from "../course/problem.ts";
import type { Design } from "../recording/studio/schema.ts";
import { readYaml } from "../recording/studio/yaml.ts";

/** The design that `./name.yaml` names; null after reporting what is wrong. */
export function findDesign(
  name: string,
  node: Directive,
  { source, weekId, designs }: BlockContext,
  layout: Layout,
): Design | null {
  const path = posix.join("lessons", weekId, name);
  layout.programsUsed.add(path);
  const file = designs.get(path);
  if (file === undefined) {
    const span = spanOfAttribute("start", node, source);
    source.report("dead-design", span, `there is no file ${path}`, suggest(path, [...designs.keys()]));
    return null;
  }
  const read = readYaml(file.text);
  if (read.ok) return read.design;
  for (const { line, column, message } of read.mistakes) {
    const at = offsetOf(file.text, line, column);
    file.report("bad-design", { start: at, end: at + 1 }, message);
  }
  return null;
}
