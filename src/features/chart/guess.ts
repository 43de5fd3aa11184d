/** Draws the learner's guess as marks: two lines through the plot for the p99s, and a bracket as long as the ratio. */
import type { Decades } from "../../ui/charts/log-axis.ts";
import { bracket, widthOf, type Mark, type Words } from "./marks.ts";
import { exponentOf, ROW_PX, xOf, type Plot } from "./plot.ts";
import { FIRST_GUESS, formatGuess, type Guessed, type Prediction } from "./prediction.ts";

const DASH = [4, 3];

interface Guess {
  prediction: Prediction;
  /** While the guess is open, values not yet given are drawn at their handles' initial positions. */
  open: boolean;
}

/** The exponent of each handle; the ratio's begins at inline, as expected or, once available, as measured. */
export function guessPlaces(
  prediction: Prediction,
  inlineP50Ns: number,
  decades: Decades,
): Record<Guessed | "from", number> {
  const all = { ...FIRST_GUESS, ...prediction };
  const fromNs = Number.isFinite(inlineP50Ns) ? inlineP50Ns : all.inlineP99Ns;
  const at = (ns: number) => exponentOf(decades, ns);
  return {
    inlineP99Ns: at(all.inlineP99Ns),
    spawnP99Ns: at(all.spawnP99Ns),
    from: at(fromNs),
    ratio: at(fromNs * all.ratio),
  };
}

/** The number that the guess was of, once there is one. */
interface Truth {
  inlineP50Ns: number;
  ratio: number | undefined;
}

/** Where the bracket of a guess ends, and where it should have ended: it is stretched from one to the other. */
export function stretchOf(
  prediction: Prediction,
  { inlineP50Ns, ratio }: Truth,
  decades: Decades,
): { from: number; guess: number; truth: number } | undefined {
  if (prediction.ratio === undefined || ratio === undefined) return undefined;
  const places = guessPlaces(prediction, inlineP50Ns, decades);
  const truth = exponentOf(decades, 10 ** places.from * ratio);
  return { from: places.from, guess: places.ratio, truth };
}

export function guessMarks(guess: Guess | undefined, truth: Truth, decades: Decades, plot: Plot): Mark[] {
  if (guess === undefined) return [];
  const { prediction, open } = guess;
  const places = guessPlaces(prediction, truth.inlineP50Ns, decades);
  const label = labelIn(decades, plot);
  const stretch = open ? undefined : stretchOf(prediction, truth, decades);
  const marks: Mark[] = [];
  if (open || prediction.ratio !== undefined) {
    const y = ROW_PX.guessRatio;
    marks.push(
      ...bracket(y, places.from, places.ratio, { tone: "muted", width: 1.5, dash: DASH }),
      stretch
        ? label(places.from, y + 4, ["your guess", "guess"], "left")
        : label(places.ratio, y + 4, [`you: ${said("ratio", prediction)}`], "right"),
    );
    if (stretch)
      marks.push(
        { kind: "line", tone: "ink", from: [stretch.guess, y], to: [stretch.truth, y], width: 2 },
        { kind: "sign", tone: "ink", at: [stretch.truth, y], sign: "stop" },
      );
  }
  for (const which of ["inlineP99Ns", "spawnP99Ns"] as const) {
    if (!open && prediction[which] === undefined) continue;
    const side = which === "inlineP99Ns" ? "inline" : "spawn";
    const other = which === "inlineP99Ns" ? places.spawnP99Ns : places.inlineP99Ns;
    const [x, y] = [places[which], ROW_PX.guessP99];
    const outward = x < other || (x === other && side === "inline") ? "left" : "right";
    const value = said(which, prediction);
    marks.push(
      {
        kind: "line",
        tone: side,
        from: [x, y + 6],
        to: [x, plot.y + plot.height],
        width: 1.5,
        dash: DASH,
      },
      { kind: "sign", tone: side, at: [x, y], sign: "diamond", hollow: true },
      label(x, y + 4, [`your ${side} p99 ${value}`, `p99 ${value}`, value], outward),
    );
  }
  return marks;
}

const said = (which: Guessed, prediction: Prediction): string => {
  const value = prediction[which];
  return value === undefined ? "?" : formatGuess(which, value);
};

/** In px, clear of a handle with the focus on it. */
const GAP = 19;

/** The longest wording that fits on its side; if none fits, the shortest on the other side. */
const labelIn =
  (decades: Decades, plot: Plot) =>
  (exponent: number, y: number, wordings: readonly string[], side: "left" | "right"): Words => {
    const x = xOf(plot, decades, exponent);
    const room = side === "left" ? x - GAP - 2 : plot.chartWidth - x - GAP - 2;
    const fitting = wordings.find((text) => widthOf(text) <= room);
    const left = (side === "left") === (fitting !== undefined);
    return {
      kind: "text",
      tone: "muted",
      at: [exponent, y],
      dx: left ? -GAP : GAP,
      text: fitting ?? wordings.at(-1)!,
      anchor: left ? "end" : "start",
    };
  };
