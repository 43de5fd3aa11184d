/** The same steps as a table, for those who would rather read than scrub; rows are made only while it is open. */
import { useState } from "react";
import type { TraceStep } from "../../harness/report.ts";
import { kindWord } from "./timeline-layout.ts";
import { ScrollBox } from "./ScrollBox.tsx";
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
    <details className={styles.list} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>All {steps.length} steps as a table</summary>
      {open && (
        <ScrollBox label="Steps of the run" className={styles.tableBox}>
          <table>
            <thead>
              <tr>
                <th scope="col">Step</th>
                {timed && <th scope="col">ms</th>}
                <th scope="col">Who</th>
                <th scope="col">What</th>
                <th scope="col">Line</th>
              </tr>
            </thead>
            <tbody>
              {steps.map((step, index) => (
                <tr key={index} data-selected={index === selected || undefined}>
                  <td>
                    <button
                      type="button"
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
                    {index === divergence && <strong> A right answer parts here.</strong>}
                  </td>
                  <td>{step.line}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </details>
  );
}
