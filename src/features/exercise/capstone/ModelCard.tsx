/** The report card of an answer in TypeScript, measured on the page. */
import type { Bench, BenchProfile, Report } from "../../../../harness/report.ts";
import { clock, machine } from "./methodology.ts";
import { ReportCard, type Fact } from "./ReportCard.tsx";
import { ratioOf, samples } from "./facts.ts";
import { targets } from "./targets.ts";

interface Props {
  report: Report | undefined;
  bench: Bench | undefined;
  methodology: string;
}

export function ModelCard({ report, bench, methodology }: Props) {
  const profileOf = (name: BenchProfile["profile"]) =>
    bench?.profiles.find(({ profile }) => profile === name);
  const debug = profileOf("debug");
  const events = debug?.eventsPerOp;
  return (
    <ReportCard
      targets={targets(report, debug, methodology)}
      facts={bench ? factsOf(bench, debug, profileOf("release")) : []}
    >
      In debug the model records an event, with its time, for every step of a task
      {events &&
        ` (${times(events.spawn)} for a spawned operation, ${times(events.inline)} for an inline one)`}
      : much of what is measured there is that instrumentation, as a debug build of tokio measures unoptimised
      code. In release it is compiled out. Neither number is tokio’s. That a spawn costs several times a small
      piece of work carries over; nanoseconds do not.
    </ReportCard>
  );
}

function factsOf(bench: Bench, debug: BenchProfile | undefined, release: BenchProfile | undefined): Fact[] {
  return [
    { term: "BENCH (debug)", value: ratioOf(debug), strong: true },
    { term: "release", value: ratioOf(release) },
    { term: "Machine", value: machine(bench.environment) },
    { term: "Engine", value: bench.environment.engine },
    { term: "Clock", value: clock(bench.environment) },
    { term: "Samples per run", value: bench.profiles.map(samples).join("; ") },
  ];
}

const times = (events: number): string =>
  events === 1 ? "1 event" : `${events.toFixed(events % 1 === 0 ? 0 : 1)} events`;
