/** How long each strategy holds a worker at a time, compared with the rule of 10 to 100 µs. */
import { useMemo } from "react";
import { ChartBox } from "../../ui/charts/ChartBox.tsx";
import { lazily } from "../../ui/lazily.tsx";
import { ChartTable } from "../../ui/charts/ChartTable.tsx";
import { heldRows } from "./held-rows.ts";
import type { Summary } from "./summary.ts";
import styles from "./LabCharts.module.css";

const HeldBars = lazily("The chart", () => import("./HeldBars.tsx"));

export function HeldChart({ summaries }: { summaries: readonly Summary[] }) {
  const rows = useMemo(() => heldRows(summaries), [summaries]);
  return (
    <figure className={styles.figure}>
      <figcaption>
        <strong>The longest a request holds a worker between two awaits.</strong> The band is Alice Ryhl’s
        rule: 10 to 100 µs. Some work cannot be cut: a file read, and a std lock, which must not be held over
        a yield.
      </figcaption>
      <ChartBox height={26 * rows.length + 56}>{(width) => <HeldBars rows={rows} width={width} />}</ChartBox>
      <ChartTable
        summary="These times as a table"
        caption="The longest a request holds a worker between two awaits"
        columns={["Strategy", "Longest"]}
        rows={rows.map(({ name, words }) => [name, words])}
      />
    </figure>
  );
}
