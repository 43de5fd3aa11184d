/** What moves on the chart: painted on a canvas while samples stream in, at most once a frame, and kept as SVG afterwards. */
import { createContext, use, useEffect, useRef } from "react";
import { TONES, type Tone } from "./marks.ts";
import { fit, paint, paletteOf } from "./paint.ts";
import type { Plot } from "./plot.ts";
import { sceneOf, type Drawn } from "./scene.ts";
import { readingOf } from "./reading.ts";
import { SceneSvg } from "./SceneSvg.tsx";
import { useBookVersion } from "./use-frame.ts";
import styles from "./Scene.module.css";

export interface Live {
  drawn: Drawn;
  plot: Plot;
  streaming: boolean;
}

/** Past Recharts, which would draw everything again for a new child: the layer takes what is drawn from here. */
export const LiveContext = createContext<Live | null>(null);

/** Within Recharts' own SVG, so that one drawing is saved. */
export function RestingLayer() {
  const live = use(LiveContext);
  return live === null || live.streaming ? null : <Resting {...live} />;
}

function Resting({ drawn, plot }: Live) {
  useBookVersion(drawn.book);
  return <SceneSvg marks={sceneOf(drawn, plot)} />;
}

/** React renders this once for a run and is then left out of it: samples arrive in the book, the next frame paints them. */
export function StreamingLayer({ drawn, plot }: Pick<Live, "drawn" | "plot">) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const probes = useRef({} as Record<Tone, HTMLElement>);
  useEffect(() => {
    const surface = canvas.current!;
    fit(surface, plot.chartWidth, plot.chartHeight);
    const reading = readingOf(drawn.book);
    let read = reading.get();
    let frame = 0;
    const show = () => {
      frame = 0;
      // The page is about to show new numbers, which is as much as a slow machine does in a frame.
      if (read !== reading.get()) {
        read = reading.get();
        schedule();
        return;
      }
      // Asked for each time: the theme may change under a run.
      paint(surface, sceneOf(drawn, plot), paletteOf(probes.current));
    };
    const schedule = () => {
      frame ||= requestAnimationFrame(show);
    };
    // Not at once: the colours ask for styles, which are being worked out for the next frame anyway.
    schedule();
    const leave = drawn.book.subscribe(schedule);
    return () => {
      leave();
      cancelAnimationFrame(frame);
    };
  }, [drawn, plot]);
  return (
    <>
      <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
      <span className={styles.probes} aria-hidden="true">
        {TONES.map((tone) => (
          <i
            key={tone}
            className={styles[tone]}
            ref={(element) => {
              if (element) probes.current[tone] = element;
            }}
          />
        ))}
      </span>
    </>
  );
}
