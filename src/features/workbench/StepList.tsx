/** The timeline's steps as a table; its rows are rendered only while it is open. */
import { memo, useState } from "react";
import type { TraceStep } from "../../../harness/report.ts";
import { kindWord } from "./timeline-layout.ts";
import { ColumnHeads } from "../../ui/ColumnHeads.tsx";
import { ScrollBox } from "../../ui/ScrollBox.tsx";
import styles from "./Timeline.module.css";

interface Props {
  steps: readonly TraceStep[];
  selected: number;
  divergence: number | undefined;
  onSelect(step: number): void;
}

export function StepList({ steps, selected, divergence, onSelect }: Props) {
  const [open, setOpen] = useState(false);
  const timed = steps.some((step) => step.time !== undefined);
  return (
    <details className="disclosure-row" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>All {steps.length} steps as a table</summary>
      {open && (
        <ScrollBox label="Steps of the run" className={styles.steps}>
          <table className="table sticky">
            <ColumnHeads names={["Step", ...(timed ? ["ms"] : []), "Who", "What", "Line"]} />
            <tbody>
              {steps.map((step, index) => (
                <StepRow
                  key={index}
                  step={step}
                  index={index}
                  timed={timed}
                  selected={index === selected}
                  diverges={index === divergence}
                  onSelect={onSelect}
                />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </details>
  );
}

interface RowProps {
  step: TraceStep;
  index: number;
  timed: boolean;
  selected: boolean;
  diverges: boolean;
  onSelect(step: number): void;
}

/** Memoised: scrubbing changes two of hundreds of rows. */
const StepRow = memo(function StepRow({ step, index, timed, selected, diverges, onSelect }: RowProps) {
  return (
    <tr data-selected={selected || undefined}>
      <td>
        <button
          type="button"
          className="row-button"
          aria-label={`Select step ${index + 1}`}
          onClick={() => onSelect(index)}
        >
          {index + 1}
        </button>
      </td>
      {timed && <td>{step.time}</td>}
      <td>{step.who}</td>
      <td>
        {kindWord(step.kind)}: {step.what}
        {diverges && <strong> Expected something else here.</strong>}
      </td>
      <td>{step.line}</td>
    </tr>
  );
});
