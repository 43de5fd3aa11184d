/** Draws what stands still in each kind of box of the stage; tokens come on top. */
import type { Brush } from "./brush.ts";
import type { Laid } from "./lay-box.ts";
import { FONTS } from "./look.ts";
import { GUTTER, NAME, ringOf } from "./stage-layout.ts";
import type { Box, Rect, Sizes } from "./stage-layout.ts";
import { doingWords } from "./stage-view.ts";
import type { LaneView, StageView } from "./stage-view.ts";

const LOCAL_QUEUE_CAPACITY = 256;
const BUDGET = 128;
const LIFO_POLLS = 3;

export function drawBox(box: Box, laid: Laid, view: StageView, sizes: Sizes, brush: Brush): void {
  const rect = { x: box.x, y: box.y, width: box.width - GUTTER, height: box.height };
  const lane = "lane" in box ? view.lanes[box.lane] : undefined;
  const empty = laid.tokens.length === 0;
  const tray: Rect = { x: rect.x, y: rect.y + NAME - 2, width: rect.width, height: sizes.chip + 8 };
  if (box.kind === "inject") lock({ x: rect.x + 1, y: rect.y + 2 }, brush);
  if (laid.name !== "") {
    const shift = box.kind === "inject" ? 14 : 0;
    brush.name(laid.name, { ...rect, x: rect.x + shift, width: rect.width - shift });
  }
  switch (box.kind) {
    case "inject":
    case "timers":
    case "defer":
    case "station":
    case "main":
      brush.tray(tray, empty);
      break;
    case "running":
    case "slot":
      brush.tray(tray, empty, tray.height / 2);
      if (lane === undefined) break;
      if (box.kind === "running") budget(lane.budget, tray, brush);
      else slotPolls(lane.lifoPolls, tray, brush);
      break;
    case "ring":
      if (lane === undefined) break;
      if (view.flavor === "multi_thread") track(lane, rect, sizes, brush);
      else brush.tray(tray, empty);
      break;
    case "sleepers":
      sleepers(view, rect, sizes, brush);
      break;
    case "who":
      if (lane !== undefined) who(lane, view, rect, brush);
      break;
    case "idle":
      break;
  }
  for (const note of laid.notes) brush.note(note.text, { ...note, width: rect.x + rect.width - note.x });
}

export function drawIdle(idle: readonly number[], { x, y, width }: Rect, brush: Brush): void {
  const names = idle.map((worker) => `W${worker}`).join(", ");
  const verb = idle.length === 1 ? "sleeps" : "sleep";
  brush.text(`${names} ${verb} through this run`, {
    x: x + 3,
    y: y + 15,
    font: `400 12px ${FONTS.ui}`,
    ink: "muted",
    width,
  });
}

/** Other threads reach the injection queue only through its lock. */
function lock({ x, y }: { x: number; y: number }, { g, inks }: Brush): void {
  g.lineWidth = 1.4;
  g.strokeStyle = inks.muted;
  g.fillStyle = inks.muted;
  g.beginPath();
  g.arc(x + 4.5, y + 4, 2.6, Math.PI, 2 * Math.PI);
  g.moveTo(x + 1.9, y + 4);
  g.lineTo(x + 1.9, y + 6);
  g.moveTo(x + 7.1, y + 4);
  g.lineTo(x + 7.1, y + 6);
  g.stroke();
  g.fillRect(x, y + 5.5, 9, 6);
}

