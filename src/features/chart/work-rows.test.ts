import { expect, it } from "vitest";
import { formatRatio } from "../../lib/units.ts";
import { predictedRatio } from "./spawn-cost.ts";
import { STOPS, workRows, workTable } from "./work-rows.ts";

const model = { inlineNs: 40, overheadNs: 360, workRounds: 8, workRoundNs: 3 };

it("has a row for each stop and each measurement, ascending, and the table says what they hold", () => {
  const rows = workRows(model, [
    { rounds: 8, ratio: 9.1 },
    { rounds: 100, ratio: 2.2 },
  ]);
  const rounds = rows.map((row) => row.rounds);
  expect(rounds).toEqual([...new Set(rounds)].toSorted((a, b) => a - b));
  expect(rounds).toEqual(expect.arrayContaining([...STOPS, 100]));
  for (const row of rows) expect(row.predicted).toBe(predictedRatio(model, row.rounds));
  const table = workTable(rows);
  expect(table.map(([first]) => Number(first))).toEqual([...STOPS, 100].toSorted((a, b) => a - b));
  expect(table).toContainEqual(["8", formatRatio(predictedRatio(model, 8)), "9.1×"]);
  expect(table).toContainEqual(["16", formatRatio(predictedRatio(model, 16)), "–"]);
});
