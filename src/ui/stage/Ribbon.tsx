/** The order of polls as a strip of cells, one lane for each thread; what is still to come is a dot. */
import type { MouseEvent } from "react";
import type { Playback } from "../../recording/trace/playback.ts";
import { RibbonPainter } from "./ribbon-painter.ts";
import type { ShownPoll } from "./ribbon-painter.ts";
import { usePicture } from "./use-picture.ts";
import type { Shown } from "./use-picture.ts";
import styles from "./Picture.module.css";

interface Props extends Shown {
  /** Left out where the strip is only to be read. */
  onJump?: (beat: number) => void;
}

/** How many polls are told to those who do not see the strip. */
const TOLD = 20;

export function Ribbon({ onJump, ...shown }: Props) {
  const { playback, beat } = shown;
  const { box, canvas, painter } = usePicture(RibbonPainter, shown);
  const under = ({ nativeEvent: { offsetX, offsetY } }: MouseEvent): ShownPoll | undefined =>
    onJump === undefined ? undefined : painter()?.at(offsetX, offsetY);

  return (
    <div ref={box} className={styles.ribbon} role="group" aria-label="Order of polls">
      {/* By keyboard one goes from poll to poll with Shift and an arrow key. */}
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
  return state === "future" ? "A poll to come: go there" : `Go to this poll of task ${name}`;
}

/** The newest polls, with `!` those that answered Ready. */
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
