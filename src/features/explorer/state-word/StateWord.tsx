/** Shows the layout of the state word: the reference count, then six bits; marks those that just changed. */
import { FLAGS, references } from "./transitions.ts";
import type { Transition } from "./transitions.ts";
import styles from "./WakeWalk.module.css";
import { counted } from "../../../lib/words.ts";

export function StateWord({
  transition,
  before,
}: {
  transition: Transition;
  before: Transition | undefined;
}) {
  const { after, holders, word } = transition;
  const count = references(holders);
  const counted = before === undefined ? count : references(before.holders);
  return (
    <div className={styles.word}>
      <dl className={styles.cells}>
        <div className={styles.count} data-changed={count !== counted || undefined}>
          <dt>references</dt>
          <dd>{count}</dd>
        </div>
        {FLAGS.map(({ name, bit }) => {
          const set = (after & bit) !== 0;
          const was = before === undefined ? set : (before.after & bit) !== 0;
          return (
            <div key={name} data-set={set || undefined} data-changed={set !== was || undefined}>
              <dt>{name.replace("_", "_\u200b")}</dt>
              <dd>
                {set ? 1 : 0}
                {set !== was && <span className="visually-hidden"> (was {was ? 1 : 0})</span>}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className={styles.held}>
        <code translate="no">0x{word.toString(16)}</code> · held by {holderWords(transition)}
      </p>
    </div>
  );
}

function holderWords({ holders: { owned, joinHandle, notified, wakers }, after }: Transition): string {
  const running = FLAGS.some(({ name, bit }) => name === "RUNNING" && (after & bit) !== 0);
  const names = [
    owned ? "the list of live tasks" : "",
    notified ? (running ? "the worker that polls it" : "the queue") : "",
    joinHandle ? "its JoinHandle" : "",
    wakers > 0 ? counted(wakers, "cloned waker") : "",
  ].filter((name) => name !== "");
  return names.length === 0 ? "nobody: it is freed" : names.join(", ");
}
