/** After a run that passes: what real tokio made of the same code, asked once the page is quiet. */
import { useMemo } from "react";
import { counted } from "../../lib/words.ts";
import { onTokio } from "../../sandbox/parts.ts";
import { NotLoadedNotice } from "../../ui/NotLoadedNotice.tsx";
import { firstDifference } from "../../ui/tokio/orders.ts";
import { DifferenceNotice, OrdersTable } from "../../ui/tokio/Orders.tsx";
import { useAnswer } from "../../ui/tokio/use-answer.ts";
import styles from "./Results.module.css";

/** What harness/gather/engines.ts calls a poll of gather itself. */
const GATHER = "gather";

interface Props {
  /** That passed, and exports `gather`. */
  source: string;
}

export function OnTokio({ source }: Props) {
  const ask = useMemo(
    () => async (signal: AbortSignal) => (await onTokio.load()).turnsOnTokio(source, signal),
    [source],
  );
  const { answer, again } = useAnswer(ask);
  if (answer.kind === "missing") return <NotLoadedNotice error={answer.error} onBack={again} />;
  // A run that did not come to an end, or may rightly differ, says nothing about the code.
  if (answer.kind !== "answered") return null;
  if (answer.value === "no WebAssembly")
    return (
      <p className={styles.tokio}>
        This browser does not run WebAssembly here, so real tokio has not polled your gather.
      </p>
    );
  const { tokio, value: turns } = answer.value;
  if (turns === null || turns.doubt !== null || turns.turns.length === 0) return null;
  const pairs = turns.turns;
  const difference = firstDifference(pairs);
  const polls = pairs.flatMap((pair) => pair.tokio).filter((token) => token === GATHER).length;
  return (
    <div className={styles.tokio}>
      {difference === null ? (
        <p role="status">
          Real tokio {tokio} polled your gather {counted(polls, "time")} in the same order.
        </p>
      ) : (
        <DifferenceNotice difference={difference} pairs={pairs} tokio={tokio} />
      )}
      <details className="disclosure">
        <summary>Compare both orders</summary>
        <p className="note">
          <code>gather</code> is a poll of your future, a number is a poll of that child, and <code>!</code>{" "}
          says that it was ready.
        </p>
        <OrdersTable pairs={pairs} tokio={tokio} />
      </details>
    </div>
  );
}
