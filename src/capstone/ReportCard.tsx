/** The capstone's report card: three targets, BENCH, and the conditions it was measured under. */
import { Check, Circle, X } from "lucide-react";
import type { Bench, Report } from "../../harness/report.ts";
import { clock, machine } from "./methodology.ts";
import styles from "./ReportCard.module.css";
import { targets, type TargetState } from "./targets.ts";

interface Props {
  report: Report | undefined;
  bench: Bench | undefined;
  methodology: string;
}

const icons = { met: Check, missed: X, open: Circle };
const words: Record<TargetState, string> = { met: "met", missed: "missed", open: "open" };

export function ReportCard({ report, bench, methodology }: Props) {
  const all = targets(report, bench, methodology);
  const met = all.filter(({ state }) => state === "met").length;
  const debug = bench?.profiles.find(({ profile }) => profile === "debug");
  const release = bench?.profiles.find(({ profile }) => profile === "release");
  return (
    <section className={styles.card} aria-labelledby="report-card">
      <header className={styles.head}>
        <h3 id="report-card">Report card</h3>
        <p role="status">
          {met} of {all.length} targets met
        </p>
      </header>
      <ul className={styles.targets}>
        {all.map(({ id, title, state, detail }) => {
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
      {bench && (
        <>
          <dl className={styles.facts}>
            <Fact
              term="BENCH (debug)"
              value={debug?.recorded ? debug.ratio.toFixed(2) : "not recorded"}
              strong
            />
            <Fact term="release" value={release?.recorded ? release.ratio.toFixed(2) : "not recorded"} />
            <Fact term="Machine" value={machine(bench.environment)} />
            <Fact term="Engine" value={bench.environment.engine} />
            <Fact term="Clock" value={clock(bench.environment)} />
            <Fact term="Samples per run" value={samples(bench)} />
          </dl>
          <p className={styles.meaning}>
            In debug the model records an event, with its time, for every step of a task
            {debug?.eventsPerOp &&
              ` (${times(debug.eventsPerOp.spawn)} for a spawned operation, ${times(debug.eventsPerOp.inline)} for an inline one)`}
            : much of what is measured there is that instrumentation, as a debug build of tokio measures
            unoptimised code. In release it is compiled out. Neither number is tokio’s. That a spawn costs
            several times a small piece of work carries over; nanoseconds do not.
          </p>
        </>
      )}
    </section>
  );
}

const times = (events: number): string =>
  events === 1 ? "1 event" : `${events.toFixed(events % 1 === 0 ? 0 : 1)} events`;

function samples(bench: Bench): string {
  return bench.profiles
    .map(
      ({ profile, rounds, batchInline, batchSpawn }) =>
        `${profile}: ${rounds} rounds of ${batchInline} inline and ${batchSpawn} spawned`,
    )
    .join("; ");
}

function Fact({ term, value, strong = false }: { term: string; value: string; strong?: boolean }) {
  return (
    <div>
      <dt className="label">{term}</dt>
      <dd className={strong ? styles.strong : undefined}>{value}</dd>
    </div>
  );
}
