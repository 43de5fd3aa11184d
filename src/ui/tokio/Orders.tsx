/** Shows the model's order and tokio's side by side; if they differ, also the first difference and a way to report it. */
import { useState } from "react";
import { copy, CopyOutcome, type Copied } from "../Copy.tsx";
import { asText, type Difference, type Pair } from "./orders.ts";
import { ColumnHeads } from "../ColumnHeads.tsx";
import styles from "./Orders.module.css";

interface Props {
  pairs: readonly Pair[];
  /** The version of tokio that polled. */
  tokio: string;
}

export function OrdersTable({ pairs, tokio }: Props) {
  const named = pairs.some(({ title }) => title !== "");
  return (
    <div className="table-scroll">
      <table className="table">
        <ColumnHeads names={[...(named ? ["Run"] : []), "On the model", `On tokio ${tokio}`]} />
        <tbody>
          {pairs.map((pair) => (
            <tr key={pair.title}>
              {named && <th scope="row">{pair.title}</th>}
              <td className={styles.order}>{pair.model.join(" ")}</td>
              <td className={styles.order}>{pair.tokio.join(" ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function DifferenceNotice({ difference, pairs, tokio }: Props & { difference: Difference }) {
  const [copied, setCopied] = useState<Copied>();
  const { title, at, model, tokio: there } = difference;
  return (
    <div className="notice" data-tone="warn" role="status">
      <span>
        Real tokio {tokio} polled in another order than the model
        {title !== "" && ` in “${title}”`}. Token {at + 1} is <code>{there ?? "the end"}</code> on tokio and{" "}
        <code>{model ?? "the end"}</code> on the model. This is a mistake in the course: please report it with
        both orders.
      </span>
      <button
        type="button"
        className="button"
        onClick={() => void copy(asText(pairs, tokio)).then(setCopied)}
      >
        Copy both orders
      </button>
      <CopyOutcome copied={copied} what="Orders" />
    </div>
  );
}
