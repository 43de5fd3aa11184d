/** Below the verdict: the folded checks, and the console. */
import { memo } from "react";
import { CheckRow } from "./CheckRow.tsx";
import type { PlaceActions } from "./CheckDetail.tsx";
import { Console } from "./Console.tsx";
import { groupsOf } from "./groups.ts";
import { isBusy, type RunState } from "./run-state.ts";
import { firstToLookAt } from "./summary.ts";
import styles from "./Checks.module.css";

export const OtherChecks = memo(function OtherChecks({ run, ...place }: PlaceActions & { run: RunState }) {
  const busy = isBusy(run.phase);
  const groups = busy ? [] : groupsOf(run.plan, run.checks, firstToLookAt(run.checks));
  return (
    <div className={styles.rest}>
      {/* Has its height before and during a run, so that nothing below moves. */}
      <div className={styles.folds}>
        {groups.map(({ title, checks }) => (
          <details key={title} className={styles.fold}>
            <summary>{title}</summary>
            <ol className={styles.checks} aria-label={title}>
              {checks.map((check) => (
                <CheckRow key={check.id} check={check} {...place} />
              ))}
            </ol>
          </details>
        ))}
      </div>
      <Console logs={run.logs} dropped={run.logsDropped} />
    </div>
  );
});
