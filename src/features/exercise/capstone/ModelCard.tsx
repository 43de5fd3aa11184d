/** The report card of an answer in TypeScript, measured on the page. */
import { engineOf, gradedIn, profileIn, type Bench, type Report } from "../../../../harness/report.ts";
import { clock, machine } from "./methodology.ts";
import { ReportCard, type Fact } from "./ReportCard.tsx";
import { measuredOn, ratioOf, samples } from "./facts.ts";
import { targets } from "./targets.ts";

interface Props {
  report: Report | undefined;
  bench: Bench | undefined;
  methodology: string;
}

export function ModelCard({ report, bench, methodology }: Props) {
  const graded = bench && gradedIn(bench);
  const events = bench && profileIn(bench, "model", "debug")?.eventsPerOp;
  const onTokio = graded !== undefined && engineOf(graded) === "tokio";
  return (
    <ReportCard targets={targets(report, graded, methodology)} facts={bench ? factsOf(bench) : []}>
      {onTokio &&
        "BENCH is measured on tokio itself: a debug build by rustc, compiled to WebAssembly, that runs in this tab. "}
      {graded && !onTokio && `BENCH is the model’s here. ${whyModel(bench)} `}
      In the model’s debug profile every step of a task records an event with its time
      {events &&
        ` (${times(events.spawn)} for a spawned operation, ${times(events.inline)} for an inline one)`}
      ; its numbers say where the cost of a spawn comes from, and are not tokio’s. That a spawn costs several
      times a small piece of work holds for both.
    </ReportCard>
  );
}

function whyModel({ withoutTokio }: Bench): string {
  return withoutTokio === undefined
    ? "It was measured before this course could run tokio itself in the browser: measure again."
    : `Tokio itself could not be measured in this browser: ${withoutTokio}`;
}

function factsOf(bench: Bench): Fact[] {
  const graded = gradedIn(bench);
  const release = graded && profileIn(bench, engineOf(graded), "release");
  return [
    { term: "BENCH (debug)", value: ratioOf(graded), strong: true },
    { term: "release", value: ratioOf(release) },
    { term: "Measured on", value: graded ? measuredOn(graded) : "nothing" },
    { term: "Machine", value: machine(bench.environment) },
    { term: "Engine", value: bench.environment.engine },
    { term: "Clock", value: clock(bench.environment) },
    { term: "Samples per run", value: bench.profiles.map(samples).join("; ") },
  ];
}

const times = (events: number): string =>
  events === 1 ? "1 event" : `${events.toFixed(events % 1 === 0 ? 0 : 1)} events`;
