/** Draws the strip of polls on its canvas: a cell for each poll in its thread's lane, a dot for each future poll. */
import type { Playback } from "../../recording/trace/playback.ts";
import { Brush } from "./brush.ts";
import { inkOf } from "./inks.ts";
import { FONTS } from "./look.ts";
import type { Surface } from "./surface.ts";
import { ribbonLanes, ribbonWindow } from "./ribbon-window.ts";

const LANE = 26;
const PAD = 12;
/** px above the first lane and below the last. */
const MARGIN = 8;
/** px at the left for the lanes' names. */
const NAMES = PAD + 40;
const CELL_FONT_PX = 11.5;
const LETTER = 0.6 * CELL_FONT_PX;

export interface ShownPoll {
  task: number;
  name: string;
  startBeat: number;
  lane: number;
  x: number;
  state: "past" | "now" | "future";
  /** It has ended and returned Ready. */
  ready: boolean;
}

export class RibbonPainter {
  static heightOf({ recording }: Playback): number {
    return ribbonLanes(recording.config).length * LANE + 2 * MARGIN;
  }

  readonly #playback: Playback;
  readonly #brush: Brush;
  readonly #surface: Surface;
  readonly #lanes: readonly { worker: number; name: string }[];
  /** px of a cell with its gap: room for the longest name, and for the mark of a Ready. */
  readonly #cell: number;
  #key = "";
  #shown: readonly ShownPoll[] = [];

  constructor(surface: Surface, playback: Playback) {
    this.#playback = playback;
    this.#brush = new Brush(surface);
    this.#surface = surface;
    this.#lanes = ribbonLanes(playback.recording.config);
    const longest = playback.polls.reduce(
      (most, { task }) => Math.max(most, playback.labels.short(task).length),
      0,
    );
    this.#cell = Math.max(30, Math.ceil((longest + 1) * LETTER) + 12);
    this.#drawNames();
  }

  draw(beat: number, selected: number | null): void {
    const shown = this.#window(beat);
    const key = `${selected} ${shown[0]?.startBeat} ${shown.map(({ state, ready }) => `${state}${ready}`).join()}`;
    if (key === this.#key) return;
    this.#key = key;
    this.#shown = shown;
    const { width, height } = this.#surface;
    this.#brush.fill({ x: NAMES, y: 0, width: width - NAMES, height }, "ground");
    this.#lanes.forEach((_, i) => {
      const y = MARGIN + i * LANE + LANE / 2;
      this.#brush.fill({ x: NAMES, y, width: width - NAMES - PAD, height: 1 }, "hairline");
    });
    for (const poll of shown) this.#draw(poll, poll.task === selected && poll.state !== "future");
  }

  at(x: number, y: number): ShownPoll | undefined {
    const lane = Math.floor((y - MARGIN) / LANE);
    return this.#shown.find((poll) => poll.lane === lane && x >= poll.x && x < poll.x + this.#cell);
  }

  #window(beat: number): ShownPoll[] {
    const { polls, labels } = this.#playback;
    const seen = this.#playback.pollsBy(beat);
    const cells = Math.max(4, Math.floor((this.#surface.width - NAMES - PAD) / this.#cell));
    const { from, to } = ribbonWindow(seen, polls.length, cells);
    return polls.slice(from, to).map(({ task, worker, startBeat, endBeat, outcome }, i) => {
      const index = from + i;
      return {
        task,
        name: labels.short(task),
        startBeat,
        lane: this.#lanes.findIndex((lane) => lane.worker === worker),
        x: NAMES + i * this.#cell,
        state: index < seen - 1 ? "past" : index < seen ? "now" : "future",
        ready: outcome === "ready" && endBeat !== null && endBeat <= beat,
      };
    });
  }

  #drawNames(): void {
    const { width, height } = this.#surface;
    this.#brush.fill({ x: 0, y: 0, width, height }, "ground");
    const font = `400 ${CELL_FONT_PX}px ${FONTS.mono}`;
    this.#lanes.forEach(({ name }, i) => {
      this.#brush.text(name, { x: PAD, y: MARGIN + i * LANE + 17, font, ink: "muted" });
    });
  }

  #draw({ task, name, lane, x, state, ready }: ShownPoll, selected: boolean): void {
    const { g, inks } = this.#brush;
    const ink = inkOf(inks, task);
    const rect = { x: x + 1, y: MARGIN + lane * LANE + 2, width: this.#cell - 3, height: LANE - 4 };
    const middle = rect.x + rect.width / 2;
    if (state === "future") {
      this.#brush.fill({ x: middle - 1, y: rect.y + rect.height / 2 - 1, width: 3, height: 3 }, "muted");
      return;
    }
    const line = state === "now" || selected ? 2 : 1;
    g.beginPath();
    g.roundRect(rect.x + line / 2, rect.y + line / 2, rect.width - line, rect.height - line, 3);
    g.fillStyle = state === "now" ? ink.soft : inks.ground;
    g.fill();
    g.lineWidth = line;
    g.strokeStyle = selected ? inks.ink : ink.edge;
    g.stroke();
    this.#brush.text(ready ? `${name}!` : name, {
      x: middle,
      y: rect.y + 15,
      font: `400 ${CELL_FONT_PX}px ${FONTS.mono}`,
      ink: ready ? "ok" : "ink",
      align: "center",
    });
  }
}
