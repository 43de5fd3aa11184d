/** Lists the series from this browser and from cargo bench together, each with its ratio and where it was measured. */
import { engineOf, type Bench, type BenchProfile } from "../../../harness/report.ts";
import type { TokioRun } from "../../progress/schema.ts";

export interface Series {
  where: "model" | "tab" | "tokio";
  name: string;
  profile: BenchProfile;
  /** The tools that measured it. */
  engine: string;
}

/** Only recorded series; this tab first, then cargo bench, debug before release. */
export function seriesOf(bench: Bench | undefined, runs: readonly TokioRun[]): Series[] {
  const here = (bench?.profiles ?? []).map((profile): Series => {
    const isTokio = engineOf(profile) === "tokio";
    return {
      where: isTokio ? "tab" : "model",
      name: `${isTokio ? "tokio in this tab" : "model"}, ${profile.profile}`,
      profile,
      engine: bench?.environment.engine ?? "",
    };
  });
  const tokio = runs.map((run): Series => ({
    where: "tokio",
    name: `tokio, ${run.flavor}, ${run.profile.profile}`,
    profile: run.profile,
    engine: run.environment.engine,
  }));
  const order = (series: Series): string => series.name;
  return [...here, ...tokio.toSorted((a, b) => (order(a) < order(b) ? -1 : 1))].filter(
    ({ profile }) => profile.recorded,
  );
}

/** Share of the axis, 0 to 1, on a logarithmic scale from 1 to `most`. */
export function share(ratio: number, most: number): number {
  if (!(ratio > 1) || !(most > 1)) return 0;
  return Math.min(1, Math.log(ratio) / Math.log(most));
}
