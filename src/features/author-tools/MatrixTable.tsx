/** The kill matrix as a table: a row for each file, a column for each check, and below it the broken promises. */
import type { MatrixRow } from "./matrix.ts";
import styles from "./author.module.css";

export function MatrixTable({ rows, done }: { rows: readonly MatrixRow[]; done: boolean }) {
  const checks = [...new Set(rows.flatMap(({ statuses }) => [...statuses.keys()]))];
  const problems = rows.flatMap((row) => row.problems);
  const killers = new Set(
    rows.flatMap(({ path, statuses }) => (path.startsWith("wrong/") ? killed(statuses) : [])),
  );
  const idle = checks.filter((check) => !killers.has(check));
  return (
    <div className={styles.matrix}>
      <div className={styles.scroll}>
        <table>
          <thead>
            <tr>
              <th scope="col">file</th>
              {checks.map((check) => (
                <th key={check} scope="col">
                  <span>{check}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.path} data-broken={row.problems.length > 0 || undefined}>
                <th scope="row">{row.path}</th>
                {checks.map((check) => (
                  <td key={check} title={`${check}: ${row.statuses.get(check) ?? "not run"}`}>
                    {mark(row, check)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.legend}>● fails the check it names, × also fails another, · passes, ○ todo</p>
      {problems.length > 0 && <pre translate="no">{problems.join("\n\n")}</pre>}
      {done && (
        <p role="status">
          {problems.length === 0
            ? "Every answer does what it promises."
            : `${problems.length} broken promises:`}
          {idle.length > 0 && ` Killed nothing: ${idle.join(", ")}.`}
        </p>
      )}
    </div>
  );
}

const killed = (statuses: MatrixRow["statuses"]): string[] =>
  [...statuses].flatMap(([id, status]) => (status === "fail" || status === "error" ? [id] : []));

function mark({ named, statuses }: MatrixRow, check: string): string {
  switch (statuses.get(check)) {
    case "fail":
    case "error":
      return named === check ? "●" : "×";
    case "pass":
      return "·";
    case "todo":
      return "○";
    default:
      return "";
  }
}
