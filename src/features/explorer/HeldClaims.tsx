/** Lists the worker loop's invariants, each with its counts from this run. */
import { Check, X } from "lucide-react";
import { useMemo } from "react";
import { checkInvariants } from "../../recording/trace/invariants.ts";
import type { Recording } from "../../recording/run/recorder.ts";
import styles from "./HeldClaims.module.css";

export function HeldClaims({ recording }: { recording: Recording }) {
  const claims = useMemo(() => checkInvariants(recording), [recording]);
  return (
    <ul className={styles.claims}>
      {claims.map(({ claim, held, evidence }) => (
        <li key={claim} data-held={held}>
          {held ? <Check size={15} aria-label="held" /> : <X size={15} aria-label="did not hold" />}
          <span>
            {claim} <span className="note">{evidence}.</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
