/** Asks for a prediction before the first measurement, and afterwards says how far off it was. */
import type { BenchProfile } from "../../../harness/report.ts";
import { compare, inWords, saidAnything, type Prediction } from "./prediction.ts";
import styles from "./BenchPanel.module.css";

interface Props {
  expected: Prediction | undefined;
  /** The learner can still change it. */
  open: boolean;
  /** The profile shown is the one that BENCH grades. */
  asked: boolean;
  /** The profile that BENCH grades, once it is measured. */
  graded: BenchProfile | undefined;
}

export function Expected({ expected, open, asked, graded }: Props) {
  const text = sentence(expected, open, asked, graded);
  return text === "" ? null : <p className={styles.compared}>{text}</p>;
}

function sentence(
  expected: Prediction | undefined,
  open: boolean,
  asked: boolean,
  graded: BenchProfile | undefined,
): string {
  const said = expected !== undefined && saidAnything(expected);
  if (open && !asked) return "What you expect is asked of the debug build of tokio.";
  if (open && !said)
    return "First, what do you expect of tokio’s debug build? Drag the diamonds to each p99 and the end of the bracket to the ratio, or move them with the arrow keys. They stay when the samples arrive.";
  if (!said) return "";
  if (graded === undefined) return `You expect: ${inWords(expected)}.`;
  if (!graded.recorded)
    return `You expected: ${inWords(expected)}. The run was too noisy to compare with your guess.`;
  return compare(expected, {
    ratio: graded.ratio,
    inlineP99Ns: graded.inline.p99,
    spawnP99Ns: graded.spawn.p99,
  });
}
