/** One check in a list: its status as a shape and a word, and what it found when opened. */
import { useState } from "react";
import { Check, CircleDashed, Minus, TriangleAlert, X } from "lucide-react";
import type { CheckResult, CheckStatus } from "../../../harness/report.ts";
import { CheckDetail, hasDetail, type PlaceActions } from "./CheckDetail.tsx";
import styles from "./Checks.module.css";

const WORDS: Record<CheckStatus, string> = {
  pass: "pass",
  fail: "fail",
  todo: "todo",
  error: "error",
  "not-run": "not run",
};

const ICONS: Record<CheckStatus, typeof Check> = {
  pass: Check,
  fail: X,
  todo: CircleDashed,
  error: TriangleAlert,
  "not-run": Minus,
};

export function CheckRow({ check, ...place }: PlaceActions & { check: CheckResult }) {
  const [open, setOpen] = useState(false);
  const heading = <CheckHeading status={check.status} title={check.title} />;
  if (!hasDetail(check)) return <li className={styles.check}>{heading}</li>;
  return (
    <li className={styles.check}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{heading}</summary>
        {/* Rendered only when open: a bad first try can fail every check, each with a timeline. */}
        {open && (
          <div className={styles.detail}>
            <CheckDetail check={check} {...place} />
          </div>
        )}
      </details>
    </li>
  );
}

export function CheckHeading({ status, title }: { status: CheckStatus; title: string }) {
  const Icon = ICONS[status];
  return (
    <span className={styles.heading}>
      <span className={styles.status} data-status={status}>
        <Icon size={16} strokeWidth={2.5} aria-hidden="true" />
        {WORDS[status]}
      </span>
      <span>{title}</span>
    </span>
  );
}
