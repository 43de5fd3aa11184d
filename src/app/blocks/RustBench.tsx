/** An exercise in Rust: the workbench with the learner's Rust draft, and the ways to run it. */
import { useCallback, useMemo, useState } from "react";
import { BringBack, type Taken } from "../../features/rust/BringBack.tsx";
import type { Brought } from "../../features/rust/brought.ts";
import { Consent } from "../../features/rust/playground/Consent.tsx";
import { RustPanel } from "../../features/rust/playground/RustPanel.tsx";
import type { ExerciseInRust } from "../../progress/in-rust.ts";
import { exerciseOf } from "../../progress/language.ts";
import { late } from "../../lib/late.ts";
import { setRecord } from "../../progress/store.ts";
import type { Runner } from "../../sandbox/types.ts";
import Workbench from "../../features/workbench/Workbench.tsx";
import { mergeRust } from "../../features/exercise/capstone/merge-rust.ts";
import { useBringIn } from "../../features/exercise/BringIn.tsx";
import { recordOutcome, useCode, useEarlier } from "../../progress/code.ts";
import { ImportNote } from "../../features/exercise/ImportNote.tsx";
import { usedInRust } from "../../features/exercise/uses-in-rust.ts";
import { DraftNotices } from "../../features/exercise/DraftNotices.tsx";
import styles from "./RustBench.module.css";
import { ShareButton } from "../../features/exercise/share/ShareButton.tsx";
import { changeSettings, useSettings } from "../../progress/settings.ts";

const playground = late(
  "The connection to the Playground",
  () => import("../../features/rust/playground/run.ts"),
);
const crateOfChecks = late("The crate of checks", () => import("../../features/rust/crate.ts"));

const REFUSED = {
  kind: "failed",
  title: "Rust needs your permission",
  message:
    "Nothing was sent. Press Run to be asked again, or download the project below and run cargo test on your machine.",
} as const;

const allow = (playground: boolean) => changeSettings({ playground });

/** Asks before the first code leaves the page; a run waits for the answer and then goes on, or ends. */
function useConsent() {
  const [asking, setAsking] = useState<(allowed: boolean) => void>();
  const ask = useCallback(
    (signal: AbortSignal) =>
      new Promise<boolean>((resolve) => {
        const answer = (allowed: boolean) => {
          setAsking(undefined);
          if (allowed) allow(true);
          resolve(allowed);
        };
        signal.addEventListener("abort", () => answer(false), { once: true });
        setAsking(() => answer);
      }),
    [],
  );
  return { ask, question: asking && <Consent onAnswer={asking} /> };
}

export default function RustBench({ exercise }: { exercise: ExerciseInRust }) {
  const code = useCode(exercise);
  const bringIn = useBringIn(exercise, code, mergeRust);
  const choice = useSettings((settings) => settings.editor);
  const [broughtAt, setBroughtAt] = useState(0);
  const allowed = useSettings((settings) => settings.playground);
  const { ask, question } = useConsent();
  // Read when asked, so that the code of earlier exercises is always current.
  const loadCrate = useCallback(async () => {
    const [{ crateFor }, used] = await Promise.all([crateOfChecks.load(), usedInRust(exercise)]);
    return crateFor(exercise, used);
  }, [exercise]);
  const importsEarlier = exercise.checks !== undefined;
  const runner = useMemo<Runner>(
    () =>
      async (id, answer, { contentHash, onEvent, signal }) => {
        if (!useSettings.getState().playground && !(await ask(signal)))
          return signal.aborted ? { kind: "cancelled" } : REFUSED;
        const [{ gradeInPlayground }, crate] = await Promise.all([playground.load(), loadCrate()]);
        return gradeInPlayground({
          exercise: exerciseOf(id),
          contentHash,
          answer,
          crate,
          signal,
          onEvent,
        });
      },
    [ask, loadCrate],
  );
  function bringBack(brought: Exclude<Brought, { kind: "refused" }>): Taken {
    if (brought.kind === "bench") {
      setRecord("tokio-bench", exercise.id, { runs: brought.runs, at: Date.now() });
      const text = `Brought back ${brought.runs.length === 1 ? "one measurement" : `${brought.runs.length} measurements`} of real tokio. They are shown beside the model’s on the capstone’s page.`;
      return { text };
    }
    const { report, answer } = brought;
    const undo = answer === code.text ? undefined : code.replace(answer, "brought-in");
    recordOutcome(exercise, { kind: "report", report }, answer);
    setBroughtAt(Date.now());
    const passed = report.checks.filter(({ status }) => status === "pass").length;
    const said = `Brought back: ${passed} of ${report.checks.length} checks pass.`;
    if (undo === undefined) return { text: said };
    const replaced = "The editor shows the code that was checked; your earlier code is in its history.";
    return { text: `${said} ${replaced}`, undo };
  }
  return (
    <div className={styles.bench}>
      <DraftNotices exercise={exercise} code={code} />
      {importsEarlier && <ImportNote exercise={exercise} />}
      <Workbench
        // It shows the last report that it started with.
        key={broughtAt}
        exercise={exercise}
        code={code}
        language="rust"
        actions={
          <>
            {!importsEarlier && bringIn.button}
            <ShareButton exercise={exerciseOf(exercise.id)} language="rust" code={code.text} />
          </>
        }
        earlier={useEarlier(exercise)}
        runner={runner}
        editor={{ choice, choose: (editor) => changeSettings({ editor }) }}
        onResult={(outcome, source) => recordOutcome(exercise, outcome, source)}
      />
      {question}
      {bringIn.notice}
      <RustPanel
        exercise={exercise}
        loadCrate={loadCrate}
        answer={code.text}
        allowed={allowed}
        onAllow={allow}
      />
      <BringBack
        exercise={exerciseOf(exercise.id)}
        contentHash={exercise.contentHash}
        onBrought={bringBack}
      />
    </div>
  );
}
