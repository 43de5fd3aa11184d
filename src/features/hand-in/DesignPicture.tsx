/** A design that was handed in, drawn and linted here; its text may say anything. */
import { useMemo } from "react";
import { oneLine } from "../../lib/visible.ts";
import { lint, RULES } from "../../recording/studio/lints.ts";
import { designSvg } from "../../recording/studio/svg.ts";
import { readYaml } from "../../recording/studio/yaml.ts";
import { ScrollBox } from "../../ui/ScrollBox.tsx";
import styles from "./DesignPicture.module.css";

/** @param label of the scrolling box */
export default function DesignPicture({ text, label }: { text: string; label: string }) {
  const read = useMemo(() => readYaml(text), [text]);
  if (!read.ok)
    return (
      <p className="note">This is no design that can be drawn: {oneLine(read.mistakes[0]?.message ?? "")}.</p>
    );
  const { design } = read;
  const findings = lint(design);
  return (
    <figure className={styles.design}>
      {/* As an image, nothing in it can run. */}
      <ScrollBox className={styles.picture} label={label}>
        <img
          src={`data:image/svg+xml,${encodeURIComponent(designSvg(design))}`}
          alt={`The design “${oneLine(design.name)}”: ${design.tasks.map(({ id }) => id).join(", ")}`}
        />
      </ScrollBox>
      <figcaption className="note">
        {findings.length === 0
          ? "Linted here: nothing to say."
          : `Linted here: ${findings.map(({ rule, at }) => `${RULES[rule]} (${at})`).join("; ")}.`}{" "}
        The results of a run are as claimed.
      </figcaption>
    </figure>
  );
}
