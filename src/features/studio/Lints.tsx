/** What the lints say about the design, each with the place in the lessons that explains it; and the requirements. */
import { useMemo } from "react";
import { Link } from "wouter";
import places from "virtual:studio";
import { unbroken } from "../../lib/units.ts";
import { RULES } from "../../recording/studio/lints.ts";
import type { Finding } from "../../recording/studio/lints.ts";
import type { Verdict } from "../../recording/studio/requirements.ts";
import styles from "./Studio.module.css";

interface Props {
  findings: readonly Finding[];
  verdicts: readonly Verdict[];
  onShow(id: string): void;
}

export function Lints({ findings, verdicts, onShow }: Props) {
  const words = useMemo(() => countWords(findings.length), [findings.length]);
  return (
    <section aria-labelledby="studio-lints">
      {verdicts.length > 0 && (
        <>
          <h3>What this design must fulfil</h3>
          <ul className={styles.findings}>
            {verdicts.map(({ requirement, met, says }) => (
              <li key={requirement} data-met={String(met)}>
                <strong>
                  <code>{requirement}</code>: {met === null ? "not known yet" : met ? "met" : "missed"}
                </strong>
                {unbroken(says)}
              </li>
            ))}
          </ul>
          <br />
        </>
      )}
      <h3 id="studio-lints">What Days 1 and 2 say</h3>
      <p className="note" role="status">
        {words}
      </p>
      <ul className={styles.findings}>
        {findings.map(({ rule, at, says, change }, index) => (
          <li key={`${rule} ${at} ${index}`}>
            <strong>
              {unbroken(RULES[rule])} <code>{rule}</code>
            </strong>
            {unbroken(`${says} ${change}`)}{" "}
            <button type="button" className="link-button" onClick={() => onShow(at)}>
              Show {at}
            </button>{" "}
            <Place rule={rule} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const countWords = (count: number): string =>
  count === 0 ? "No lint has anything to say." : count === 1 ? "One finding." : `${count} findings.`;

function Place({ rule }: { rule: string }) {
  const place = places[rule];
  if (place === undefined) return null;
  const { lesson, anchor } = place;
  return <Link href={`/${lesson}/${anchor === "" ? "" : `#${anchor}`}`}>Read why</Link>;
}
