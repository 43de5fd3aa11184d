/** Paints the moving parts of the chart on a canvas over Recharts' axes while samples stream in. */
import { useEffect, useRef, useState } from "react";
import { TONES, type Tone } from "./marks.ts";
import { paletteOf, type Picture } from "./paint.ts";
import type { Live } from "./live.ts";
import { areasOf, marksOf } from "./scene.ts";
import { openSurface, type Surface } from "./surface.ts";
import styles from "./LiveLayer.module.css";

/** React renders this once for a run and then does nothing: samples arrive in the book, and this paints the newest picture. */
export function LiveLayer({ drawn, plot }: Pick<Live, "drawn" | "plot">) {
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
    // Reads the colours each time: the theme may change during a run.
    const picture = (): Picture => ({
      areas: areasOf(drawn, plot),
      marks: marksOf(drawn, plot),
      decades: drawn.decades,
      plot,
      palette: paletteOf(probes.current),
      pixels: devicePixelRatio,
    });
    const show = () => surface.show(picture);
    // Not immediately: reading colours needs styles, which the browser computes for the next frame anyway.
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
