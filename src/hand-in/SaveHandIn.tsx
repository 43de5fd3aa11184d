/** Saves the hand-in: one file for the instructor, who runs it again. */
import { FileDown } from "lucide-react";
import { useState } from "react";
import { flushProgress, useProgress } from "../progress/store.ts";
import { saveFile } from "../ui/save-file.ts";
import { makeHandIn } from "./hand-in.ts";
import styles from "./SaveHandIn.module.css";

export function SaveHandIn() {
  const [learner, setLearner] = useState("");
  async function save() {
    await flushProgress();
    const handIn = makeHandIn(useProgress.getState().records, learner, new Date());
    const name =
      learner
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, "-") || "hand-in";
    saveFile(`tokio-internals-${name}.json`, "application/json", JSON.stringify(handIn, null, 1));
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label>
        Your name, for the hand-in
        <input
          value={learner}
          maxLength={200}
          autoComplete="name"
          onChange={(event) => setLearner(event.target.value)}
        />
      </label>
      <button type="submit" className="button">
        <FileDown size={16} aria-hidden /> Save the hand-in
      </button>
      <p>
        One file with your code, answers, reports and measurements. Whoever receives it runs your code again;
        nothing is sent anywhere by itself.
      </p>
    </form>
  );
}
