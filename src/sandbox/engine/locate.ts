/** Finds the learner's own line in a stack trace. */

/** `line:column` at the end of a frame; V8 adds a bracket, Firefox and WebKit do not. */
const POSITION = /:(\d+):(\d+)\)?$/;
/** V8's frames start with "at", Firefox's and WebKit's contain an @. The error message before them has neither. */
const IS_FRAME = /^\s*at |@/;
/** Frames of Node itself, whose lines mean nothing here. */
const IS_NODE = /[( ]node:/;
/** WebKit repeats the whole data: URL in each frame, so only its ends are searched. */
const MAX_FRAME = 300;
const MAX_STACK = 1_000_000;

/**
 * How many frames V8 should keep. By default ten; a future polled through others is deeper, below frames of the runtime and the
 * harness.
 */
export const DEEP_ENOUGH = 60;

/**
 * The first frame of `stack` in the learner's script, which starts at line `engineLines + 1` of the worker's script.
 * Lines and columns count from 1 and are positions in that script, as the source map knows it.
 */
export function locate(stack: unknown, engineLines: number): { line: number; column: number } | undefined {
  for (const { line, column } of framesOf(stack))
    if (line > engineLines) return { line: line - engineLines, column };
  return undefined;
}

/** The places of all frames in the worker's script, innermost first. */
export function framesOf(stack: unknown): { line: number; column: number }[] {
  if (typeof stack !== "string") return [];
  const found: { line: number; column: number }[] = [];
  for (const frame of stack.slice(0, MAX_STACK).split("\n")) {
    const end = frame.slice(-MAX_FRAME);
    const match = IS_FRAME.test(frame.slice(0, MAX_FRAME)) && !IS_NODE.test(end) ? POSITION.exec(end) : null;
    if (match) found.push({ line: Number(match[1]), column: Number(match[2]) });
  }
  return found;
}
