/** Tests on fifty random designs that lints, printers and a run take whatever the schema takes. */
import { describe, expect, test } from "vitest";
import { designMarkdown, designMermaid } from "./document.ts";
import { connect, disconnect, removeNodes } from "./edit.ts";
import { linksOf } from "./links.ts";
import { lint } from "./lints.ts";
import { runLoad } from "./load/load.ts";
import { namesIn } from "./references.ts";
import { nodesOf } from "./schema.ts";
import { parseSteps, printSteps } from "./steps.ts";
import { designSvg } from "./svg.ts";
import { randomDesign } from "./testing/random-design.ts";
import { printYaml, readYaml } from "./yaml.ts";

describe.each(Array.from({ length: 50 }, (_, i) => i + 1))("design %i", (seed) => {
  const design = randomDesign(seed);

  test("is the same as YAML, and its steps are the same in one line", () => {
    expect(readYaml(printYaml(design))).toEqual({ ok: true, design });
    for (const { does } of design.tasks.flatMap(({ on }) => on))
      expect(parseSteps(printSteps(does))).toEqual(does);
  });

  test("can be linted, drawn and written down", () => {
    for (const { says, change } of lint(design)) expect(`${says}${change}`).not.toMatch(/undefined|NaN/);
    for (const text of [designMarkdown(design, null), designMermaid(design), designSvg(design)])
      expect(text).not.toMatch(/undefined|NaN/);
  });

  test("stays a design when a box or a line is removed", () => {
    for (const { node } of nodesOf(design)) expect(namesIn(removeNodes(design, [node.id]))).toEqual([]);
    for (const { from, to } of linksOf(design)) expect(namesIn(disconnect(design, from, to))).toEqual([]);
    const ids = nodesOf(design).map(({ node }) => node.id);
    const joined = ids.flatMap((from) => ids.map((to) => connect(design, from, to)));
    expect(joined.flatMap((next) => (typeof next === "string" ? [] : namesIn(next)))).toEqual([]);
  });

  test("runs to the end of its time", () => {
    const running = runLoad(
      { ...design, sources: design.sources.map((source) => ({ ...source, rate: 200 })) },
      1,
      2_000,
    );
    let step = running.next();
    while (step.done !== true) step = running.next();
    expect(step.value.forMs).toBeGreaterThan(0);
    expect(step.value.delivered).toBeLessThanOrEqual(step.value.offered);
  });
});
