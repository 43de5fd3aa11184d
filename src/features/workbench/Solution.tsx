/** The solution in a dialog: hidden until the learner has tried or confirms, then shown whole or beside their own code. */
import { useRef, useState } from "react";
import { StaticCode } from "../../ui/editor/StaticCode.tsx";
import { DiffView } from "../../ui/DiffView.tsx";
import { ScrollBox } from "../../ui/ScrollBox.tsx";
import { Dialog } from "./Dialog.tsx";
import styles from "./Solution.module.css";

type View = "whole" | "compared";

interface Props {
  title: string;
  /** What it opens with. */
  view: View;
  solution: string;
  solutionHtml: string;
  /** The learner's code as it is now. */
  mine: string;
  /** The learner has run code that reached the checks. */
  attempted: boolean;
  onUse(): void;
  onClose(): void;
}

export function Solution(props: Props) {
  const { title, solution, solutionHtml, mine, attempted, onUse, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [agreed, setAgreed] = useState(attempted);
  const [view, setView] = useState(props.view);

  return (
    <Dialog ref={dialog} title={`Solution: ${title}`} onClose={onClose}>
      {agreed ? (
        <>
          <div className={styles.views} role="group" aria-label="View">
            <button
              type="button"
              className="button"
              aria-pressed={view === "whole"}
              onClick={() => setView("whole")}
            >
              Whole
            </button>
            <button
              type="button"
              className="button"
              aria-pressed={view === "compared"}
              onClick={() => setView("compared")}
            >
              Compare with mine
            </button>
            <button
              type="button"
              className="button"
              onClick={() => {
                onUse();
                dialog.current?.close();
              }}
            >
              Replace my code
            </button>
          </div>
          <ScrollBox label="Solution" className={styles.code}>
            {view === "whole" ? (
              <StaticCode text={solution} html={solutionHtml} />
            ) : (
              <DiffView mine={mine} theirs={solution} />
            )}
          </ScrollBox>
        </>
      ) : (
        <div className={styles.confirm}>
          <p>
            You haven’t run your own answer yet. A wrong answer of your own teaches more than reading a right
            one: its failed check shows your own polls and wakes.
          </p>
          <div>
            <button type="button" className="button primary" onClick={() => dialog.current?.close()}>
              Try it first
            </button>
            <button type="button" className="button" onClick={() => setAgreed(true)}>
              Show it anyway
            </button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
