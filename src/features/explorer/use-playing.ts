/** Plays while the explorer is on screen and its tab in the foreground; out of sight it costs nothing. */
import { useEffect, useRef, type RefObject } from "react";

/** @param onBeats receives the number of beats since its last call, and the time of the frame */
export function usePlaying(
  playing: boolean,
  beatsPerSecond: number,
  onScreen: RefObject<Element | null>,
  onBeats: (beats: number, nowMs: number) => void,
): void {
  const told = useRef(onBeats);
  useEffect(() => {
    told.current = onBeats;
  });
  useEffect(() => {
    const element = onScreen.current;
    if (!playing || element === null) return;
    let visible = true;
    const observer = new IntersectionObserver((entries) => {
      visible = entries.at(-1)?.isIntersecting ?? visible;
    });
    observer.observe(element);
    let owed = 0;
    let before = performance.now();
    let frame = requestAnimationFrame(function tick(now) {
      // After a pause of the page, playing continues where it was.
      if (visible) owed += Math.min(0.1, (now - before) / 1000) * beatsPerSecond;
      before = now;
      const beats = Math.floor(owed);
      owed -= beats;
      if (beats > 0) told.current(beats, now);
      frame = requestAnimationFrame(tick);
    });
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [playing, beatsPerSecond, onScreen]);
}
