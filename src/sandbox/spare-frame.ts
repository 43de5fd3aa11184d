/** Keeps one frame open so that the next run starts at once, and checks that the frame is alive when it is taken. */
import { inTime } from "../compiler/in-time.ts";
import type { FrameKind } from "./csp.ts";
import { openFrame, type Frame } from "./frame.ts";

/** A living frame responds in about a millisecond; one whose process was killed never does. */
const ANSWER_MS = 1_000;
/** An open frame is a process, which nobody needs while reading the lesson. */
const KEEP_MS = 5 * 60_000;

export interface SpareFrame {
  /** The spare one if it is of that kind, or a new one. Whoever takes it removes it. */
  take(kind: FrameKind): Promise<Frame>;
  /** Opens one unless there is one. */
  open(kind: FrameKind): Promise<void>;
}

/** @param html the document of a frame; may load late */
export function spareFrame(html: (kind: FrameKind) => Promise<string>): SpareFrame {
  let spare: { frame: Frame; kind: FrameKind } | undefined;
  let expiry: ReturnType<typeof setTimeout> | undefined;

  const withdraw = (): typeof spare => {
    clearTimeout(expiry);
    const withdrawn = spare;
    spare = undefined;
    return withdrawn;
  };
  return {
    async take(kind) {
      const withdrawn = withdraw();
      if (withdrawn?.kind === kind && (await answers(withdrawn.frame))) return withdrawn.frame;
      withdrawn?.frame.remove();
      return openFrame(await html(kind));
    },
    async open(kind) {
      const text = await html(kind);
      if (spare) return;
      spare = { frame: openFrame(text), kind };
      expiry = setTimeout(() => withdraw()?.frame.remove(), KEEP_MS);
    },
  };
}

async function answers(frame: Frame): Promise<boolean> {
  const answer = new Promise<void>((resolve) => {
    frame.listen(({ kind }) => {
      if (kind === "pong") resolve();
    });
    // A frame that is still loading cannot respond yet.
    void frame.loaded.then(() => frame.send({ kind: "ping", run: "spare" }));
  });
  return inTime(answer, ANSWER_MS, "no response").then(
    () => true,
    () => false,
  );
}
