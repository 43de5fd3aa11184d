/** What stands of all measurements: of each subject the newest recorded one, so that a noisier rerun takes nothing away. */
import { engineOf, gradedIn, type Bench, type BenchProfile } from "../../harness/report.ts";
import { SUBJECTS, subjectOf, type Subject } from "../../harness/bench/subjects.ts";

interface Standing {
  profile: BenchProfile;
  /** The measurement that it is part of. */
  of: Bench;
}

/** @param benches oldest first; any of them may hold a single subject, which was measured again alone */
export function standingOf(benches: readonly Bench[], subject: Subject): Standing | undefined {
  const all = benches.toReversed().flatMap((of): Standing[] => {
    const profile = of.profiles.find((candidate) => subjectOf(candidate) === subject);
    return profile ? [{ profile, of }] : [];
  });
  return all.find(({ profile }) => profile.recorded) ?? all[0];
}

/** As one measurement, with the date and the machine of the part that BENCH is. */
export function standingBench(benches: readonly Bench[]): Bench | undefined {
  const parts = SUBJECTS.flatMap((subject) => standingOf(benches, subject) ?? []);
  const graded = gradedIn({ profiles: parts.map(({ profile }) => profile) });
  const main = parts.find(({ profile }) => profile === graded)?.of ?? benches.at(-1);
  if (main === undefined) return undefined;
  const profiles = parts.filter(({ of }) => comparable(of, main)).map(({ profile }) => profile);
  const { withoutTokio, ...rest } = main;
  const isModel = graded === undefined || engineOf(graded) === "model";
  return {
    ...rest,
    ...(isModel && withoutTokio !== undefined && { withoutTokio }),
    value: graded?.recorded ? graded.ratio : null,
    profiles,
  };
}

/** The same work in the same browser: other numbers do not belong beside each other without a word. */
const comparable = (one: Bench, other: Bench): boolean =>
  one.workRounds === other.workRounds && one.environment.engine === other.environment.engine;