/** The ring of the local queue: its cells on a closed track, with marks where tasks leave and where they enter. */
function track(lane: LaneView, rect: Rect, sizes: Sizes, brush: Brush): void {
  const { g, inks } = brush;
  const { columns, cells, at } = ringOf({ ...rect, width: rect.width + GUTTER }, sizes);
  const half = sizes.chip / 2;
  const center = (cell: number) => {
    const { x, y } = at(cell);
    return { x: x + sizes.wide / 2, y: y + half };
  };
  const [first, last] = [center(0), center(columns - 1)];
  const under = center(cells - 1);
  const bend = (under.y - first.y) / 2;
  g.beginPath();
  g.moveTo(first.x, first.y);
  g.lineTo(last.x, last.y);
  g.arc(last.x, first.y + bend, bend, -Math.PI / 2, Math.PI / 2);
  g.lineTo(under.x, under.y);
  g.arc(under.x, first.y + bend, bend, Math.PI / 2, (3 * Math.PI) / 2);
  const thick = sizes.chip + (sizes.dense ? 2 : 4);
  g.lineWidth = thick + 2;
  g.strokeStyle = inks.hairline;
  g.stroke();
  g.lineWidth = thick;
  g.strokeStyle = inks.tray;
  g.stroke();
  g.fillStyle = inks.edge;
  const { length } = lane.runQueue;
  const head = lane.head % cells;
  // A token covers its cell.
  for (let i = Math.min(length, cells); i < cells; i++) {
    const { x, y } = center((head + i) % cells);
    g.fillRect(x - 1, y - 1, 2, 2);
  }
  const tail = (lane.head + Math.min(length, cells)) % cells;
  if (length > 0) mark(head, "head", true);
  mark(tail, length === 0 ? "head, tail" : "tail", false);
  if (sizes.dense && columns < 4) return;
  const name = `Local queue · ${length} of ${LOCAL_QUEUE_CAPACITY}`;
  const hidden = length - Math.min(length, cells);
  brush.text(hidden > 0 ? `${name}, ${hidden} not drawn` : name, {
    x: (first.x + last.x) / 2,
    y: first.y + bend + 4,
    font: `500 11px ${FONTS.ui}`,
    ink: "muted",
    align: "center",
    width: last.x - first.x,
  });

  /** Outside the track, at a cell. */
  function mark(cell: number, name: string, full: boolean): void {
    const { x, y } = center(cell);
    const upper = cell < columns;
    const tip = upper ? y - half - 3 : y + half + 3;
    const base = upper ? tip - 5 : tip + 5;
    g.beginPath();
    g.moveTo(x, tip);
    g.lineTo(x - 4, base);
    g.lineTo(x + 4, base);
    g.lineTo(x, tip);
    g.lineWidth = 1;
    g.strokeStyle = inks.muted;
    g.fillStyle = full ? inks.muted : inks.ground;
    g.fill();
    g.stroke();
    if (sizes.dense) return;
    const font = `400 10px ${FONTS.ui}`;
    brush.text(name, { x: x + 7, y: upper ? tip + 1 : tip + 6, font, ink: "muted" });
  }
}

/** Threads, not tasks: square. The one in the driver waits for timers, the others for a notification. */
function sleepers({ sleepers: workers, inDriver }: StageView, rect: Rect, sizes: Sizes, brush: Brush): void {
  const { g, inks } = brush;
  const y = rect.y + NAME;
  let x = rect.x;
  if (workers.length === 0) brush.note("nobody", { x, y: y + 16 });
  for (const worker of workers) {
    const label = worker === inDriver ? `W${worker} in driver` : `W${worker}`;
    const width = label.length * 7 + 12;
    g.beginPath();
    g.roundRect(x + 0.5, y + 0.5, width - 1, sizes.chip - 1, 3);
    g.fillStyle = inks.raised;
    g.fill();
    g.lineWidth = 1;
    g.strokeStyle = inks.edge;
    g.stroke();
    const font = `400 12px ${FONTS.mono}`;
    brush.text(label, { x: x + width / 2, y: y + sizes.chip / 2 + 4, font, ink: "muted", align: "center" });
    x += width + 4;
  }
}

function who({ index, doing, tick }: LaneView, view: StageView, { x, y, width }: Rect, brush: Brush): void {
  const threaded = view.flavor === "multi_thread";
  const asleep = doing.kind === "asleep" || doing.kind === "notified";
  const ink = asleep ? "muted" : "ink";
  const name = threaded ? `W${index}` : "one thread";
  brush.text(name, { x: x + 4, y: y + 14, font: `600 13px ${FONTS.ui}`, ink });
  const inDriver = asleep && threaded && view.inDriver === index;
  const words = inDriver ? "in the driver" : doingWords(doing);
  brush.text(words, { x: x + 4, y: y + 32, font: `400 12.5px ${FONTS.ui}`, ink, width });
  brush.text(`tick ${tick}`, { x: x + 4, y: y + 49, font: `400 12px ${FONTS.mono}`, ink: "muted" });
}

function budget(left: number | null, tray: Rect, brush: Brush): void {
  if (left === null) return;
  const at = { x: tray.x + 2, y: tray.y + tray.height + 5, width: tray.width - 34, height: 3 };
  if (left === 0) brush.fill(at, "error");
  else brush.meter(at, left / BUDGET);
  const font = `400 10.5px ${FONTS.mono}`;
  brush.text(String(left), { x: tray.x + tray.width - 26, y: at.y + 5, font, ink: "muted" });
}

/** The polls from the slot made in this tick, of those allowed. */
function slotPolls(made: number, tray: Rect, { g, inks }: Brush): void {
  g.lineWidth = 1;
  g.fillStyle = inks.muted;
  g.strokeStyle = inks.muted;
  for (let i = 0; i < LIFO_POLLS; i++) {
    g.beginPath();
    g.arc(tray.x + 10 + i * 10, tray.y + tray.height + 6.5, 3, 0, 2 * Math.PI);
    if (i < made) g.fill();
    else g.stroke();
  }
}
