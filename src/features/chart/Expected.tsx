/** Asks for a prediction before the first measurement, and afterwards says how far it was from what came. */
import type { BenchProfile } from "../../../harness/report.ts";
import type { Profile } from "../../sandbox/types.ts";
import { compare, inWords, saidAnything, type Prediction } from "./prediction.ts";
import styles from "./BenchPanel.module.css";

interface Props {
  expected: Prediction | undefined;
  /** It may still be changed. */
  open: boolean;
  shown: Profile;
  debug: BenchProfile | undefined;
}

export function Expected({ expected, open, shown, debug }: Props) {
  const text = sentence(expected, open, shown, debug);
  return text === "" ? null : <p className={styles.compared}>{text}</p>;
}

function sentence(
  expected: Prediction | undefined,
  open: boolean,
  shown: Profile,
  debug: BenchProfile | undefined,
): string {
  const said = expected !== undefined && saidAnything(expected);
  if (open && shown === "release") return "What you expect is asked of the debug profile.";
  if (open && !said)
    return "First, what do you expect? Drag the diamonds to each p99 and the end of the bracket to the ratio, or move them with the arrow keys. They stay when the samples arrive.";
  if (!said) return "";
  if (debug === undefined) return `You expect: ${inWords(expected)}.`;
  if (!debug.recorded)
    return `You expected: ${inWords(expected)}. The run was too noisy to be held against it.`;
  return compare(expected, {
    ratio: debug.ratio,
    inlineP99Ns: debug.inline.p99,
    spawnP99Ns: debug.spawn.p99,
  });
}
