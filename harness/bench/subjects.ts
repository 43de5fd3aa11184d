/** What one run of BENCH measures, one after the other: tokio itself, then the model, each in debug and release. */
import { engineOf, gradedIn, type Bench, type BenchProfile, type Environment } from "../report.ts";

type Profile = BenchProfile["profile"];
export type BenchEngine = ReturnType<typeof engineOf>;

/** What is measured in one run, by a name. */
export type Subject = `${BenchEngine} ${Profile}`;

/** In the order in which they are measured. */
export const SUBJECTS: readonly Subject[] = ["tokio debug", "tokio release", "model debug", "model release"];

export const partsOf = (subject: Subject): [BenchEngine, Profile] =>
  subject.split(" ") as [BenchEngine, Profile];

export const subjectOf = (profile: BenchProfile): Subject => `${engineOf(profile)} ${profile.profile}`;

type Measured = { kind: "measured"; profile: BenchProfile; environment: Environment };
type Failed = { kind: "failed"; message: string };

/**
 * Where tokio itself cannot be measured, BENCH is the model's as a whole: one build alone is nothing to compare.
 * @param measure one subject; whatever else it may end in ends the run
 * @param forget called before the model is measured alone: what was measured of tokio does not count
 */
export async function measureSubjects<Other extends { kind: string }>(
  measure: (subject: Subject) => Promise<Measured | Failed | Other>,
  { workRounds, startedAt, forget = () => {} }: Pick<Bench, "workRounds" | "startedAt"> & { forget?(): void },
): Promise<{ kind: "bench"; bench: Bench } | Failed | Other> {
  let measured: Measured[] = [];
  let withoutTokio: string | undefined;
  for (const subject of SUBJECTS) {
    const isTokio = partsOf(subject)[0] === "tokio";
    if (isTokio && withoutTokio !== undefined) continue;
    const outcome = await measure(subject);
    if (isMeasured(outcome)) measured.push(outcome);
    else if (!isTokio || !isFailed(outcome)) return outcome;
    else {
      withoutTokio = outcome.message;
      measured = [];
      forget();
    }
  }
  const profiles = measured.map(({ profile }) => profile);
  const graded = gradedIn({ profiles });
  const bench: Bench = {
    value: graded?.recorded ? graded.ratio : null,
    workRounds,
    profiles,
    ...(withoutTokio !== undefined && { withoutTokio }),
    startedAt,
    environment: measured[0]!.environment,
  };
  return { kind: "bench", bench };
}

const isMeasured = (outcome: { kind: string }): outcome is Measured => outcome.kind === "measured";
const isFailed = (outcome: { kind: string }): outcome is Failed => outcome.kind === "failed";
