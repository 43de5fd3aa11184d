/** The picture of a design as an SVG that stands alone: for a document, in dark ink on white. */
import { escapeHtml } from "../../lib/escape.ts";
import { oneLine } from "../../lib/visible.ts";
import { channelWords } from "./document.ts";
import { BOX, layoutOf, sidesOf } from "./layout.ts";
import type { Place, Side } from "./layout.ts";
import { linksOf } from "./links.ts";
import { nodesOf } from "./schema.ts";
import type { AnyNode, Channel, Design, NodeKind, Sink, Source, State, Task } from "./schema.ts";
import { formatCount } from "../../lib/units.ts";

const MARGIN = 24;
const INK = "#1c1e22";
const FILL: Record<NodeKind, string> = {
  source: "#f4f1ea",
  task: "#ffffff",
  channel: "#e8f0fc",
  state: "#f8efdc",
  sink: "#f4f1ea",
};

/** XML has no control characters, not even escaped. */
const escape = (text: string): string => escapeHtml(oneLine(text));

export function designSvg(design: Design): string {
  const places = layoutOf(design);
  const xs = [...places.values()].map(([x]) => x);
  const ys = [...places.values()].map(([, y]) => y);
  const left = Math.min(0, ...xs) - MARGIN;
  const top = Math.min(0, ...ys) - MARGIN;
  const width = Math.max(0, ...xs) + BOX.width + MARGIN - left;
  const height = Math.max(0, ...ys) + BOX.height + MARGIN - top;
  const lines = linksOf(design).map(({ from, to, kind }) => {
    const [x1, y1] = places.get(from) ?? [0, 0];
    const [x2, y2] = places.get(to) ?? [0, 0];
    const { out, into } = sidesOf([x1, y1], [x2, y2]);
    const start = edgeOf([x1, y1], out);
    const end = edgeOf([x2, y2], into);
    const bend = Math.max(40, Math.hypot(end[0] - start[0], end[1] - start[1]) / 3);
    const curve = [towards(start, out, bend), towards(end, into, bend), end].map((point) => point.join(","));
    const dash = kind === "shutdown" ? ' stroke-dasharray="4 4"' : "";
    const back = kind === "ask" ? ' marker-start="url(#arrow)"' : "";
    return `<path d="M${start.join(",")}C${curve.join(" ")}" fill="none" stroke="#5b5f68" stroke-width="1.5"${dash}${back} marker-end="url(#arrow)"/>`;
  });
  const boxes = nodesOf(design).map(({ kind, node }) => {
    const [x, y] = places.get(node.id) ?? [0, 0];
    const [first = "", second = ""] = nodeWords(kind, node);
    return (
      `<g transform="translate(${x},${y})"><rect width="${BOX.width}" height="${BOX.height}" rx="${kind === "task" ? 6 : kind === "channel" ? 0 : 24}" fill="${FILL[kind]}" stroke="${INK}"/>` +
      `<text x="12" y="24" font-size="11" fill="#5b5f68">${kind}</text>${nameText(node.id)}` +
      `<text x="12" y="63" font-size="11" fill="${INK}">${escape(cut(first))}</text><text x="12" y="77" font-size="11" fill="${INK}">${escape(cut(second))}</text></g>`
    );
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" role="img" aria-label="${escape(design.name)}">` +
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0,0L8,4L0,8Z" fill="#5b5f68"/></marker></defs>' +
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#fff"/>${lines.join("")}${boxes.join("")}</svg>\n`
  );
}

/** So many characters of that size are as wide as a box. */
const ONE_LINE = 17;
const TWO_LINES = 22;
const WORDS = 28;

const cut = (text: string): string => (text.length > WORDS ? `${text.slice(0, WORDS - 1)}…` : text);

/** A long name in two lines, cut after a hyphen where that is possible. */
function nameText(id: string): string {
  const line = (text: string, y: number, size: number): string =>
    `<text x="12" y="${y}" font-size="${size}" font-weight="600" fill="${INK}">${escape(text)}</text>`;
  if (id.length <= ONE_LINE) return line(id, 44, 15);
  const hyphen = id.lastIndexOf("-", TWO_LINES - 1) + 1;
  const at = hyphen >= id.length - TWO_LINES ? hyphen : TWO_LINES;
  return line(id.slice(0, at), 37, 11) + line(id.slice(at), 49, 11);
}

const WAY: Record<Side, Place> = { left: [-1, 0], right: [1, 0], top: [0, -1], bottom: [0, 1] };

const towards = ([x, y]: Place, side: Side, by: number): Place => [
  x + WAY[side][0] * by,
  y + WAY[side][1] * by,
];

/** The middle of one side of a box. */
const edgeOf = ([x, y]: Place, side: Side): Place => [
  x + ((1 + WAY[side][0]) * BOX.width) / 2,
  y + ((1 + WAY[side][1]) * BOX.height) / 2,
];

/** Two short lines about a box. */
export function nodeWords(kind: NodeKind, node: AnyNode): string[] {
  switch (kind) {
    case "source": {
      const { rate, burst, keys } = node as Source;
      return [
        `${formatCount(rate)} a second${burst > 1 ? `, ${burst} at once` : ""}`,
        keys > 1 ? `${formatCount(keys)} keys` : "",
      ];
    }
    case "task": {
      const { count, runsOn, per } = node as Task;
      return [
        count === 1 ? "one" : `${formatCount(count)}${per === "" ? " of them" : `, one per ${per}`}`,
        runsOn === "thread" ? "a thread of its own" : "",
      ];
    }
    case "channel":
      return channelWords(node as Channel)
        .slice(node.id.length + 2)
        .split(", ")
        .map((word) => word.replace(/^\d/, "room for $&"));
    case "state": {
      const { kind: lock, holdUs, keys } = node as State;
      return [`${lock}, held ${holdUs} µs`, keys > 1 ? `${formatCount(keys)} of them` : ""];
    }
    case "sink": {
      const { kind: sink, writeUs } = node as Sink;
      return [sink, `${writeUs} µs a write`];
    }
  }
}
