/** Shows how the work decides the ratio: the curve (W + S) / W, a slider along it, and points that the learner measures. */
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { engineOf, profileIn, type Bench, type BenchProfile } from "../../../harness/report.ts";
import type { Measure } from "../../sandbox/types.ts";
import { subjectOf, type Subject } from "../../../harness/bench/subjects.ts";
import { TARGET_RATIO } from "../../../harness/bench/target.ts";
import { formatCount, formatRatio } from "../../lib/units.ts";
import { costModel, predictedRatio, roundsForRatio, type CostModel } from "./spawn-cost.ts";
import { STOPS, workRows, workTable, WORK_PLOT_PX, type MeasuredPoint } from "./work-rows.ts";
import { ChartBox } from "../../ui/charts/ChartBox.tsx";
import { lazily } from "../../ui/lazily.tsx";
import { ChartTable } from "../../ui/charts/ChartTable.tsx";
import styles from "./WorkCurve.module.css";

const WorkPlot = lazily("The chart", () => import("./WorkPlot.tsx"));

interface Props {
  bench: Bench;
  subject: Subject;
  source: string | undefined;
  measure: Measure;
}

export function WorkCurve({ bench, subject, source, measure }: Props) {
  const profile = bench.profiles.find((candidate) => subjectOf(candidate) === subject);
  const model = profile?.recorded ? costModel(profile, bench.workRounds) : null;
  const [opened, setOpened] = useState(false);
  if (!profile || model === null) return null;
  return (
    <details className={styles.details} onToggle={() => setOpened(true)}>
      <summary>Why “five times” depends on the work</summary>
      {/* Rendered only when first opened: the end of a measurement already has enough to draw. */}
      {opened && (
        <div className={styles.body}>
          <Curve bench={bench} profile={profile} model={model} source={source} measure={measure} />
        </div>
      )}
    </details>
  );
}

type Busy = { kind: "idle" } | { kind: "measuring"; done: number } | { kind: "failed"; message: string };

function Curve(props: {
  bench: Bench;
  profile: BenchProfile;
  model: CostModel;
  source: string | undefined;
  measure: Measure;
}) {
  const { bench, profile, model, source, measure } = props;
  const [stop, setStop] = useState<number>(STOPS.indexOf(32));
  const [points, setPoints] = useState<MeasuredPoint[]>(() => pointsOf(profile, bench.workRounds));
  const [busy, setBusy] = useState<Busy>({ kind: "idle" });
  const running = useRef<AbortController>(null);
  const sliderId = useId();
  useEffect(() => () => running.current?.abort(), []);

  const rounds = STOPS[stop]!;
  const predicted = predictedRatio(model, rounds);
  const limit = Math.round(roundsForRatio(model, TARGET_RATIO));
  async function measureHere(measured: string) {
    const own = (running.current = new AbortController());
    setBusy({ kind: "measuring", done: 0 });
    const outcome = await measure(measured, {
      engine: engineOf(profile),
      profile: profile.profile,
      workRounds: rounds,
      signal: own.signal,
      onEvent: (event) => {
        if (event.kind === "progress") setBusy({ kind: "measuring", done: event.done });
      },
    });
    if (own.signal.aborted) return;
    if (outcome.kind === "measured" && outcome.profile.recorded) {
      const point = { rounds, ratio: outcome.profile.ratio };
      setPoints((old) => [...old.filter((other) => other.rounds !== rounds), point]);
      setBusy({ kind: "idle" });
    } else {
      setBusy({ kind: "failed", message: refusal(outcome) });
    }
  }
  const here = points.find((point) => point.rounds === rounds);
  // The curve of the course's own model, behind the curve of tokio itself.
  const behind = useMemo(() => {
    const own = engineOf(profile) === "tokio" ? profileIn(bench, "model", profile.profile) : undefined;
    return own?.recorded ? costModel(own, bench.workRounds) : null;
  }, [bench, profile]);
  const rows = useMemo(() => workRows(model, points, behind), [model, points, behind]);
  return (
    <>
      <p>
        Let W be the work of one operation and S what the spawn adds. The ratio is (W + S) / W: the more there
        is to do, the less the spawn shows.{" "}
        {limit > 0
          ? `On this machine it falls below ${TARGET_RATIO} at about ${formatCount(limit)} rounds.`
          : `On this machine it is below ${TARGET_RATIO} with any amount of work.`}{" "}
        {profile.curve &&
          "The diamonds are measured: each from a few pairs of batches of one worker, and the one at the work of BENCH by all workers. "}
        {behind && "The dashed line is the model’s: another S, and so another curve, of the same shape."}
      </p>
      <figure className={styles.figure} aria-label="Ratio of spawn to inline against rounds of work">
        <ChartBox height={WORK_PLOT_PX}>
          {(width) => <WorkPlot rows={rows} rounds={rounds} predicted={predicted} width={width} />}
        </ChartBox>
        <figcaption>Both axes are logarithmic. The circle is the work chosen below.</figcaption>
      </figure>
      <div className={styles.controls}>
        <label htmlFor={sliderId}>Work in one operation</label>
        <input
          id={sliderId}
          type="range"
          min={0}
          max={STOPS.length - 1}
          value={stop}
          aria-valuetext={`${rounds} rounds, predicted ${formatRatio(predicted)}`}
          onChange={(event) => setStop(event.currentTarget.valueAsNumber)}
        />
        <output htmlFor={sliderId}>
          {rounds} rounds: predicted {formatRatio(predicted)}
          {here && `, measured ${formatRatio(here.ratio)}`}
        </output>
        {source !== undefined && (
          <button type="button" disabled={busy.kind === "measuring"} onClick={() => void measureHere(source)}>
            {busy.kind === "measuring"
              ? `Measuring, ${Math.round(busy.done * 100)} %`
              : `Measure at ${rounds} rounds`}
          </button>
        )}
      </div>
      <p role="status" className={styles.status}>
        {busy.kind === "failed" && busy.message}
      </p>
      <ChartTable
        summary="The curve as a table"
        caption="Ratio of spawn to inline, by rounds of work in one operation"
        columns={["Rounds", "Predicted", "Measured", ...(behind ? ["The model, predicted"] : [])]}
        rows={workTable(rows)}
      />
    </>
  );
}

/** The run's own points on the curve; its own amount of work uses the ratio of all its workers. */
function pointsOf({ curve = [], ratio }: BenchProfile, workRounds: number): MeasuredPoint[] {
  return [...curve.filter(({ rounds }) => rounds !== workRounds), { rounds: workRounds, ratio }];
}

function refusal(outcome: Awaited<ReturnType<Measure>>): string {
  switch (outcome.kind) {
    case "measured":
      return `Not recorded, because ${outcome.profile.reason}.`;
    case "failed":
      return `Nothing was measured. ${outcome.message}`;
    case "does-not-compile":
      return "The file does not compile any more.";
    case "cancelled":
      return "A newer run replaced this one.";
  }
}
