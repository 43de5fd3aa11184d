/** Something to open; what is inside is made only while it is open, since a player changes sixty times a second. */
import { useState, type ReactNode } from "react";
import styles from "./Explorer.module.css";

export function Disclosure({ summary, children }: { summary: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.more} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {open && children}
    </details>
  );
}
