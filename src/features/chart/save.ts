/** Exports a measurement: the chart as SVG or PNG, the samples as CSV, everything as JSON. */
import { engineOf, type Bench, type BenchProfile } from "../../../harness/report.ts";
import { toCsv } from "../../lib/csv.ts";
import { partsOf, subjectOf, SUBJECTS, type Subject } from "../../../harness/bench/subjects.ts";
import { xml, type Colours } from "./picture-parts.ts";
import type { RealSeries } from "./real-series.ts";
import type { SampleBook } from "./sample-book.ts";

/** One line per round: what a spreadsheet or notebook needs to repeat the statistics. */
export function csvOf(books: Readonly<Record<Subject, SampleBook>>, bench: Bench | undefined): string {
  const lines = [
    "engine,profile,tokio,rustc,worker,round,inline_ns_per_op,spawn_ns_per_op,control_ns_per_op",
  ];
  for (const subject of SUBJECTS) {
    const profile = bench?.profiles.find((candidate) => subjectOf(candidate) === subject);
    const { tokio = "", rustc = "" } = profile?.build ?? {};
    for (const { worker, round, inlineNs, spawnNs, controlNs } of books[subject].rounds())
      lines.push([...partsOf(subject), tokio, rustc, worker, round, inlineNs, spawnNs, controlNs].join(","));
  }
  return `${lines.join("\n")}\n`;
}

/** What the table shows: one line for each side of each series, from this tab or from `cargo bench`. */
export function quantilesCsv(measured: readonly BenchProfile[], series: readonly RealSeries[]): string {
  const all = [
    ...measured.map((profile) => ({
      name: `${engineOf(profile) === "tokio" ? "tokio in this tab" : "model"}, ${profile.profile}`,
      profile,
      versions: profile.build,
    })),
    ...series,
  ];
  const rows = all.flatMap(({ name, profile, versions }) =>
    (["inline", "spawn"] as const).map((side) => {
      const { p50, p90, p99 } = profile[side];
      const { tokio = "", rustc = "" } = versions ?? {};
      return [name, tokio, rustc, side, p50, p90, p99, profile.ratio, String(profile.recorded)];
    }),
  );
  return toCsv(
    [
      "series",
      "tokio",
      "rustc",
      "side",
      "p50_ns_per_op",
      "p90_ns_per_op",
      "p99_ns_per_op",
      "ratio",
      "recorded",
    ],
    rows,
  );
}

/** Properties that a drawing takes from the page's styles; the rest is geometry and already in its attributes. */
const KEPT = [
  "color",
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight",
  "font-variant-numeric",
  "text-anchor",
  "opacity",
  "display",
] as const;

/** What a picture of a chart says about itself, once it has left the page. */
interface Words {
  title: string;
  conditions: string;
  address: string;
}

const ABOVE_PX = 64;
const BELOW_PX = 34;

/**
 * A copy of the drawing that looks the same anywhere: resolved colours, its own fonts and background, with a title, the
 * conditions and the address of the course.
 * @param faces the fonts, as CSS
 */
export function standaloneSvg(
  svg: SVGSVGElement,
  words: Words,
  colours: Colours,
  faces: string,
): { text: string; width: number; height: number } {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll<SVGElement>("*")];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  originals.forEach((original, index) => {
    const computed = getComputedStyle(original);
    const target = copies[index]!;
    target.removeAttribute("class");
    target.removeAttribute("style");
    for (const property of KEPT) target.style.setProperty(property, computed.getPropertyValue(property));
  });
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("y", String(ABOVE_PX));
  const whole = height + ABOVE_PX + BELOW_PX;
  const line = (y: number, size: number, text: string, look: string) =>
    `<text x="12" y="${y}" font-size="${size}" ${look}>${xml(text)}</text>`;
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" font-family="'Inter Variable', system-ui, sans-serif"><style>${faces}</style><rect width="100%" height="100%" fill="${colours.ground}"/>${line(26, 16, words.title, `font-weight="600" fill="${colours.ink}"`)}${line(48, 12, words.conditions, `fill="${colours.muted}"`)}${new XMLSerializer().serializeToString(copy)}${line(whole - 12, 12, words.address, `fill="${colours.accent}"`)}</svg>`;
  return { text, width, height: whole };
}

/** @param scale device pixels per CSS pixel
 * @throws when the browser cannot draw the SVG or encode the picture */
export async function pngOf(svgText: string, width: number, height: number, scale = 2): Promise<Blob> {
  const image = new Image();
  // A data: URL, because the page's policy forbids pictures from blob: URLs.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("the picture could not be encoded"))),
      "image/png",
    );
  });
}

export function download(fileName: string, content: Blob | string, type = "text/plain"): void {
  const url = URL.createObjectURL(typeof content === "string" ? new Blob([content], { type }) : content);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  // Once started, the download holds the data itself.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
