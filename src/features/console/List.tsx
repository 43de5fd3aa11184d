/** A list of the console: sorted by one of its columns, one row selected; of a long one only the rows in sight exist. */
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { Column, Order } from "./table.ts";
import styles from "./List.module.css";

interface Props<R> {
  label: string;
  rows: readonly R[];
  columns: readonly Column<R>[];
  order: Order;
  idOf(row: R): number;
  /** For colours: a finished row is dimmed. */
  isOver(row: R): boolean;
  onOrder(order: Order): void;
  onOpen?: ((id: number) => void) | undefined;
  /** The column whose cell opens the row, and what a screen reader calls that. */
  opens?: { column: string; label(row: R): string };
  special?: (row: R, column: Column<R>) => ReactNode;
  titleOf?: (row: R, column: Column<R>) => string | undefined;
}

/** Shorter lists are drawn whole. */
const WHOLE_UP_TO = 120;
/** Rows above and below what is in sight. */
const MARGIN = 20;
/** Until one has been measured. */
const ROW_PX = 24;

export function List<R>(props: Props<R>) {
  const { label, rows, columns, order, idOf, onOrder } = props;
  const box = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const rowPx = useRef(ROW_PX);
  const isLong = rows.length > WHOLE_UP_TO;
  const seen = Math.ceil((box.current?.clientHeight ?? 430) / rowPx.current);
  const from = isLong ? Math.max(0, Math.floor(scrolled / rowPx.current) - MARGIN) : 0;
  const to = isLong ? Math.min(rows.length, from + seen + 2 * MARGIN) : rows.length;
  const selectedAt = order.selected === null ? -1 : rows.findIndex((row) => idOf(row) === order.selected);

  useEffect(() => {
    rowPx.current = body.current?.querySelector("tr[data-row]")?.getBoundingClientRect().height || ROW_PX;
  });
  // Scrolls only the box: the page must not jump when a key moves the selection.
  useEffect(() => {
    const element = box.current;
    if (selectedAt < 0 || element === null) return;
    const top = selectedAt * rowPx.current;
    const room = element.clientHeight - 2 * rowPx.current;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top > element.scrollTop + room) element.scrollTop = top - room;
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a key or a click moves the box, not a list that changes by itself
  }, [order.selected]);

  return (
    <div
      ref={box}
      className={styles.list}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
      tabIndex={0}
      role="region"
      aria-label={label}
      onScroll={(event) => isLong && setScrolled(event.currentTarget.scrollTop)}
    >
      <table aria-rowcount={isLong ? rows.length + 1 : undefined}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map(({ name, numeric }, index) => (
              <th
                key={name}
                scope="col"
                data-numeric={numeric || undefined}
                aria-sort={index !== order.column ? undefined : order.descending ? "descending" : "ascending"}
              >
                <button
                  type="button"
                  tabIndex={-1}
                  onClick={() =>
                    onOrder({
                      ...order,
                      column: index,
                      descending: index === order.column ? !order.descending : true,
                    })
                  }
                >
                  {name}
                  <span aria-hidden="true">{index !== order.column ? "" : order.descending ? "▿" : "▵"}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} translate="no">
          <Gap rows={from} px={rowPx.current} />
          {rows.slice(from, to).map((row, index) => (
            <Line key={idOf(row)} {...props} row={row} at={isLong ? from + index + 2 : undefined} />
          ))}
          <Gap rows={rows.length - to} px={rowPx.current} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are not drawn. */
function Gap({ rows, px }: { rows: number; px: number }) {
  return rows === 0 ? null : <tr aria-hidden="true" style={{ height: rows * px }} />;
}

function Line<R>({
  row,
  at,
  columns,
  order,
  idOf,
  isOver,
  onOrder,
  onOpen,
  opens,
  special,
  titleOf,
}: Props<R> & { row: R; at: number | undefined }) {
  const id = idOf(row);
  return (
    // The screen's own keys select by keyboard; a click selects by pointer.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <tr
      data-row
      aria-rowindex={at}
      data-selected={id === order.selected || undefined}
      data-over={isOver(row) || undefined}
      onClick={() => onOrder({ ...order, selected: id })}
      onDoubleClick={() => onOpen?.(id)}
    >
      {columns.map((column) => (
        <td
          key={column.name}
          data-numeric={column.numeric || undefined}
          data-column={column.name}
          title={titleOf?.(row, column)}
        >
          {opens?.column === column.name ? (
            <button
              type="button"
              tabIndex={-1}
              aria-label={opens.label(row)}
              onClick={(event) => {
                event.stopPropagation();
                onOpen?.(id);
              }}
            >
              {column.cell(row) || "–"}
            </button>
          ) : (
            (special?.(row, column) ?? column.cell(row))
          )}
        </td>
      ))}
    </tr>
  );
}
