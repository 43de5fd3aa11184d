/** The row of buttons that save a measurement to a file. */
import { useState, type RefObject } from "react";
import type { Bench } from "../../../harness/report.ts";
import type { Subject } from "../../../harness/bench/subjects.ts";
import type { RealSeries } from "./real-series.ts";
import type { SampleBook } from "./sample-book.ts";
import { legendOf } from "./bench-words.ts";
import { coloursOfPage, courseAddress, fontFaces } from "./picture-parts.ts";
import { csvOf, download, pngOf, quantilesCsv, standaloneSvg } from "./save.ts";
import styles from "./BenchPanel.module.css";

interface Props {
  /** The element that contains the chart's drawing. */
  view: RefObject<HTMLElement | null>;
  subject: Subject;
  books: Record<Subject, SampleBook>;
  bench: Bench | undefined;
  /** The series from `cargo bench` that the chart shows. */
  series: readonly RealSeries[];
  disabled: boolean;
}

export function SaveButtons({ view, subject, books, bench, series, disabled }: Props) {
  const [fault, setFault] = useState("");
  const drawing = async () => {
    const svg = view.current?.querySelector<SVGSVGElement>("svg.recharts-surface");
    if (!svg) throw new Error("the chart has not been drawn yet");
    const words = { ...legendOf(subject, bench), address: courseAddress() };
    return standaloneSvg(svg, words, coloursOfPage(), await fontFaces());
  };
  const name = `bench-${subject.replace(" ", "-")}`;
  const ways: [string, () => void | Promise<void>][] = [
    [
      "PNG",
      async () => {
        const { text, width, height } = await drawing();
        download(`${name}.png`, await pngOf(text, width, height));
      },
    ],
    ["SVG", async () => download(`${name}.svg`, (await drawing()).text, "image/svg+xml")],
    ["CSV of samples", () => download("bench-samples.csv", csvOf(books, bench), "text/csv")],
    [
      "CSV of quantiles",
      () => download("bench-quantiles.csv", quantilesCsv(bench?.profiles ?? [], series), "text/csv"),
    ],
  ];
  if (bench)
    ways.push([
      "JSON",
      () => download("bench.json", `${JSON.stringify(bench, null, 2)}\n`, "application/json"),
    ]);
  return (
    <div className={styles.save}>
      <span>Save as</span>
      {ways.map(([way, save]) => (
        <button
          key={way}
          type="button"
          className="button small"
          disabled={disabled}
          onClick={() => {
            setFault("");
            void (async () => save())().catch((error: unknown) => setFault(`Not saved: ${String(error)}`));
          }}
        >
          {way}
        </button>
      ))}
      {fault && <span role="alert">{fault}</span>}
    </div>
  );
}
