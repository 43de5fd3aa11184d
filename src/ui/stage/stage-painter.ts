/** Draws the stage on its canvas, box by box and only the changed boxes; tokens that move fly over it on a second canvas. */
import { MAIN } from "../../runtime/index.ts";
import type { Playback } from "../../recording/trace/playback.ts";
import { placesOf } from "../../recording/trace/scene.ts";
import { Brush } from "./brush.ts";
import type { InkName } from "./brush.ts";
import { drawBox, drawIdle } from "./draw-box.ts";
import { flightsOf, flownTo } from "./flights.ts";
import type { Flight } from "./flights.ts";
import { layBox } from "./lay-box.ts";
import type { Laid, Token } from "./lay-box.ts";
import type { Surface } from "./surface.ts";
import type { Spot } from "./spots.ts";
import { fitOf, stageLayout } from "./stage-layout.ts";
import type { Box, StageLayout } from "./stage-layout.ts";
import { isAt, planOf } from "./stage-plan.ts";
import type { Plan } from "./stage-plan.ts";
import { viewOf } from "./stage-view.ts";
import type { Doing, Fit, StageView } from "./stage-view.ts";

/** The strip at a lane's left edge. */
const EDGE: Partial<Record<Doing["kind"], InkName>> = {
  polling: "accent",
  blocked: "error",
  searching: "slot",
};

const plans = new WeakMap<object, Map<boolean, Plan>>();
function planFor({ recording }: Playback, all: boolean): Plan {
  const of = plans.get(recording) ?? new Map<boolean, Plan>();
  plans.set(recording, of);
  const plan = of.get(all) ?? planOf(recording, all);
  of.set(all, plan);
  return plan;
}

export class StagePainter {
  static heightOf(playback: Playback, width: number, all = false): number {
    return stageLayout(width, playback.recording.config, planFor(playback, all)).height;
  }

  readonly #playback: Playback;
  readonly #surface: Surface;
  readonly #brush: Brush;
  readonly #plan: Plan;
  readonly #layout: StageLayout;
  readonly #fit: Fit;
  /** For each box its last drawing. */
  readonly #keys: string[] = [];
  #laid: readonly Laid[] = [];
  readonly #doing: (Doing["kind"] | undefined)[] = [];
  #selected: number | null = null;
  #beat = NaN;
  #flights: readonly Flight[] = [];
  #glideMs = 0;
  /** When the flights began; null until their first frame. */
  #begunMs: number | null = null;
  /** 0 to 1, of the flights under way. */
  #flown = 1;

