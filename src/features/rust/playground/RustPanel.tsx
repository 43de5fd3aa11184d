/** The panel below a Rust answer: permission for the Playground, and the project to download. */
import { Download, ExternalLink } from "lucide-react";
import { useState } from "react";
import type { Exercise } from "../../../course/types.ts";
import { late } from "../../../lib/late.ts";
import { exerciseOf } from "../../../progress/language.ts";
import { saveFile } from "../../../ui/save-file.ts";
import { PLAYGROUND } from "./api.ts";
import { playgroundHref } from "./link.ts";
import type { CrateFiles } from "../types.ts";
import styles from "./RustPanel.module.css";

const project = late("The project", () => import("../take-home.ts"));

interface Props {
  exercise: Exercise;
  /** The crate of checks, with the code that the answer may use. */
  loadCrate(): Promise<CrateFiles>;
  answer: string;
  /** The learner has allowed the Playground. */
  allowed: boolean;
  onAllow(allowed: boolean): void;
}

export function RustPanel({ exercise, loadCrate, answer, allowed, onAllow }: Props) {
  const [failed, setFailed] = useState<string>();
  const host = new URL(PLAYGROUND).host;

  async function download() {
    setFailed(undefined);
    try {
      const [{ takeHome }, crate] = await Promise.all([project.load(), loadCrate()]);
      const { name, zip } = takeHome(exerciseOf(exercise.id), exercise.contentHash, crate, answer);
      saveFile(`${name}.zip`, "application/zip", new Blob([zip]));
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <div className={styles.panel}>
      {allowed ? (
        <p>
          Run sends your code and the checks to <strong>{host}</strong> and nowhere else.{" "}
          <button type="button" className="button quiet" onClick={() => onAllow(false)}>
            Stop sending
          </button>
        </p>
      ) : (
        <div className={styles.ask} role="group" aria-label="Rust Playground">
          <p>
            This page cannot compile Rust. The Rust Playground at <strong>{host}</strong> can, with real
            tokio: if you allow it, Run sends your code and the checks there. Otherwise nothing leaves this
            page.
          </p>
          <button type="button" className="button primary" onClick={() => onAllow(true)}>
            Allow the Playground
          </button>
        </div>
      )}
      <div className={styles.row}>
        <button type="button" className="button" onClick={() => void download()}>
          <Download size={16} aria-hidden /> Download the project
        </button>
        <a className="button quiet" href={playgroundHref(answer)} target="_blank" rel="noreferrer">
          <ExternalLink size={16} aria-hidden /> Open my code in the Playground
        </a>
      </div>
      <p className={styles.note}>
        The project holds your code, the same checks and a README: <code translate="no">cargo test</code> runs
        them against tokio 1.53.1 on your machine.
      </p>
      {failed && (
        <p className="notice" data-tone="error" role="alert">
          {failed}
        </p>
      )}
    </div>
  );
}
