/** Shows whether the browser has promised to keep the learner's work. */
import { useEffect } from "react";
import { askToKeep, lookWhetherKept, useLasting, type Lasting } from "../../progress/lasting.ts";
import styles from "../../ui/Page.module.css";

const WORDS: Record<Lasting, string> = {
  kept: "This browser keeps your work until you delete it.",
  "may go": "This browser has not promised to keep your work: it may delete it when space runs low.",
  "not asked":
    "The page has not asked this browser to keep your work yet; it asks when you first save something.",
  unknown: "This browser does not say whether it keeps your work when space runs low.",
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