  constructor(surface: Surface, playback: Playback, all = false) {
    this.#playback = playback;
    this.#surface = surface;
    this.#brush = new Brush(surface);
    this.#plan = planFor(playback, all);
    this.#layout = stageLayout(surface.width, playback.recording.config, this.#plan);
    this.#fit = fitOf(this.#layout, this.#plan);
    this.#brush.fill({ x: 0, y: 0, width: surface.width, height: surface.height }, "ground");
    for (const box of this.#layout.boxes)
      if (box.kind === "idle") drawIdle(this.#plan.idle, box, this.#brush);
  }

  /** @param glideMs how long tokens take to their new places; 0: they are there at once */
  draw(beat: number, selected: number | null, glideMs = 0): void {
    const moves =
      glideMs > 0 && beat !== this.#beat && this.#surface.over !== null && !Number.isNaN(this.#beat);
    const before = moves ? this.#shownTokens() : null;
    if (beat !== this.#beat) this.#land();
    const earlier = this.#laid;
    const { config } = this.#playback.recording;
    const { boxes, sizes } = this.#layout;
    const scene = this.#playback.sceneAt(beat);
    const view = viewOf(scene, config, this.#playback.labels, this.#fit, this.#plan);
    this.#laid = boxes.map((box) => layBox(box, view, sizes));
    if (before !== null) this.#start(before, earlier, beat, glideMs);
    const all = selected !== this.#selected;
    this.#selected = selected;
    this.#beat = beat;
    this.#drawAll(view, all);
    this.#drawFlights();
  }

  /** Moves what flies. @returns whether anything still does */
  frame(nowMs: number): boolean {
    if (this.#flights.length === 0) return false;
    this.#begunMs ??= nowMs;
    this.#flown = Math.min(1, (nowMs - this.#begunMs) / this.#glideMs);
    if (this.#flown < 1) {
      this.#drawFlights();
      return true;
    }
    this.#land();
    const scene = this.#playback.sceneAt(this.#beat);
    this.#drawAll(
      viewOf(scene, this.#playback.recording.config, this.#playback.labels, this.#fit, this.#plan),
      false,
    );
    return false;
  }

  /** Tasks in the picture, in reading order, where they are going to be. */
  spots(): readonly Spot[] {
    return this.#laid.flatMap(({ tokens }) => tokens);
  }

  /** Where tokens are on the screen right now, flights included. */
  #shownTokens(): Map<number, Token> {
    const shown = tokensIn(this.#laid);
    for (const flight of this.#flights) {
      if (flight.alpha[1] === 0) continue;
      const { x, y } = flownTo(flight, this.#flown);
      shown.set(flight.token.task, { ...flight.token, x, y });
    }
    return shown;
  }

  /** The box that holds a task now; -1: none. */
  #boxOf(task: number, scene: ReturnType<Playback["sceneAt"]>): number {
    const { boxes } = this.#layout;
    const [place] = placesOf(scene, task);
    if (place === undefined) {
      const wait = scene.parked.get(task);
      const station = wait === undefined ? -1 : this.#plan.stations.findIndex((one) => isAt(one, wait));
      if (wait?.on === "sleep") return boxes.findIndex(({ kind }) => kind === "timers");
      return boxes.findIndex((box) => box.kind === "station" && box.at === station);
    }
    const kind = {
      running: "running",
      held: "running",
      lifo_slot: "slot",
      run_queue: "ring",
      defer: "defer",
    };
    if (place.kind === "inject") return boxes.findIndex((box) => box.kind === "inject");
    return boxes.findIndex(
      (box) => "lane" in box && box.lane === place.worker && box.kind === kind[place.kind],
    );
  }

  #start(before: ReadonlyMap<number, Token>, earlier: readonly Laid[], beat: number, glideMs: number): void {
    const after = tokensIn(this.#laid);
    const events = this.#playback.eventsOfBeat(beat);
    const spawner = new Map<number, number>();
    let theft = false;
    for (const event of events) {
      if (event.kind === "spawn" && event.by.kind === "task") spawner.set(event.task, event.by.id);
      if (event.kind === "spawn" && event.by.kind === "main") spawner.set(event.task, MAIN);
      if (event.kind === "steal") theft = true;
    }
    const boxNow = new Map(
      this.#laid.flatMap(({ tokens }, i) => tokens.map(({ task }) => [task, i] as const)),
    );
    const boxBefore = new Map(
      earlier.flatMap(({ tokens }, i) => tokens.map(({ task }) => [task, i] as const)),
    );
    this.#flights = flightsOf({
      before,
      after,
      origin: (task) => {
        const by = spawner.get(task);
        if (by !== undefined) return before.get(by) ?? after.get(by);
        return earlier[boxNow.get(task) ?? -1]?.rest;
      },
      goal: (task) => this.#laid[this.#boxOf(task, this.#playback.sceneAt(beat))]?.rest,
      stolen: (task) => theft && boxNow.get(task) !== boxBefore.get(task),
    });
    this.#glideMs = glideMs;
    this.#begunMs = null;
    this.#flown = 0;
  }

  #land(): void {
    if (this.#flights.length > 0)
      this.#surface.over?.clearRect(0, 0, this.#surface.width, this.#surface.height);
    this.#flights = [];
    this.#flown = 1;
  }

  #drawFlights(): void {
    const { over, inks, width, height } = this.#surface;
    if (over === null || this.#flights.length === 0) return;
    over.clearRect(0, 0, width, height);
    const brush = new Brush({ g: over, inks });
    for (const flight of this.#flights) {
      const { x, y, alpha } = flownTo(flight, this.#flown);
      over.globalAlpha = alpha;
      brush.token({ ...flight.token, x, y }, flight.token.task === this.#selected);
    }
    over.globalAlpha = 1;
  }

  #drawAll(view: StageView, all: boolean): void {
    const flying = new Set(
      this.#flights.filter(({ alpha }) => alpha[1] === 1).map(({ token }) => token.task),
    );
    for (const { worker, y, height } of this.#layout.lanes) {
      const lane = view.lanes[worker];
      if (lane !== undefined) this.#drawGround(worker, y, height, lane.doing.kind);
    }
    this.#layout.boxes.forEach((box, i) => {
      const laid = this.#laid[i];
      if (laid === undefined || box.kind === "idle") return;
      const tokens = laid.tokens.filter(({ task, tone }) => tone === "ghost" || !flying.has(task));
      const key = keyOf(laid, tokens);
      if (!all && key === this.#keys[i]) return;
      this.#keys[i] = key;
      this.#drawBox(box, laid, tokens, view);
    });
  }

  #drawBox(box: Box, laid: Laid, tokens: readonly Token[], view: StageView): void {
    const blocked = "lane" in box && view.lanes[box.lane]?.doing.kind === "blocked";
    this.#brush.fill(box, blocked ? "blocked" : "ground");
    drawBox(box, laid, view, this.#layout.sizes, this.#brush);
    for (const token of tokens) this.#brush.token(token, token.task === this.#selected);
  }

  /** Draws a lane's background and edges. */
  #drawGround(worker: number, y: number, height: number, doing: Doing["kind"]): void {
    const before = this.#doing[worker];
    if (before === doing) return;
    this.#doing[worker] = doing;
    const { width, boxes } = this.#layout;
    const ground = doing === "blocked" ? "blocked" : "ground";
    if (before === undefined || before === "blocked" || doing === "blocked") {
      this.#brush.fill({ x: 0, y, width, height }, ground);
      this.#brush.fill({ x: 0, y, width, height: 1 }, "hairline");
      if (y + height < this.#layout.height)
        this.#brush.fill({ x: 0, y: y + height, width, height: 1 }, "hairline");
    }
    // What a box shows of its thread depends on what the thread does.
    boxes.forEach((box, i) => {
      if ("lane" in box && box.lane === worker) this.#keys[i] = "";
    });
    this.#brush.fill({ x: 0, y: y + 1, width: 3, height: height - 1 }, EDGE[doing] ?? ground);
  }
}

function tokensIn(laid: readonly Laid[]): Map<number, Token> {
  const all = laid.flatMap(({ tokens }) => tokens.filter(({ tone }) => tone !== "ghost"));
  return new Map(all.map((token) => [token.task, token]));
}

/** A box with the same key is not drawn again. */
function keyOf({ name, notes, state }: Laid, tokens: readonly Token[]): string {
  const drawn = tokens.map(({ task, tone, x, y }) => `${task}${tone}${x},${y}`).join(" ");
  return `${name}|${state}|${notes.map(({ text, x }) => `${text}${x}`).join(" ")}|${drawn}`;
}
