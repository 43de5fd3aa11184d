/** tokio-console in the page: its task list and task details over a live run of the model, with its keyboard. */
import { useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { COLUMNS, countStates, rowsOf } from "./columns.ts";
import type { Row } from "./columns.ts";
import { FIRST_VIEW, press } from "./keys.ts";
import type { View } from "./keys.ts";
import { LINT_NAMES } from "./lints.ts";
import { StateName } from "./StateName.tsx";
import { TaskDetails } from "./TaskDetails.tsx";
import { TaskList } from "./TaskList.tsx";
import { PaceControls } from "./PaceControls.tsx";
import type { Watched } from "./use-live-run.ts";
import styles from "./Console.module.css";
import { counted } from "../../lib/words.ts";

export function Console({ watched, title }: { watched: Watched; title: string }) {
  const { run, pace, setPace } = watched;
  const [view, setView] = useState<View>(FIRST_VIEW);
  const screen = useRef<HTMLDivElement>(null);
  const help = useId();
  const { nowMs } = run;
  const rows = useMemo(
    () => rowsOf(run.table.tasks.values(), nowMs, view.column, view.descending),
    [run, nowMs, view.column, view.descending],
  );
  const selected = run.table.tasks.get(view.selected ?? -1);

  function keyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const effect = press(
      event.key,
      view,
      rows.map(({ task }) => task.id),
    );
    if (effect === null) return;
    event.preventDefault();
    if (effect.kind === "view") setView(effect.view);
    else setPace(pace === "paused" ? "1" : "paused");
  }

  function show(next: View) {
    setView(next);
    screen.current?.focus({ preventScroll: true });
  }

  const details = view.screen === "details" && selected !== undefined;
  return (
    <div className="card">
      <PaceControls watched={watched} />
      {/* A terminal's screen; the line that describes it lists its keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={screen}
        className={styles.screen}
        role="group"
        aria-label={title}
        aria-describedby={help}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it takes the terminal's keys
        tabIndex={0}
        onKeyDown={keyDown}
      >
        <p id={help} className={styles.keys}>
          {details ? <Keys of={DETAIL_KEYS} /> : <Keys of={LIST_KEYS} />}
        </p>
        <Headline rows={rows} />
        <Warnings rows={rows} />
        {details ? (
          <TaskDetails task={selected} nowMs={nowMs} onBack={() => show({ ...view, screen: "list" })} />
        ) : (
          <TaskList rows={rows} view={view} onView={show} />
        )}
      </div>
      <p className="visually-hidden" aria-live="polite">
        {announce(view, rows)}
      </p>
    </div>
  );
}

const LIST_KEYS = [
  ["↑↓", "or k, j", "select"],
  ["↵", "", "details"],
  ["←→", "or h, l", "sort by"],
  ["i", "", "invert"],
  ["space", "", "pause"],
] as const;
const DETAIL_KEYS = [
  ["esc", "", "back to the list"],
  ["space", "", "pause"],
] as const;

function Keys({ of }: { of: readonly (readonly [string, string, string])[] }) {
  return (
    <>
      {of.map(([key, or, what]) => (
        <span key={key}>
          <kbd>{key}</kbd> {or && `${or} `}
          {what}
        </span>
      ))}
    </>
  );
}

/** `Tasks (11) ▶ Running (2) ⏸ Idle (8)` */
function Headline({ rows }: { rows: readonly Row[] }) {
  const counts = countStates(rows);
  return (
    <p className={styles.headline}>
      Tasks ({rows.length}) <StateName state="Running" /> ({counts.Running}) <StateName state="Idle" /> (
      {counts.Idle})
    </p>
  );
}

/** One line for each lint that fires, as in tokio-console. */
function Warnings({ rows }: { rows: readonly Row[] }) {
  const counts = LINT_NAMES.map((lint) => {
    const of = rows.filter(({ warnings }) => warnings.some((warning) => warning.lint === lint));
    return { lint, count: of.length };
  }).filter(({ count }) => count > 0);
  return (
    <ul className={styles.warnings} aria-label="Warnings">
      {counts.length === 0 && <li className={styles.none}>no warnings</li>}
      {counts.map(({ lint, count }) => (
        <li key={lint}>
          ⚠ {counted(count, "task")}: {lint}
        </li>
      ))}
    </ul>
  );
}

/** Announces only the learner's actions: a list that changes five times a second must stay silent. */
function announce({ selected, column, descending, screen }: View, rows: readonly Row[]): string {
  const order = `Sorted by ${COLUMNS[column]?.name}, ${descending ? "highest" : "lowest"} first.`;
  const row = rows.find(({ task }) => task.id === selected);
  if (row === undefined) return order;
  const name = row.task.info.name || row.task.kind;
  if (screen === "details") return `Details of ${name}.`;
  const warned = row.warnings.map(({ lint }) => lint).join(", ");
  return `${name}, task ${row.task.id}${warned && `, warning: ${warned}`}. ${order}`;
}
