/** The design as YAML. A text with a mistake changes nothing until it is mended. */
import { useState } from "react";
import { printYaml, readYaml } from "../../recording/studio/yaml.ts";
import type { Mistake } from "../../recording/studio/yaml.ts";
import type { Editing } from "./history.ts";
import styles from "./Studio.module.css";

export default function TextView({ editing }: { editing: Editing }) {
  const { design, change } = editing;
  const [text, setText] = useState(() => printYaml(design));
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  const [own, setOwn] = useState(design);
  // Another view, undo or redo has changed the design.
  if (own !== design) {
    setOwn(design);
    setText(printYaml(design));
    setMistakes([]);
  }

  function edit(next: string) {
    setText(next);
    const read = readYaml(next);
    setMistakes(read.ok ? [] : read.mistakes);
    if (!read.ok) return;
    setOwn(read.design);
    change(read.design, "text");
  }
  return (
    <div>
      <textarea
        className={styles.text}
        aria-label="The design as YAML"
        aria-invalid={mistakes.length > 0}
        spellCheck={false}
        rows={28}
        value={text}
        onChange={(event) => edit(event.target.value)}
      />
      <ul className={styles.mistakes} aria-live="polite">
        {mistakes.map(({ line, column, message }) => (
          <li key={`${line}:${column}:${message}`}>
            Line {line}, column {column}: {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
