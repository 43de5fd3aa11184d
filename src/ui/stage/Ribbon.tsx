/** The order of polls as a strip of cells, one lane for each thread; future polls are dots. */
import type { MouseEvent } from "react";
import type { Playback } from "../../recording/trace/playback.ts";
import { RibbonPainter } from "./ribbon-painter.ts";
import type { ShownPoll } from "./ribbon-painter.ts";
import { usePicture } from "./use-picture.ts";
import type { Shown } from "./use-picture.ts";
import styles from "./Picture.module.css";

interface Props extends Shown {
  /** Omitted if the strip is read-only. */
  onJump?: (beat: number) => void;
}

/** The number of polls in the text alternative. */
const TOLD = 20;

export function Ribbon({ onJump, ...shown }: Props) {
  const { playback, beat } = shown;
  const { box, canvas, painter } = usePicture(RibbonPainter, shown);
  const under = ({ nativeEvent: { offsetX, offsetY } }: MouseEvent): ShownPoll | undefined =>
    onJump === undefined ? undefined : painter()?.at(offsetX, offsetY);

  return (
    <div ref={box} className={styles.ribbon} role="group" aria-label="Order of polls">
      {/* On the keyboard, Shift and an arrow key move from poll to poll. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <canvas
        ref={canvas}
        className={styles.canvas}
        aria-hidden="true"
        onClick={(event) => {
          const poll = under(event);
          if (poll !== undefined) onJump?.(poll.startBeat);
        }}
        onMouseMove={(event) => {
          const poll = under(event);
          event.currentTarget.title = poll === undefined ? "" : titleOf(poll);
          event.currentTarget.style.cursor = poll === undefined ? "" : "pointer";
        }}
      />
      <p className="visually-hidden">{toldPolls(playback, beat)}</p>
    </div>
  );
}

function titleOf({ state, name }: ShownPoll): string {
  return state === "future" ? "Go to this future poll" : `Go to this poll of task ${name}`;
}

/** The newest polls; `!` marks those that returned Ready. */
function toldPolls(playback: Playback, beat: number): string {
  const seen = playback.pollsBy(beat);
  return playback.polls
    .slice(Math.max(0, seen - TOLD), seen)
    .map(({ task, outcome, endBeat }) => {
      const ready = outcome === "ready" && endBeat !== null && endBeat <= beat;
      return `${playback.labels.short(task)}${ready ? "!" : ""}`;
    })
    .join(" ");
}
