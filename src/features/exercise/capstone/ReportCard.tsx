/** The capstone's report card: three targets, BENCH, and the conditions of the measurement. */
import { Check, Circle, X } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./ReportCard.module.css";
import type { Target, TargetState } from "./targets.ts";

export interface Fact {
  term: string;
  value: string;
  strong?: boolean;
}

interface Props {
  targets: readonly Target[];
  /** The measurements and their conditions; empty where the page shows them itself. */
  facts?: readonly Fact[];
  /** What the measurements show and do not show. */
  children?: ReactNode;
}

const icons = { met: Check, missed: X, open: Circle };
const words: Record<TargetState, string> = { met: "met", missed: "missed", open: "open" };

export function ReportCard({ targets, facts = [], children }: Props) {
  const met = targets.filter(({ state }) => state === "met").length;
  return (
    <section className="sheet" aria-labelledby="report-card">
      <header className={styles.head}>
        <h3 id="report-card">Report card</h3>
        <p role="status">
          {met} of {targets.length} targets met
        </p>
      </header>
      <ul className={styles.targets}>
        {targets.map(({ id, title, state, detail }) => {
          const Icon = icons[state];
          return (
            <li key={id} data-state={state}>
              <Icon size={18} aria-hidden />
              <div>
                <strong>
                  {title} <span className={styles.word}>{words[state]}</span>
                </strong>
                <p>{detail}</p>
              </div>
            </li>
          );
        })}
      </ul>
      {facts.length > 0 && (
        <>
          <Facts facts={facts} />
          <p className={styles.meaning}>{children}</p>
        </>
      )}
    </section>
  );
}

export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ term, value, strong }) => (
        <div key={term}>
          <dt className="label">{term}</dt>
          <dd className={strong ? styles.strong : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
