/** The tasks that are not done, each with the line at which it is, in the colour of its token. */
import type { CSSProperties } from "react";
import type { Labels } from "../../recording/trace/labels.ts";
import { hueOf } from "../../ui/stage/inks.ts";
import type { TaskLine } from "./lines.ts";
import styles from "./TaskLines.module.css";

interface Props {
  lines: readonly TaskLine[];
  labels: Labels;
  onGoTo(line: number): void;
}

export function TaskLines({ lines, labels, onGoTo }: Props) {
  if (lines.length === 0) return null;
  return (
    <ul className={styles.tasks} aria-label="Where each task is">
      {lines.map(({ task, line }) => (
        <li key={task}>
          <button
            type="button"
            style={{ "--hue": hueOf(task) } as CSSProperties}
            title={`${labels.long(task)} is at line ${line}`}
            onClick={() => onGoTo(line)}
          >
            <b>{labels.short(task)}</b> line {line}
          </button>
        </li>
      ))}
    </ul>
  );
}
