/** A titled box of the details, and the facts in it. */
import type { ReactNode } from "react";
import styles from "./Details.module.css";

export function Box({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.box} aria-label={title}>
      <h4>{title}</h4>
      {children}
    </section>
  );
}

export function Facts({ of }: { of: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl>
      {of.map(([name, value]) => (
        <div key={name}>
          <dt>{name}:</dt>
          <dd translate="no">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
