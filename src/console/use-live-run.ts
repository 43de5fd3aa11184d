/** A run that plays while it is on screen: virtual time follows the wall's, and the page is told a few times a second. */
import { useEffect, useRef, useState, type RefObject } from "react";
import { LiveRun } from "./live.ts";

/** The minute that the question is about. */
export const END_MS = 60_000;
/** So that there is something to see before anybody has pressed play. */
const FIRST_LOOK_MS = 1_000;
/** As long as a frame may be spent on the model. */
const SLICE_MS = 10;
/** The screen is drawn anew five times a second; tokio-console's own period is a second. */
const PUBLISH_EVERY_MS = 200;

export type Pace = "paused" | "1" | "5" | "to-end";

export interface Watched {
  run: LiveRun;
  pace: Pace;
  setPace(pace: Pace): void;
  restart(): void;
}

export function useLiveRun(seed: number, onScreen: RefObject<Element | null>): Watched {
  const [run, setRun] = useState(() => new LiveRun(seed));
  const [pace, setPace] = useState<Pace>("paused");
  const [, publish] = useState(0);
  const paceNow = useRef(pace);
  useEffect(() => {
    paceNow.current = pace;
  }, [pace]);

  useEffect(() => {
    const element = onScreen.current;
    if (element === null) return;
    let visible = true;
    const observer = new IntersectionObserver((entries) => {
      visible = entries.at(-1)?.isIntersecting ?? visible;
    });
    observer.observe(element);
    let goalMs = FIRST_LOOK_MS;
    let before = performance.now();
    let published = 0;
    const say = () => {
      published = performance.now();
      publish((count) => count + 1);
    };
    let frame = requestAnimationFrame(function tick(nowMs) {
      frame = requestAnimationFrame(tick);
      // A page that was in the background does not catch up.
      const passedMs = Math.min(100, nowMs - before);
      before = nowMs;
      if (!visible || run.nowMs >= END_MS) return;
      goalMs = Math.min(END_MS, nextGoal(paceNow.current, Math.max(goalMs, run.nowMs), passedMs));
      if (run.nowMs >= goalMs) return;
      const deadline = performance.now() + SLICE_MS;
      const arrived = run.advance(goalMs, () => performance.now() < deadline);
      // Behind by more than a moment, it plays slower instead.
      if (!arrived && (paceNow.current === "1" || paceNow.current === "5"))
        goalMs = Math.max(run.nowMs, Math.min(goalMs, run.nowMs + 500));
      if (performance.now() - published >= PUBLISH_EVERY_MS || run.nowMs >= END_MS) say();
      if (run.nowMs >= END_MS) setPace("paused");
      else if (arrived && paceNow.current === "paused") say();
    });
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [run, onScreen]);

  return {
    run,
    pace,
    setPace,
    restart() {
      setRun(new LiveRun(seed));
      setPace("paused");
    },
  };
}

function nextGoal(pace: Pace, goalMs: number, passedMs: number): number {
  if (pace === "paused") return goalMs;
  return pace === "to-end" ? END_MS : goalMs + passedMs * Number(pace);
}
