/** One check: its status as a shape and a word, and the message if it did not pass. */
import { useState, type ReactNode } from "react";
import { Check, CircleDashed, Ellipsis, LoaderCircle, Minus, TriangleAlert, X } from "lucide-react";
import type { CheckResult, CheckStatus, SourcePosition } from "../../../harness/report.ts";
import { PlaceButton } from "./PlaceButton.tsx";
import type { Replay } from "./replay.ts";
import { CheckTimeline } from "./CheckTimeline.tsx";
import { WithCode } from "./WithCode.tsx";
import styles from "./Results.module.css";

export interface PlaceActions {
  lineText(line: number): string | undefined;
  onGoTo(position: SourcePosition): void;
  onLine(line: number | undefined): void;
  replayHref(replay: Replay): string;
  onReplay(replay: Replay): void;
}

interface Props extends PlaceActions {
  check: CheckResult;
  /** Open when it first appears; then the learner opens and closes it. */
  expanded: boolean;
}

type RowStatus = CheckStatus | "running" | "waiting";

const WORDS: Record<RowStatus, string> = {
  waiting: "waiting",
  running: "running",
  pass: "pass",
  fail: "fail",
  todo: "todo",
  error: "error",
  "not-run": "not run",
};

const ICONS: Record<RowStatus, ReactNode> = {
  waiting: <Ellipsis size={16} />,
  running: <LoaderCircle size={16} className={styles.spin} />,
  pass: <Check size={16} strokeWidth={2.5} />,
  fail: <X size={16} strokeWidth={2.5} />,
  todo: <CircleDashed size={16} />,
  error: <TriangleAlert size={16} />,
  "not-run": <Minus size={16} />,
};

export function CheckRow({ check, expanded, ...place }: Props) {
  const { status, title, message, hint, position, seed, trace } = check;
  const [open, setOpen] = useState(expanded);
  const heading = <Heading status={status}>{title}</Heading>;
  if (message === "" && hint === undefined && position === undefined && trace === undefined) {
    return <li className={styles.check}>{heading}</li>;
  }
  return (
    <li className={styles.check}>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{heading}</summary>
        {/* Rendered only when open: a bad first try can fail every check, each with a timeline. */}
        {open && (
          <div className={styles.detail}>
            {message !== "" && (
              <p className={styles.message}>
                <WithCode text={message} />
              </p>
            )}
            {hint !== undefined && (
              <p className={styles.hint}>
                <WithCode text={hint} />
              </p>
            )}
            {(position !== undefined || seed !== undefined) && (
              <p className={styles.where}>
                {position !== undefined && <PlaceButton position={position} {...place} />}
                {seed !== undefined && <ReplayLink replay={{ check: check.id, seed }} {...place} />}
              </p>
            )}
            {trace !== undefined && trace.length > 0 && <CheckTimeline steps={trace} {...place} />}
          </div>
        )}
      </details>
    </li>
  );
}

/** A real link, so that you can save it; a click runs it here. */
function ReplayLink({
  replay,
  replayHref,
  onReplay,
}: { replay: Replay } & Pick<PlaceActions, "replayHref" | "onReplay">) {
  return (
    <a
      href={replayHref(replay)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onReplay(replay);
      }}
    >
      Replay case {replay.seed}, which fails
    </a>
  );
}

/** A check without a result: running, waiting, or not reached. */
export function WaitingRow({ title, status }: { title: string; status: "running" | "waiting" | "not-run" }) {
  return (
    <li className={styles.check}>
      <Heading status={status}>{title}</Heading>
    </li>
  );
}

function Heading({ status, children }: { status: RowStatus; children: ReactNode }) {
  return (
    <span className={styles.heading}>
      <span className={styles.status} data-status={status}>
        <span aria-hidden="true">{ICONS[status]}</span>
        {WORDS[status]}
      </span>
      <span>{children}</span>
    </span>
  );
}
