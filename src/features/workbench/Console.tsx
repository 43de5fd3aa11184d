/** What the learner's code wrote to the console. */
import type { LogLine } from "../../../harness/report.ts";
import { counted } from "../../lib/words.ts";
import { InPart } from "../../ui/InPart.tsx";
import { ScrollBox } from "../../ui/ScrollBox.tsx";
import styles from "./Console.module.css";

interface Props {
  logs: readonly LogLine[];
  dropped: number;
}

export function Console({ logs, dropped }: Props) {
  if (logs.length === 0 && dropped === 0) return null;
  return (
    <details className={styles.console} open>
      <summary>Console, {counted(logs.length, "line")}</summary>
      <ScrollBox label="Console output" className={styles.consoleBox}>
        <InPart items={logs} step={500} what="lines">
          {(part) =>
            part.map((line, index) => (
              <div key={index} className={styles.logLine} data-level={line.level}>
                {line.level !== "log" && <span>{line.level}</span>}
                <pre translate="no">{line.text}</pre>
              </div>
            ))
          }
        </InPart>
      </ScrollBox>
      {dropped > 0 && (
        <p className={styles.note}>
          {counted(dropped, "more line")} not shown: the console keeps the first lines.
        </p>
      )}
    </details>
  );
}
