/** How an answer in TypeScript was measured on the page: the machine, and what the number is of. */
import { engineOf, gradedIn, profileIn, type Bench } from "../../../../harness/report.ts";
import { machineOf } from "../../../lib/machine.ts";
import { clock } from "./methodology.ts";
import { Facts } from "./ReportCard.tsx";
import { measuredOn, samples } from "./facts.ts";
import styles from "./ReportCard.module.css";

export function Conditions({ bench }: { bench: Bench | undefined }) {
  if (bench === undefined) return null;
  const graded = gradedIn(bench);
  const events = profileIn(bench, "model", "debug")?.eventsPerOp;
  const onTokio = graded !== undefined && engineOf(graded) === "tokio";
  return (
    <>
      <Facts
        facts={[
          { term: "Measured on", value: graded ? measuredOn(graded) : "nothing" },
          { term: "Machine", value: machineOf(bench.environment) },
          { term: "Engine", value: bench.environment.engine },
          { term: "Clock", value: clock(bench.environment) },
          { term: "Samples per run", value: bench.profiles.map(samples).join("; ") },
        ]}
      />
      <p className={styles.meaning}>
        {onTokio &&
          "BENCH is measured on tokio itself: a debug build by rustc, compiled to WebAssembly, that runs in this tab. "}
        {graded && !onTokio && `BENCH is the model’s here. ${whyModel(bench)} `}
        In the model’s debug profile every step of a task records an event with its time
        {events &&
          ` (${times(events.spawn)} for a spawned operation, ${times(events.inline)} for an inline one)`}
        ; its numbers say where the cost of a spawn comes from, and are not tokio’s. That a spawn costs
        several times a small piece of work holds for both.
      </p>
    </>
  );
}

function whyModel({ withoutTokio }: Bench): string {
  return withoutTokio === undefined
    ? "It was measured before this course could run tokio itself in the browser: measure again."
    : `Tokio itself could not be measured in this browser: ${withoutTokio}`;
}

const times = (events: number): string =>
  events === 1 ? "1 event" : `${events.toFixed(events % 1 === 0 ? 0 : 1)} events`;
