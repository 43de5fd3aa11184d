/** A part of a lesson that may be opened or passed over; on paper it is open, and a link into it opens it. */
import type { ReactNode } from "react";
import styles from "./Asides.module.css";

export function Deeper({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className={styles.deeper}>
      <summary>
        <span className="label">In depth</span> {title}
      </summary>
      <div className={styles.deeperBody}>{children}</div>
    </details>
  );
}
