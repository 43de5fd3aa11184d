/** The recordings that are kept: their labels, and what is saved, handed in and deleted. */
import { Download, Trash2 } from "lucide-react";
import { counted } from "../../../lib/words.ts";
import { masked } from "../../../progress/console-recording.ts";
import type { ConsoleRecording, ConsoleRecordings } from "../../../progress/console-recording.ts";
import { saveFile } from "../../../ui/save-file.ts";
import styles from "./Own.module.css";
import faults from "../Faults.module.css";

const HAND_IN: readonly (readonly [ConsoleRecordings["handIn"], string])[] = [
  ["no", "Leave them out of my hand-in"],
  ["masked", "Hand them in without names and fields"],
  ["yes", "Hand them in as they are"],
];

export interface KeptProps {
  kept: ConsoleRecordings;
  onKept(kept: ConsoleRecordings): void;
}

export function Kept({ kept, onKept }: KeptProps) {
  const { recordings, handIn } = kept;
  return (
    <details className={faults.faults}>
      <summary>{counted(recordings.length, "recording")} kept on this device</summary>
      <ul className={styles.kept}>
        {recordings.map((recording, index) => (
          <li key={recording.at}>
            <input
              className="input"
              aria-label={`Label of recording ${index + 1}`}
              value={recording.label}
              maxLength={80}
              onChange={({ target }) =>
                onKept({
                  ...kept,
                  recordings: recordings.map((each) =>
                    each === recording ? { ...each, label: target.value } : each,
                  ),
                })
              }
            />
            <button
              type="button"
              className="button small"
              onClick={() => saveFile(fileName(recording), "application/json", JSON.stringify(recording))}
            >
              <Download size={14} aria-hidden /> Save
            </button>
            <button
              type="button"
              className="button small"
              onClick={() =>
                saveFile(fileName(recording), "application/json", JSON.stringify(masked(recording)))
              }
            >
              Save without names
            </button>
            <button
              type="button"
              className="button small quiet"
              aria-label={`Delete recording ${index + 1}`}
              onClick={() => onKept({ ...kept, recordings: recordings.filter((each) => each !== recording) })}
            >
              <Trash2 size={14} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <label className={styles.handIn}>
        Hand-in{" "}
        <select
          className="input"
          value={handIn}
          onChange={({ target }) => onKept({ ...kept, handIn: target.value as ConsoleRecordings["handIn"] })}
        >
          {HAND_IN.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </label>
    </details>
  );
}

const fileName = ({ label }: ConsoleRecording): string =>
  `console-${label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-") || "recording"}.json`;
