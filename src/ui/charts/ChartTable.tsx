/** A chart's numbers as a table, collapsed below it. */
import { ScrollBox } from "../ScrollBox.tsx";

interface Props {
  summary: string;
  caption: string;
  columns: readonly string[];
  /** The first cell names the row. */
  rows: readonly (readonly string[])[];
}

export function ChartTable({ summary, caption, columns, rows }: Props) {
  return (
    <details className="disclosure">
      <summary>{summary}</summary>
      <ScrollBox className="table-scroll" label={caption}>
        <table className="table numbers">
          <caption>{caption}</caption>
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {cells.map((cell, column) => (
                  <td key={columns[column + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </details>
  );
}
