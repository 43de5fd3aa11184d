/** Draws the stage on its canvas, box by box, and only the changed boxes. */
import type { Playback } from "../../recording/trace/playback.ts";
import { boxKey } from "./box-key.ts";
import { Brush } from "./brush.ts";
import { drawBox } from "./draw-box.ts";
import type { Inks } from "./inks.ts";
import type { Surface } from "./picture.ts";
import type { Spot } from "./spots.ts";
import { fitOf, stageLayout } from "./stage-layout.ts";
import type { Box, StageLayout } from "./stage-layout.ts";
import { viewOf } from "./stage-view.ts";
import type { Doing, Fit, StageView } from "./stage-view.ts";

/** The strip at a lane's left edge. */
const EDGE: Partial<Record<Doing["kind"], keyof Inks>> = {
  polling: "accent",
  blocked: "error",
  searching: "slot",
};

export class StagePainter {
  static heightOf({ recording }: Playback, width: number): number {
    return stageLayout(width, recording.config).height;
  }

  readonly #playback: Playback;
  readonly #brush: Brush;
  readonly #layout: StageLayout;
  readonly #fit: Fit;
  /** For each box its last drawing and its tasks. */
  readonly #keys: string[] = [];
  readonly #spots: Spot[][] = [];
  readonly #doing: (Doing["kind"] | undefined)[] = [];
  #selected: number | null = null;

  constructor(surface: Surface, playback: Playback) {
    this.#playback = playback;
    this.#brush = new Brush(surface);
    this.#layout = stageLayout(surface.width, playback.recording.config);
    this.#fit = fitOf(this.#layout);
    this.#brush.fill({ x: 0, y: 0, width: surface.width, height: surface.height }, "ground");
  }

  draw(beat: number, selected: number | null): void {
    const { config } = this.#playback.recording;
    const view = viewOf(this.#playback.sceneAt(beat), config, this.#playback.labels, this.#fit);
    const all = selected !== this.#selected;
    this.#selected = selected;
    view.lanes.forEach(({ doing }, lane) => this.#drawGround(lane, doing.kind));
    this.#layout.boxes.forEach((box, i) => {
      const key = boxKey(box, view);
      if (!all && key === this.#keys[i]) return;
      this.#keys[i] = key;
      this.#drawBox(box, i, view);
    });
  }

  /** Tasks in the picture, in reading order. */
  spots(): readonly Spot[] {
    return this.#spots.flat();
  }

  #drawBox(box: Box, i: number, view: StageView): void {
    const spots: Spot[] = [];
    const blocked = "lane" in box && view.lanes[box.lane]?.doing.kind === "blocked";
    this.#brush.fill(box, blocked ? "blocked" : "ground");
    drawBox(box, view, { brush: this.#brush, selected: this.#selected, spot: (spot) => spots.push(spot) });
    this.#spots[i] = spots;
  }

  /** Draws a lane's background and edges. */
  #drawGround(lane: number, doing: Doing["kind"]): void {
    const before = this.#doing[lane];
    if (before === doing) return;
    this.#doing[lane] = doing;
    const { lines, width, height } = this.#layout;
    const y = lines[lane] ?? 0;
    const tall = (lines[lane + 1] ?? height) - y;
    const ground = doing === "blocked" ? "blocked" : "ground";
    if (before === undefined || before === "blocked" || doing === "blocked") {
      this.#brush.fill({ x: 0, y, width, height: tall }, ground);
      this.#brush.fill({ x: 0, y, width, height: 1 }, "hairline");
      this.#layout.boxes.forEach((box, i) => {
        if ("lane" in box && box.lane === lane) this.#keys[i] = "";
      });
    }
    this.#brush.fill({ x: 0, y: y + 1, width: 3, height: tall - 1 }, EDGE[doing] ?? ground);
  }
}
