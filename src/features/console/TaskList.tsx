/** The task list: twelve columns, sorted by one of them, one row selected. */
import { useEffect, useRef } from "react";
import { COLUMNS } from "./columns.ts";
import type { Row } from "./columns.ts";
import type { View } from "./keys.ts";
import { StateName } from "./StateName.tsx";
import styles from "./Console.module.css";

interface Props {
  rows: readonly Row[];
  view: View;
  onView(view: View): void;
}

export function TaskList({ rows, view, onView }: Props) {
  const chosen = useRef<HTMLTableRowElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = chosen.current;
    if (row === null || box.current === null) return;
    // Scrolls only the box: the page must not jump when a key moves the selection.
    const { offsetTop, offsetHeight } = row;
    const { scrollTop, clientHeight } = box.current;
    if (offsetTop < scrollTop + offsetHeight) box.current.scrollTop = offsetTop - offsetHeight;
    else if (offsetTop + offsetHeight > scrollTop + clientHeight)
      box.current.scrollTop = offsetTop + offsetHeight - clientHeight;
  }, [view.selected]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div ref={box} className={styles.list} tabIndex={0} role="region" aria-label="Task list">
      <table>
        <caption className="visually-hidden">Tasks of the run</caption>
        <thead>
          <tr>
            {COLUMNS.map(({ name, numeric }, index) => (
              <th
                key={name}
                scope="col"
                data-numeric={numeric || undefined}
                aria-sort={index !== view.column ? undefined : view.descending ? "descending" : "ascending"}
              >
                <button
                  type="button"
                  tabIndex={-1}
                  onClick={() =>
                    onView({
                      ...view,
                      column: index,
                      descending: index === view.column ? !view.descending : true,
                    })
                  }
                >
                  {name}
                  <span aria-hidden="true">{index !== view.column ? "" : view.descending ? "▿" : "▵"}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody translate="no">
          {rows.map((row) => {
            const { id } = row.task;
            const selected = id === view.selected;
            return (
              // The screen's own keys select by keyboard; a click selects by pointer.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
              <tr
                key={id}
                ref={selected ? chosen : undefined}
                data-selected={selected || undefined}
                data-state={row.reading.state}
                onClick={() => onView({ ...view, selected: id })}
                onDoubleClick={() => onView({ ...view, selected: id, screen: "details" })}
              >
                {COLUMNS.map((column) => (
                  <Cell key={column.name} row={row} column={column}>
                    {column.name === "Name" && (
                      <button
                        type="button"
                        tabIndex={-1}
                        aria-label={`Details of ${row.task.info.name || row.task.kind}`}
                        onClick={(event) => {
                          event.stopPropagation();
                          onView({ ...view, selected: id, screen: "details" });
                        }}
                      >
                        {column.cell(row) || "–"}
                      </button>
                    )}
                  </Cell>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  row: Row;
  column: (typeof COLUMNS)[number];
  children: React.ReactNode;
}

function Cell({ row, column, children }: CellProps) {
  const title =
    column.name === "Warn" ? row.warnings.map(({ lint, text }) => `${lint}: ${text}`).join("\n") : "";
  return (
    <td data-numeric={column.numeric || undefined} data-column={column.name} title={title || undefined}>
      {column.name === "State" ? <StateName state={row.reading.state} /> : children || column.cell(row)}
    </td>
  );
}
