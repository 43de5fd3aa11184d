/** The tooltip of every chart: the position, and a line for each series. */
import type { ReactNode } from "react";
import styles from "./Charts.module.css";

interface Props {
  title: ReactNode;
  lines: readonly string[];
}

export function ChartTooltip({ title, lines }: Props) {
  return (
    <div className={styles.tooltip}>
      <strong>{title}</strong>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}
