/** An optional, collapsed part of a lesson; printing and links into it open it. */
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
