/** The frame around a chart: its title and legend above, a caption below. A table of the same numbers belongs with it. */
import type { ReactNode } from "react";
import styles from "./ChartShell.module.css";

interface Props {
  title?: ReactNode;
  /** `<li>` elements, each a mark and its word; the table says the same to a screen reader. */
  legend?: ReactNode;
  caption?: ReactNode;
  children: ReactNode;
}

export function ChartShell({ title, legend, caption, children }: Props) {
  // A figure has one figcaption: its title, or else what is said below.
  const Caption = title === undefined ? "figcaption" : "p";
  return (
    <figure className={styles.chart}>
      <div className={styles.head}>
        {title !== undefined && <figcaption className={styles.title}>{title}</figcaption>}
        {legend !== undefined && (
          <ul className={styles.legend} aria-hidden="true">
            {legend}
          </ul>
        )}
      </div>
      {children}
      {caption !== undefined && <Caption className={styles.caption}>{caption}</Caption>}
    </figure>
  );
}
