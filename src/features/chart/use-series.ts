/** The measurements that the chart can show beside its own, and which of them it shows. */
import { useMemo, useState } from "react";
import { engineOf, type Bench } from "../../../harness/report.ts";
import { partsOf, SUBJECTS, subjectOf, type Subject } from "../../../harness/bench/subjects.ts";
import type { RealSeries } from "./real-series.ts";

export interface ShownSeries {
  all: readonly RealSeries[];
  shown: readonly RealSeries[];
  toggle(name: string): void;
}

/** @param brought from `cargo bench`; at first those of the same profile are shown */
export function useSeries(
  bench: Bench | undefined,
  name: Subject,
  brought: readonly RealSeries[],
): ShownSeries {
  const [toggled, setToggled] = useState<readonly string[]>([]);
  const all = useMemo(() => [...othersOf(bench, name), ...brought], [bench, name, brought]);
  const shown = useMemo(
    () =>
      all.filter((one) => {
        const atFirst = brought.includes(one) && one.profile.profile === partsOf(name)[1];
        return atFirst !== toggled.includes(one.name);
      }),
    [all, toggled, name, brought],
  );
  const toggle = (one: string) =>
    setToggled((old) => (old.includes(one) ? old.filter((other) => other !== one) : [...old, one]));
  return { all, shown, toggle };
}

/** Distinguishes them without colour. */
const DASHES: Record<Subject, readonly number[]> = {
  "tokio debug": [],
  "tokio release": [7, 3],
  "model debug": [1, 3],
  "model release": [5, 2, 1, 2],
};

/** The other profiles that were measured in this tab. */
function othersOf(bench: Bench | undefined, name: Subject): RealSeries[] {
  return SUBJECTS.flatMap((subject) => {
    const profile = bench?.profiles.find((candidate) => subjectOf(candidate) === subject);
    if (subject === name || !profile?.recorded) return [];
    const where = engineOf(profile) === "tokio" ? "tokio in this tab" : "model";
    return [
      {
        name: `${where}, ${profile.profile}`,
        dash: DASHES[subject],
        profile,
        versions: profile.build,
        histogramNs: undefined,
      },
    ];
  });
}
