/** Above the console's lists: how many there are, and the warnings. */
import type { ReactNode } from "react";
import { countStates } from "./columns.ts";
import type { Row } from "./columns.ts";
import type { Screen } from "./keys.ts";
import { LINT_NAMES } from "./lints.ts";
import { StateName } from "./StateName.tsx";
import type { ConsoleData } from "./store.ts";
import { counted } from "../../lib/words.ts";
import styles from "./Console.module.css";

interface HeadlineProps {
  rows: readonly Row[];
  data: ConsoleData;
  isAboutTasks: boolean;
  hasResources: boolean;
  onScreen(screen: Screen): void;
  children: ReactNode;
}

/** `Tasks (11) ▶ Running (2) ⏸ Idle (8)   Resources (4)` */
export function Headline({ rows, data, isAboutTasks, hasResources, onScreen, children }: HeadlineProps) {
  const counts = countStates(rows);
  return (
    <div className={styles.headline}>
      <button type="button" tabIndex={-1} aria-pressed={isAboutTasks} onClick={() => onScreen("tasks")}>
        Tasks ({rows.length})
      </button>
      {isAboutTasks ? (
        <span>
          <StateName state="Running" /> ({counts.Running}) <StateName state="Idle" /> ({counts.Idle})
        </span>
      ) : (
        <span />
      )}
      {hasResources && (
        <button
          type="button"
          tabIndex={-1}
          aria-pressed={!isAboutTasks}
          onClick={() => onScreen("resources")}
        >
          Resources{isAboutTasks ? "" : ` (${data.resources?.length ?? 0})`}
        </button>
      )}
      {children}
    </div>
  );
}

/** One line for each lint that fires, as in tokio-console. */
export function Warnings({ rows, dropped }: { rows: readonly Row[]; dropped: number }) {
  const counts = LINT_NAMES.map((lint) => {
    const of = rows.filter(({ warnings }) => warnings.some((warning) => warning.lint === lint));
    return { lint, count: of.length };
  }).filter(({ count }) => count > 0);
  return (
    <ul className={styles.warnings} aria-label="Warnings">
      {counts.length === 0 && dropped === 0 && <li className={styles.none}>no warnings</li>}
      {counts.map(({ lint, count }) => (
        <li key={lint}>
          ⚠ {counted(count, "task")}: {lint}
        </li>
      ))}
      {dropped > 0 && <li>⚠ {counted(dropped, "event")} dropped: the numbers are too low</li>}
    </ul>
  );
}
