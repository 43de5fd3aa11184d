/** A chart's numbers as a table: collapsed below it, or open. */
import { ScrollBox } from "../ScrollBox.tsx";
import { ColumnHeads } from "../ColumnHeads.tsx";

interface Numbers {
  caption: string;
  columns: readonly string[];
  /** The first cell names the row. */
  rows: readonly (readonly string[])[];
  /** "no" where rows have names from code. */
  translate?: "no";
  className?: string;
}

export function ChartTable({ summary, ...numbers }: Numbers & { summary: string }) {
  return (
    <details className="disclosure">
      <summary>{summary}</summary>
      <NumbersTable {...numbers} showsCaption />
    </details>
  );
}

/** @param showsCaption left out where a heading above the table says the same */
export function NumbersTable({
  caption,
  columns,
  rows,
  translate,
  className = "table numbers",
  showsCaption = false,
}: Numbers & { showsCaption?: boolean }) {
  return (
    <ScrollBox className="table-scroll" label={caption}>
      <table className={className}>
        {showsCaption && <caption>{caption}</caption>}
        <ColumnHeads names={columns} />
        <tbody>
          {rows.map(([name, ...cells], row) => (
            <tr key={row}>
              <th scope="row" translate={translate}>
                {name}
              </th>
              {cells.map((cell, column) => (
                <td key={columns[column + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
