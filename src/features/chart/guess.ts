/** The learner's guess as marks: two lines through the plot for the p99s, and a bracket as long as the ratio. */
import { bracket, diamond, vertical, widthOf, type Mark, type Words } from "./marks.ts";
import { ROW_PX, within, xOf, type Plot } from "./plot.ts";
import { FIRST_GUESS, formatGuess, type Guessed, type Prediction } from "./prediction.ts";
import type { Decades } from "./scale.ts";

const DASH = [4, 3];

interface Guess {
  prediction: Prediction;
  /** While it may still be changed, what was not said yet stands where its handle waits. */
  open: boolean;
}

/** Where each handle is, in px; the ratio's begins at inline, expected or, once there is one, measured. */
export function guessPlaces(
  prediction: Prediction,
  inlineP50Ns: number,
  decades: Decades,
  plot: Plot,
): Record<Guessed | "from", number> {
  const all = { ...FIRST_GUESS, ...prediction };
  const fromNs = Number.isFinite(inlineP50Ns) ? inlineP50Ns : all.inlineP99Ns;
  const at = (ns: number) => within(plot, xOf(plot, decades, ns));
  return {
    inlineP99Ns: at(all.inlineP99Ns),
    spawnP99Ns: at(all.spawnP99Ns),
    from: at(fromNs),
    ratio: at(fromNs * all.ratio),
  };
}

export function guessMarks(
  guess: Guess | undefined,
  inlineP50Ns: number,
  decades: Decades,
  plot: Plot,
): Mark[] {
  if (guess === undefined) return [];
  const { prediction, open } = guess;
  const places = guessPlaces(prediction, inlineP50Ns, decades, plot);
  const marks: Mark[] = [];
  if (open || prediction.ratio !== undefined) {
    const y = ROW_PX.guessRatio;
    marks.push({
      kind: "stroke",
      tone: "muted",
      d: bracket(y, places.from, places.ratio),
      width: 1.5,
      dash: DASH,
    });
    marks.push(label(places.ratio, y + 4, [`you: ${said("ratio", prediction)}`], "right", plot));
  }
  for (const which of ["inlineP99Ns", "spawnP99Ns"] as const) {
    if (!open && prediction[which] === undefined) continue;
    const side = which === "inlineP99Ns" ? "inline" : "spawn";
    const other = which === "inlineP99Ns" ? places.spawnP99Ns : places.inlineP99Ns;
    const [x, y] = [places[which], ROW_PX.guessP99];
    const outward = x < other || (x === other && side === "inline") ? "left" : "right";
    const value = said(which, prediction);
    marks.push({
      kind: "stroke",
      tone: side,
      d: vertical(x, y + 6, plot.y + plot.height),
      width: 1.5,
      dash: DASH,
    });
    marks.push({ kind: "stroke", tone: side, d: diamond(x, y), width: 1.5 });
    marks.push(label(x, y + 4, [`your ${side} p99 ${value}`, `p99 ${value}`, value], outward, plot));
  }
  return marks;
}

const said = (which: Guessed, prediction: Prediction): string => {
  const value = prediction[which];
  return value === undefined ? "?" : formatGuess(which, value);
};

/** In px, clear of a handle with the focus on it. */
const GAP = 19;

/** The longest wording that fits on its side of the place; the shortest on the other side where none does. */
function label(x: number, y: number, wordings: readonly string[], side: "left" | "right", plot: Plot): Words {
  const room = side === "left" ? x - GAP - 2 : plot.chartWidth - x - GAP - 2;
  const fitting = wordings.find((text) => widthOf(text) <= room);
  const left = (side === "left") === (fitting !== undefined);
  return {
    kind: "text",
    tone: "muted",
    x: left ? x - GAP : x + GAP,
    y,
    text: fitting ?? wordings.at(-1)!,
    anchor: left ? "end" : "start",
  };
}
