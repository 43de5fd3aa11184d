/** Plays a run while it is on screen: virtual time follows real time, and the page updates a few times a second. */
import { useEffect, useState, type RefObject } from "react";
import { LiveRun } from "./model-run.ts";

/** The minute that the question is about. */
export const END_MS = 60_000;
/** So that there is something to see before Play is pressed. */
const FIRST_LOOK_MS = 1_000;
/** The part of a frame that the model may use. */
const SLICE_MS = 10;
/** How far behind its goal a run may be before the goal waits for it. */
const CHASE_MS = 500;
/** The screen redraws five times a second; tokio-console's own period is a second. */
const PUBLISH_EVERY_MS = 200;

type Pace = "paused" | "1" | "5" | "to-end";

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
  const visible = useOnScreen(onScreen);

  useEffect(() => {
    if (!visible) return;
    let goalMs = run.nowMs;
    let before = performance.now();
    let published = 0;
    let frame = 0;
    const tick = (wallMs: number) => {
      // A page that was in the background does not catch up.
      const passedMs = Math.min(100, Math.max(0, wallMs - before));
      before = wallMs;
      goalMs = nextGoal(pace, goalMs, passedMs);
      const deadline = performance.now() + SLICE_MS;
      run.advance(goalMs, () => performance.now() < deadline);
      // If it falls behind, it plays slower instead of catching up.
      if (pace === "1" || pace === "5") goalMs = Math.min(goalMs, run.nowMs + CHASE_MS);
      const ended = run.nowMs >= END_MS;
      const idle = ended || (pace === "paused" && run.nowMs >= FIRST_LOOK_MS);
      if (idle || performance.now() - published >= PUBLISH_EVERY_MS) {
        published = performance.now();
        publish((count) => count + 1);
      }
      if (ended) setPace("paused");
      frame = idle ? 0 : requestAnimationFrame(tick);
    };
    if (run.nowMs < END_MS && (pace !== "paused" || run.nowMs < FIRST_LOOK_MS))
      frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [run, pace, visible]);

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

function useOnScreen(element: RefObject<Element | null>): boolean {
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new IntersectionObserver((entries) =>
      setVisible(entries.at(-1)?.isIntersecting ?? false),
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return visible;
}

function nextGoal(pace: Pace, goalMs: number, passedMs: number): number {
  if (pace === "paused") return Math.max(goalMs, FIRST_LOOK_MS);
  return pace === "to-end" ? END_MS : Math.min(END_MS, goalMs + passedMs * Number(pace));
}
