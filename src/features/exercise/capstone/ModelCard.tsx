/** The report card of an answer in TypeScript; the number itself and its conditions are above, where it is measured. */
import { gradedIn, type Bench, type Report } from "../../../../harness/report.ts";
import { ReportCard } from "./ReportCard.tsx";
import { targets } from "./targets.ts";

interface Props {
  report: Report | undefined;
  bench: Bench | undefined;
  methodology: string;
}

export const ModelCard = ({ report, bench, methodology }: Props) => (
  <ReportCard targets={targets(report, bench && gradedIn(bench), methodology)} />
);
