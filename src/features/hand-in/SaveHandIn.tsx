/** Saves the hand-in, one file for the instructor, who runs it again; first it lists what is in the file. */
import { FileDown } from "lucide-react";
import { useMemo, useState } from "react";
import { LANGUAGE_NAMES, recordIdOf } from "../../progress/language.ts";
import { flushProgress, useProgress, valueOf } from "../../progress/store.ts";
import { saveFile } from "../../ui/save-file.ts";
import { submittedOf, type Submitted } from "./hand-in.ts";
import { writeHandIn } from "./write-hand-in.ts";
import styles from "./SaveHandIn.module.css";

export function SaveHandIn() {
  const [learner, setLearner] = useState("");
  const [writing, setWriting] = useState<"idle" | "busy" | "failed">("idle");
  async function save() {
    setWriting("busy");
    try {
      await flushProgress();
      saveFile(
        fileName(learner),
        "application/json",
        await writeHandIn(Object.values(useProgress.getState().records), learner),
      );
      setWriting("idle");
    } catch {
      setWriting("failed");
    }
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (writing !== "busy") void save();
      }}
    >
      <label>
        Your name, for the hand-in
        <input
          className="input"
          value={learner}
          maxLength={200}
          autoComplete="name"
          onChange={(event) => setLearner(event.target.value)}
        />
      </label>
      <button type="submit" className="button" aria-disabled={writing === "busy"}>
        <FileDown size={16} aria-hidden /> Save the hand-in
      </button>
      <p>
        One file with your code, answers, reports and measurements. Your instructor runs your TypeScript again
        and reads your Rust. Saving sends nothing anywhere.
      </p>
      {writing === "failed" && (
        <p className="notice" data-tone="error" role="alert">
          The hand-in could not be written. Reload the page and save it again.
        </p>
      )}
      <Contents />
    </form>
  );
}

function fileName(learner: string): string {
  const name = learner
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-");
  return `tokio-internals-${name || "hand-in"}.json`;
}

function Contents() {
  const records = useProgress((state) => state.records);
  const submitted = useMemo(() => submittedOf(records), [records]);
  if (submitted.length === 0) return <p>No code yet: a hand-in contains the code that you have run.</p>;
  return (
    <ul className={styles.contents} aria-label="Code in the hand-in">
      {submitted.map((one) => {
        const { exercise, language, code } = one;
        const draft = valueOf(records, "draft", recordIdOf(exercise, language))?.text;
        return (
          <li key={recordIdOf(exercise, language)}>
            <code translate="no">{exercise}</code> in {LANGUAGE_NAMES[language]}: {standing(one)}
            {draft !== undefined && draft !== code && "; edited since, handed in as it ran"}
          </li>
        );
      })}
    </ul>
  );
}

function standing({ report }: Submitted): string {
  if (report === undefined) return "a draft, never checked";
  const passed = report.checks.filter(({ status }) => status === "pass").length;
  return `${passed} of ${report.checks.length} checks pass`;
}
