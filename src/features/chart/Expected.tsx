/** Asks for a prediction before the first measurement. */
import { inWords, saidAnything, type Prediction } from "./prediction.ts";
import styles from "./Headline.module.css";

interface Props {
  expected: Prediction | undefined;
  /** The profile shown is the one that BENCH grades. */
  asked: boolean;
}

export function Expected({ expected, asked }: Props) {
  return (
    <div className={styles.place}>
      <p className={styles.ask}>{sentence(expected, asked)}</p>
    </div>
  );
}

function sentence(expected: Prediction | undefined, asked: boolean): string {
  if (!asked) return "What you expect is asked of the debug build of tokio.";
  if (expected !== undefined && saidAnything(expected)) return `You expect: ${inWords(expected)}.`;
  return "First, what do you expect of tokio’s debug build? Drag the diamonds to each p99 and the end of the bracket to the ratio, or move them with the arrow keys. They stay when the samples arrive.";
}
