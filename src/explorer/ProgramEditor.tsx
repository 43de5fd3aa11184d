/** The program as text, to be changed and run: mistakes are named with their line and column as one types. */
import { useId, useState } from "react";
import { OP_SPECS } from "../film/program/ops.ts";
import { parseText } from "../film/program/text.ts";
import type { Mistake } from "../film/program/text.ts";
import styles from "./Explorer.module.css";

interface Props {
  /** The program that runs now. */
  text: string;
  onRun(text: string): void;
}

export function ProgramEditor({ text, onRun }: Props) {
  const [draft, setDraft] = useState(text);
  const [shown, setShown] = useState(text);
  const id = useId();
  // Another program was chosen: its text replaces what was typed.
  if (shown !== text) {
    setShown(text);
    setDraft(text);
  }
  const parsed = parseText(draft);
  const mistakes = parsed.ok ? [] : parsed.mistakes;
  const run = () => {
    if (parsed.ok) onRun(draft);
  };
  return (
    <div className={styles.editor}>
      <label htmlFor={id} className="visually-hidden">
        Program, one body after the other
      </label>
      <textarea
        id={id}
        className={styles.code}
        value={draft}
        rows={Math.min(18, Math.max(6, draft.split("\n").length + 1))}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        aria-invalid={mistakes.length > 0}
        aria-describedby={`${id}-said`}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          run();
        }}
      />
      <div id={`${id}-said`} className={styles.mistakes} aria-live="polite">
        {mistakes.map((mistake) => (
          <Said key={`${mistake.line}:${mistake.column}:${mistake.message}`} mistake={mistake} />
        ))}
      </div>
      <div className={styles.editorActions}>
        <button type="button" className="button" aria-disabled={!parsed.ok || draft === text} onClick={run}>
          Run this program
        </button>
        <span className={styles.hint}>
          <kbd>Ctrl</kbd> <kbd>Enter</kbd>
        </span>
      </div>
      <details className={styles.more}>
        <summary>Words that a program may use</summary>
        <table>
          <tbody>
            {Object.entries(OP_SPECS).map(([name, { takes, does }]) => (
              <tr key={name}>
                <th scope="row">
                  <code>{[name, ...takes.map((taken) => `<${taken}>`)].join(" ")}</code>
                </th>
                <td>{does}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">
                <code>repeat &lt;times&gt; … end</code>
              </th>
              <td>the ops in between, so many times</td>
            </tr>
            <tr>
              <th scope="row">
                <code>channel 0 capacity 2</code>
              </th>
              <td>before the bodies: a bounded channel; others are unbounded</td>
            </tr>
            <tr>
              <th scope="row">
                <code>semaphore 0 permits 1</code>
              </th>
              <td>before the bodies: what it begins with; others begin empty</td>
            </tr>
          </tbody>
        </table>
      </details>
    </div>
  );
}

function Said({ mistake }: { mistake: Mistake }) {
  return (
    <p>
      line {mistake.line}, column {mistake.column}: {mistake.message}
    </p>
  );
}
