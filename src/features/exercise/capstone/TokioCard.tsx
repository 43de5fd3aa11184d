/** The report card of an answer in Rust, measured on real tokio and brought back. */
import type { Report } from "../../../../harness/report.ts";
import type { TokioRun } from "../../../progress/schema.ts";
import { machineOf } from "../../../lib/machine.ts";
import { versions } from "./methodology.ts";
import { ReportCard, type Fact } from "./ReportCard.tsx";
import { ratioOf, samples } from "./facts.ts";
import { targets, type Ways } from "./targets.ts";

interface Props {
  report: Report | undefined;
  /** The newest of each flavor and profile. */
  runs: readonly TokioRun[];
  methodology: string;
}

const WAYS: Ways = {
  check: "Run the checks in the Playground, or download the project and bring report.json back.",
  measure: "Download the project, run cargo bench, and bring bench.json back.",
};

const FLAVORS: readonly TokioRun["flavor"][] = ["current_thread", "multi_thread"];

export function TokioCard({ report, runs, methodology }: Props) {
  const inOrder = runs.toSorted((a, b) => FLAVORS.indexOf(a.flavor) - FLAVORS.indexOf(b.flavor));
  // The target applies to the current-thread runtime, as on the page, if that was measured.
  const debug = inOrder.find(({ profile }) => profile.profile === "debug");
  const others = inOrder.filter((run) => run !== debug);
  return (
    <ReportCard targets={targets(report, debug?.profile, methodology, WAYS)} facts={factsOf(debug, others)}>
      Each ratio is tokio’s own, on that machine on that day: the same jobs inline and spawned, in rounds, in
      fresh processes. It depends on the work per operation: with more work the ratio falls, in debug and in
      release.
    </ReportCard>
  );
}

function factsOf(debug: TokioRun | undefined, others: readonly TokioRun[]): Fact[] {
  const runs = debug ? [debug, ...others] : others;
  const [first] = runs;
  if (first === undefined) return [];
  return [
    { term: `BENCH (debug, ${debug?.flavor ?? FLAVORS[0]})`, value: ratioOf(debug?.profile), strong: true },
    ...others.map(({ flavor, profile }) => ({
      term: `${profile.profile}, ${flavor}`,
      value: ratioOf(profile),
    })),
    { term: "Machine", value: machineOf(first.environment) },
    { term: "Versions", value: versions(first.environment) },
    {
      term: "Samples per run",
      value: runs.map(({ flavor, profile }) => `${flavor}, ${samples(profile)}`).join("; "),
    },
  ];
}
