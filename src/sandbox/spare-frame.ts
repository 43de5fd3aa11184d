/** Keeps one frame open ahead of the next run, so that it starts at once, and makes sure that it still lives when it is taken. */
import { inTime } from "../compiler/in-time.ts";
import { openFrame, type Frame } from "./frame.ts";

/** A living frame answers in about a millisecond; one whose process the system took away never does. */
const ANSWER_MS = 1_000;
/** An open frame is a process; nobody needs it while the lesson is being read. */
const KEEP_MS = 5 * 60_000;

export interface SpareFrame {
  /** The spare one, or a new one. Whoever takes it removes it. */
  take(): Promise<Frame>;
  /** Opens one unless there is one. */
  open(): Promise<void>;
}

/** @param html the document of a frame; may be fetched late */
export function spareFrame(html: () => Promise<string>): SpareFrame {
  let spare: Frame | undefined;
  let expiry: ReturnType<typeof setTimeout> | undefined;

  const withdraw = (): Frame | undefined => {
    clearTimeout(expiry);
    const frame = spare;
    spare = undefined;
    return frame;
  };
  return {
    async take() {
      const frame = withdraw();
      if (frame && (await answers(frame))) return frame;
      frame?.remove();
      return openFrame(await html());
    },
    async open() {
      const text = await html();
      if (spare) return;
      spare = openFrame(text);
      expiry = setTimeout(() => withdraw()?.remove(), KEEP_MS);
    },
  };
}

async function answers(frame: Frame): Promise<boolean> {
  const answer = new Promise<void>((resolve) => {
    frame.listen(({ kind }) => {
      if (kind === "pong") resolve();
    });
    // A frame that is still loading hears nothing yet.
    void frame.loaded.then(() => frame.send({ kind: "ping", run: "spare" }));
  });
  return inTime(answer, ANSWER_MS, "no answer").then(
    () => true,
    () => false,
  );
}
