/** Runs all subjects of BENCH one after the other: tokio itself, then the model, each in debug and release. */
import { engineOf, gradedIn, type Bench, type BenchProfile, type Environment } from "../report.ts";

type Profile = BenchProfile["profile"];
export type BenchEngine = ReturnType<typeof engineOf>;

/** A subject of one run, by name. */
export type Subject = `${BenchEngine} ${Profile}`;

/** In measuring order. */
export const SUBJECTS: readonly Subject[] = ["tokio debug", "tokio release", "model debug", "model release"];

export const partsOf = (subject: Subject): [BenchEngine, Profile] =>
  subject.split(" ") as [BenchEngine, Profile];

export const subjectOf = (profile: BenchProfile): Subject => `${engineOf(profile)} ${profile.profile}`;

type Measured = { kind: "measured"; profile: BenchProfile; environment: Environment };
type Failed = { kind: "failed"; message: string };

/**
 * If tokio itself cannot be measured, all of BENCH is the model's: one build alone cannot be compared.
 * @param measure measures one subject; any other outcome ends the run
 * @param forget called before the model is measured alone: the results for tokio do not count
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
