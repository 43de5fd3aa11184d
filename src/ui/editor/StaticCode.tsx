/** Read-only code: highlighted if the build did so, else plain numbered lines. */
import styles from "./CodeEditor.module.css";

interface Props {
  text: string;
  /** The same text, highlighted; one element of class `line` per line. */
  html?: string;
}

export function StaticCode({ text, html }: Props) {
  if (html !== undefined) return <div className={styles.static} dangerouslySetInnerHTML={{ __html: html }} />;
  return (
    <div className={styles.static}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without it the keyboard cannot scroll it */}
      <pre translate="no" tabIndex={0}>
        <code translate="no">
          {text.split("\n").map((line, index) => (
            <span key={index} className="line">
              {line}
              {"\n"}
            </span>
          ))}
        </code>
      </pre>
    </div>
  );
}
