/** The capstone: both exercises in one file, a submit that checks and then measures, and the report card. */
import { lazy, use, useMemo, useRef, useState, type Ref } from "react";
import { mergeModules } from "../../features/exercise/capstone/merge-modules.ts";
import { Conditions } from "../../features/exercise/capstone/Conditions.tsx";
import { ModelCard } from "../../features/exercise/capstone/ModelCard.tsx";
import { TokioCard } from "../../features/exercise/capstone/TokioCard.tsx";
import { BenchPanel, type BenchPanelHandle, type BenchPanelProps } from "../../features/chart/BenchPanel.tsx";
import { realSeriesOf } from "../../features/chart/real-series.ts";
import { useLater } from "../../features/chart/use-later.ts";
import { SideBySide } from "../../features/chart/SideBySide.tsx";
import { SaveHandIn } from "../../features/hand-in/SaveHandIn.tsx";
import type { Block, Exercise, LessonMeta } from "../../course/types.ts";
import { taskKey } from "../../progress/derive.ts";
import { recordIdOf } from "../../progress/language.ts";
import { setRecord, useProgress, useRecord } from "../../progress/store.ts";
import type { GradeOutcome } from "../../sandbox/types.ts";
import Workbench, { type WorkbenchHandle } from "../../features/workbench/Workbench.tsx";
import { useBringIn } from "../../features/exercise/BringIn.tsx";
import { useBenchRuns, useStandingBench, useTokioRuns } from "../../progress/benches.ts";
import { DraftNotices } from "../../features/exercise/DraftNotices.tsx";
import { InEitherLanguage } from "./InEitherLanguage.tsx";
import { ImportNote } from "../../features/exercise/ImportNote.tsx";
import styles from "./CapstoneBlock.module.css";
import { recordOutcome, useCode, useEarlier } from "../../progress/code.ts";
import { exercisePart } from "../../course/data.ts";
import { ShareButton } from "../../features/exercise/share/ShareButton.tsx";
import { changeSettings, useSettings } from "../../progress/settings.ts";
import { useImportedCode, useMeasure, useRunner } from "../../features/exercise/uses.ts";

const ForAuthors = import.meta.env.DEV ? lazy(() => import("./ForAuthors.tsx")) : null;

interface Props {
  lesson: LessonMeta;
  block: Extract<Block, { kind: "capstone" }>;
}

export default function CapstoneBlock({ lesson, block }: Props) {
  const exercise = use(exercisePart(block.exercise).kept());
  const ready = useProgress((state) => state.phase === "ready");
  if (!ready) return null;
  return (
    <div className={styles.capstone}>
      <InEitherLanguage exercise={exercise}>
        <Submission lesson={lesson} exercise={exercise} />
      </InEitherLanguage>
      <InRust lesson={lesson} exercise={exercise.id} />
      <RealTokioBeside />
      <SaveHandIn />
    </div>
  );
}

function useMethodology(lesson: LessonMeta): string {
  const journal = lesson.tasks.find((task) => task.kind === "journal");
  return useRecord("answer", taskKey(lesson, journal?.id ?? ""))?.text ?? "";
}

/** The card of the answer in Rust, while that is the language chosen. */
function InRust({ lesson, exercise }: { lesson: LessonMeta; exercise: string }) {
  const chosen = useSettings((settings) => settings.language) === "rust";
  const report = useRecord("result", recordIdOf(exercise, "rust"))?.report;
  const runs = useTokioRuns();
  const methodology = useMethodology(lesson);
  return chosen && <TokioCard report={report} runs={runs} methodology={methodology} />;
}

/** The results of `cargo bench`, once the learner has brought them back. */
function RealTokioBeside() {
  const runs = useTokioRuns();
  const bench = useStandingBench();
  return runs.length === 0 ? null : <SideBySide bench={bench} runs={runs} />;
}

function Submission({ lesson, exercise }: { lesson: LessonMeta; exercise: Exercise }) {
  const code = useCode(exercise);
  const bringIn = useBringIn(exercise, code, mergeModules);
  const choice = useSettings((settings) => settings.editor);
  const workbench = useRef<WorkbenchHandle>(null);
  const panel = useRef<BenchPanelHandle>(null);
  /** Its checks run in the workbench; then the code that passed is measured. */
  const [doing, setDoing] = useState<"nothing" | "checking" | "refused">("nothing");

  function submit() {
    setDoing("checking");
    workbench.current?.run();
  }

  function onResult(outcome: GradeOutcome, source: string) {
    recordOutcome(exercise, outcome, source);
    if (doing !== "checking") return;
    const passed = outcome.kind === "report" && outcome.report.passed;
    setDoing(passed ? "nothing" : "refused");
    if (passed) panel.current?.start(source);
  }

  return (
    <>
      <DraftNotices exercise={exercise} code={code} />
      <ImportNote exercise={exercise} />
      {ForAuthors && <ForAuthors exercise={exercise} code={code} />}
      <Workbench
        ref={workbench}
        exercise={exercise}
        code={code}
        earlier={useEarlier(exercise)}
        runner={useRunner(exercise)}
        imports={useImportedCode(exercise)}
        editor={{ choice, choose: (editor) => changeSettings({ editor }) }}
        actions={
          <>
            {bringIn.button}
            <ShareButton exercise={exercise.id} language="typescript" code={code.text} />
          </>
        }
        onResult={onResult}
      />
      {bringIn.notice}
      <Measurement ref={panel} lesson={lesson} exercise={exercise} submission={{ doing, start: submit }} />
    </>
  );
}

interface MeasurementProps {
  lesson: LessonMeta;
  exercise: Exercise;
  submission: BenchPanelProps["submission"];
  ref: Ref<BenchPanelHandle>;
}

/** Separate from the workbench: measuring changes nothing there. */
function Measurement({ lesson, exercise, submission, ref }: MeasurementProps) {
  const result = useRecord("result", exercise.id);
  const stored = useBenchRuns();
  const bench = useLater(useStandingBench(), "report card");
  const runs = useTokioRuns();
  const series = useMemo(() => realSeriesOf(runs), [runs]);
  const methodology = useMethodology(lesson);
  return (
    <>
      <BenchPanel
        ref={ref}
        exercise={exercise.id}
        submission={submission}
        source={result?.passedCode}
        stored={stored}
        measure={useMeasure(exercise)}
        onMeasured={(measured) => {
          const at = Date.now();
          setRecord("bench", `${exercise.id}/${at}`, { ...measured, at });
        }}
        expected={useRecord("expectation", exercise.id)}
        onExpect={(expected) => setRecord("expectation", exercise.id, expected)}
        series={series}
        conditions={<Conditions bench={bench} />}
      />
      <ModelCard report={result?.report} bench={bench} methodology={methodology} />
    </>
  );
}
