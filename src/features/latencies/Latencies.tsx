/** The Axum lab on the page: the experiment in virtual time, and beside it the learner's own result file once it is dropped here. */
import { useEffect, useMemo, useState } from "react";
import { formatCount } from "../../lib/units.ts";
import { FileButton } from "../../ui/FileButton.tsx";
import { Inline } from "../../ui/Inline.tsx";
import { useDroppedFile } from "../../ui/use-dropped-file.ts";
import { BUCKETS_PER_DECADE, experiment, isSmall, PLAN } from "./experiment.ts";
import { readLatencies, tooLarge } from "./file.ts";
import type { Latencies as File_, Plan } from "./file.ts";
import styles from "./Latencies.module.css";
import { Outcome } from "./Outcome.tsx";

/** Puts lists of ns through the learner's Histogram. */
type RecordSeries = (
  series: readonly Float64Array[],
) => Promise<{ kind: "recorded"; series: { p99Ns: number }[] } | { kind: "failed"; message: string }>;

interface Props {
  title: string;
  /** What the journal has of an earlier visit. */
  first: File_ | null;
  recordWithLearners: RecordSeries | undefined;
  onTaken(latencies: File_): void;
}

const planWords = ({ ratePerSecond, connections, serviceMs, stall }: Plan): string =>
  `${formatCount(ratePerSecond)} requests a second over ${connections} connections, an answer takes ${serviceMs} ms, and after ${formatCount(stall.atMs)} ms the server stalls for ${stall.lastsMs} ms`;

export function Latencies({ title, first, recordWithLearners, onTaken }: Props) {
  const [taken, setTaken] = useState(first);
  const [refused, setRefused] = useState<string>();
  const plan = taken !== null && isSmall(taken.plan) ? taken.plan : PLAN;
  const virtual = useMemo(() => experiment(plan), [plan]);
  const learners = useLearners(virtual.samples, recordWithLearners);

  async function read(file: File) {
    const refusal = tooLarge(file);
    if (refusal !== undefined) return setRefused(refusal);
    const result = readLatencies(await file.text());
    if (!result.ok) return setRefused(result.message);
    setRefused(undefined);
    setTaken(result.latencies);
    onTaken(result.latencies);
  }

  return (
    <div className={styles.latencies} role="group" aria-label={title}>
      {/* Files can be dropped anywhere on it; the button in it chooses them by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className={styles.drop}
        {...useDroppedFile((file) => void read(file))}
        role="group"
        aria-label="Your result file"
      >
        <FileButton label="latencies.json" onFile={(file) => void read(file)}>
          Open latencies.json
        </FileButton>
        <span>or drop it here</span>
        {refused !== undefined && (
          <p className="notice" role="alert" data-tone="error">
            <Inline text={refused} />
          </p>
        )}
      </div>
      <div className={styles.both}>
        {taken !== null && (
          <Outcome
            title="On your machine"
            about={`${taken.environment.engine}, on ${taken.environment.platform} with ${taken.environment.cores} cores: ${planWords(taken.plan)}.`}
            loads={taken.loads}
            bucketsPerDecade={taken.bucketsPerDecade}
            learners={taken.loads.flatMap(({ series }) => series.map(({ learner }) => learner?.p99))}
          />
        )}
        <Outcome
          title="In virtual time"
          about={`On the model: ${planWords(plan)}. Nothing else happens there, so every difference is the loop’s.`}
          loads={virtual.loads}
          bucketsPerDecade={BUCKETS_PER_DECADE}
          learners={learners}
        />
      </div>
    </div>
  );
}

/** p99 of each series in the learner's own Histogram, once it has answered. */
function useLearners(
  samples: readonly Float64Array[],
  record: RecordSeries | undefined,
): (number | undefined)[] {
  const [found, setFound] = useState<{ of: readonly Float64Array[]; p99Ns: number[] }>();
  useEffect(() => {
    let isCurrent = true;
    void record?.(samples).then((answer) => {
      if (isCurrent && answer.kind === "recorded")
        setFound({ of: samples, p99Ns: answer.series.map(({ p99Ns }) => p99Ns) });
    });
    return () => {
      isCurrent = false;
    };
    // The learner's code is another function at each render.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [samples, record === undefined]);
  return found?.of === samples ? found.p99Ns : [];
}
