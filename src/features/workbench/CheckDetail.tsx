/** What a check found: its message, where to look, and the timeline of the run. */
import type { CheckResult, SourcePosition } from "../../../harness/report.ts";
import { CheckTimeline } from "./CheckTimeline.tsx";
import { PlaceButton } from "./PlaceButton.tsx";
import type { Replay } from "./replay.ts";
import { WithCode } from "./WithCode.tsx";
import styles from "./Checks.module.css";

export interface PlaceActions {
  lineText(line: number): string | undefined;
  onGoTo(position: SourcePosition): void;
  onLine(line: number | undefined): void;
  replayHref(replay: Replay): string;
  onReplay(replay: Replay): void;
}

export const hasDetail = ({ message, hint, position, trace }: CheckResult): boolean =>
  message !== "" || hint !== undefined || position !== undefined || trace !== undefined;

export function CheckDetail({ check, ...place }: PlaceActions & { check: CheckResult }) {
  const { message, hint, position, seed, trace } = check;
  return (
    <>
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
    </>
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
