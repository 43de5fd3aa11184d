/** Golden reports: the report format, one file for each way that a run can end. */
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { parseReport } from "../../harness/report.ts";
import { gradeInNode } from "../sandbox/node.ts";

const lessons = new URL("../../lessons/week-01/", import.meta.url);
const lesson = (path: string): Promise<string> => readFile(new URL(path, lessons), "utf8");

const noisy = `
let made = 0;
export class Histogram {
  constructor() {
    made += 1;
    console.log("histogram", made, { made });
    if (made === 1) console.warn("the first of them");
  }
}
`;

const HANGS_IN_RANK = "if (q === 0.51) for (;;);";

const cases: [name: string, exercise: string, source: () => Promise<string>][] = [
  ["pass", "histogram", () => lesson("histogram/solution.ts")],
  ["fail", "histogram", () => lesson("histogram/wrong/rounded-rank.ts")],
  ["fail-with-trace", "gather", () => lesson("gather/wrong/swallows-panics.ts")],
  ["fail-with-seed", "gather", () => lesson("gather/wrong/stores-waker-last.ts")],
  ["todo", "histogram", () => lesson("histogram/stub.ts")],
  [
    "throws-at-import",
    "histogram",
    async () => "const empty: string[] = [];\nempty[0]!.trim();\nexport class Histogram {}\n",
  ],
  ["missing-export", "capstone", () => lesson("capstone/wrong/no-histogram.ts")],
  ["logs", "histogram", async () => noisy],
  [
    "hang",
    "histogram",
    async () =>
      (await lesson("histogram/solution.ts")).replace(
        "if (this.#count === 0)",
        `${HANGS_IN_RANK}\n    if (this.#count === 0)`,
      ),
  ],
];

it.each(cases)("%s", async (name, exercise, source) => {
  const outcome = await gradeInNode(`week-01/${exercise}`, await source(), {
    contentHash: "0123456789abcdef",
  });
  if (outcome.kind !== "report") throw new Error(`it ended in ${outcome.kind}`);
  const report = parseReport(outcome.report);
  // Depends on the machine.
  report.environment = { engine: "Node" };
  await expect(`${JSON.stringify(report, null, 2)}\n`).toMatchFileSnapshot(
    `../../harness/fixtures/reports/${name}.json`,
  );
});
