/** What moves on the chart: painted on a canvas while samples stream in, and kept as SVG afterwards. */
import { createContext, use, useEffect, useRef, useState } from "react";
import { TONES, type Tone } from "./marks.ts";
import { paletteOf, type Picture } from "./paint.ts";
import type { Plot } from "./plot.ts";
import { sceneOf, type Drawn } from "./scene.ts";
import { SceneSvg } from "./SceneSvg.tsx";
import { openSurface, type Surface } from "./surface.ts";
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

/** React renders this once for a run and is then left out of it: samples arrive in the book, and the newest picture is painted. */
export function StreamingLayer({ drawn, plot }: Pick<Live, "drawn" | "plot">) {
  const stage = useRef<HTMLDivElement>(null);
  const probes = useRef({} as Record<Tone, HTMLElement>);
  const [surface, setSurface] = useState<Surface>();
  useEffect(() => {
    const opened = openSurface(() => {
      const canvas = document.createElement("canvas");
      stage.current!.replaceChildren(canvas);
      return canvas;
    });
    setSurface(opened);
    return () => opened.close();
  }, []);
  useEffect(() => {
    if (surface === undefined) return;
    const { chartWidth: width, chartHeight: height } = plot;
    // The colours are asked for each time: the theme may change under a run.
    const picture = (): Picture => ({
      marks: sceneOf(drawn, plot),
      palette: paletteOf(probes.current),
      width,
      height,
      pixels: devicePixelRatio,
    });
    const show = () => surface.show(picture);
    // Not at once: the colours ask for styles, which are being worked out for the next frame anyway.
    const first = requestAnimationFrame(show);
    const leave = drawn.book.subscribe(show);
    return () => {
      cancelAnimationFrame(first);
      leave();
    };
  }, [surface, drawn, plot]);
  return (
    <>
      <div ref={stage} className={styles.canvas} aria-hidden="true" />
      <span className={styles.probes} aria-hidden="true">
        {TONES.map((tone) => (
          <i
            key={tone}
            data-tone={tone}
            ref={(element) => {
              if (element) probes.current[tone] = element;
            }}
          />
        ))}
      </span>
    </>
  );
}
