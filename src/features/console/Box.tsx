/** A titled box of the task details. */
import type { ReactNode } from "react";
import styles from "./Console.module.css";

export function Box({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.box} aria-label={title}>
      <h4>{title}</h4>
      {children}
    </section>
  );
}
