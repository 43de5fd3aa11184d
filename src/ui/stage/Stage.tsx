/** The scheduler at one moment on a canvas: shared queues, a lane for each worker, and where tasks wait; tokens glide from place to place. */
import { useId, type KeyboardEvent, type MouseEvent } from "react";
import { spotName } from "./spot-name.ts";
import { neighbour, spotAt } from "./spots.ts";
import type { Spot } from "./spots.ts";
import { StagePainter } from "./stage-painter.ts";
import { usePicture } from "./use-picture.ts";
import type { Shown } from "./use-picture.ts";
import styles from "./Picture.module.css";

interface Props extends Shown {
  /** Omitted: any task of the picture. */
  choices?: readonly number[];
  onSelect(task: number): void;
}

export function Stage({ choices, onSelect, ...shown }: Props) {
  const { playback, beat, selected } = shown;
  const { box, canvas, over, painter } = usePicture(StagePainter, shown);
  const id = useId();

  function spots(): readonly Spot[] {
    const all = painter()?.spots() ?? [];
    return choices === undefined ? all : all.filter(({ task }) => choices.includes(task));
  }

  const under = ({ nativeEvent: { offsetX, offsetY } }: MouseEvent) => spotAt(spots(), offsetX, offsetY);

  function keyDown(event: KeyboardEvent) {
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = neighbour(spots(), selected, event.key);
    if (next === undefined) return;
    event.preventDefault();
    // Outside the picture, arrow keys move between steps.
    event.stopPropagation();
    onSelect(next.task);
  }

  return (
    <div ref={box} className={styles.stage}>
      <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
      <canvas ref={over} className={styles.canvas} aria-hidden="true" />
      {/* A list over the canvas, to choose a task by pointer or arrow keys. */}
      <div
        role="listbox"
        tabIndex={0}
        className={styles.tasks}
        aria-label="Tasks in the picture"
        aria-activedescendant={selected === null ? undefined : `${id}-${selected}`}
        onKeyDown={keyDown}
        onClick={(event) => {
          const spot = under(event);
          if (spot !== undefined) onSelect(spot.task);
        }}
        onMouseMove={(event) => {
          const spot = under(event);
          event.currentTarget.title = spot === undefined ? "" : spotName(playback, beat, spot.task);
          event.currentTarget.style.cursor = spot === undefined ? "" : "pointer";
        }}
      >
        {selected !== null && (
          <div
            key={selected}
            id={`${id}-${selected}`}
            role="option"
            aria-selected
            className="visually-hidden"
          >
            {spotName(playback, beat, selected)}
          </div>
        )}
      </div>
    </div>
  );
}
