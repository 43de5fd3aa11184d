/** What the browser answered when it was asked to keep the learner's work. */
import { useEffect } from "react";
import { askToKeep, lookWhetherKept, useLasting, type Lasting } from "../../progress/lasting.ts";
import styles from "../../ui/Page.module.css";

const WORDS: Record<Lasting, string> = {
  kept: "This browser keeps your work until you delete it.",
  "may go": "This browser did not promise to keep your work: it may delete it when it runs short of space.",
  "not asked":
    "This browser has not been asked to keep your work yet; that happens when you first save some.",
  unknown: "This browser does not say whether it keeps your work when it runs short of space.",
};

export function KeptWork() {
  const lasting = useLasting((state) => state.lasting);
  useEffect(() => void lookWhetherKept(), []);
  return (
    <div className={styles.setting}>
      <p role="status">{WORDS[lasting]}</p>
      {(lasting === "may go" || lasting === "not asked") && (
        <div className={styles.row}>
          <button type="button" className="button" onClick={() => void askToKeep()}>
            Ask the browser to keep it
          </button>
        </div>
      )}
    </div>
  );
}
