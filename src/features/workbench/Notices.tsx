/** The workbench's notices above and below the code: something was replaced, or a link asks for a replay. */
import { useEffect, useRef } from "react";
import type { Replay } from "./replay.ts";

interface ReplacedProps {
  text: string;
  onUndo(): void;
  onDismiss(): void;
}

export function ReplacedNotice({ text, onUndo, onDismiss }: ReplacedProps) {
  const undo = useRef<HTMLButtonElement>(null);
  // The pressed button may be disabled by now; Undo is the likely next step.
  useEffect(() => undo.current?.focus(), []);
  return (
    <div className="notice" role="status">
      <span>{text}</span>
      <button ref={undo} type="button" className="button" onClick={onUndo}>
        Undo
      </button>
      <button type="button" className="button quiet" onClick={onDismiss}>
        Keep it
      </button>
    </div>
  );
}

/** Opening a page never runs code: a replay in the address is only offered. */
export function ReplayNotice({ replay, onReplay }: { replay: Replay; onReplay(): void }) {
  return (
    <div className="notice">
      <span>
        This link replays case {replay.seed} of the check “{replay.check}” with the code above.
      </span>
      <button type="button" className="button" onClick={onReplay}>
        Replay
      </button>
    </div>
  );
}
