/** The Rust Playground's API: requests, responses, and a message for each failure. */
import * as v from "valibot";
import { RUST_EDITION } from "../../../course/rust-checks.ts";

/** The server that receives code; a build may set another. */
export const PLAYGROUND = new URL(import.meta.env["VITE_PLAYGROUND"] ?? "https://play.rust-lang.org").origin;

/** The Playground ends a request, build and run together, after ten seconds; the wait for a free container is extra. */
const LIMIT_MS = 10_000;
const PATIENCE_MS = 45_000;

const Executed = v.object({
  success: v.boolean(),
  /** "Exited with status 1", "Exited with signal 9 (SIGKILL): …" */
  exitDetail: v.optional(v.string(), ""),
  stdout: v.string(),
  stderr: v.string(),
});
const Refused = v.object({ error: v.string() });

export type Answer =
  | { kind: "executed"; success: boolean; exitDetail: string; stdout: string; stderr: string }
  | { kind: "cancelled" }
  /** The request failed; this says nothing about the code. */
  | { kind: "failed"; message: string };

export interface Request {
  code: string;
  mode: "debug" | "release";
  signal: AbortSignal;
  /** `https://play.rust-lang.org` unless a test has a server of its own. */
  origin?: string;
  /** How long to wait for a response. */
  patienceMs?: number;
}

/** One request. Never rejects. */
export async function execute({
  code,
  mode,
  signal,
  origin = PLAYGROUND,
  patienceMs = PATIENCE_MS,
}: Request): Promise<Answer> {
  const late = AbortSignal.timeout(patienceMs);
  try {
    const response = await fetch(`${origin}/execute`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.any([signal, late]),
      body: JSON.stringify({
        channel: "stable",
        mode,
        edition: RUST_EDITION,
        crateType: "bin",
        tests: false,
        backtrace: false,
        code,
      }),
    });
    return answerOf(response.status, await response.text());
  } catch {
    if (signal.aborted) return { kind: "cancelled" };
    if (late.aborted) {
      return failed(
        `no response within ${patienceMs / 1000} seconds: it is busy. Run again later, or download the project.`,
      );
    }
    const offline = typeof navigator !== "undefined" && !navigator.onLine;
    return failed(
      offline
        ? "your browser is offline."
        : "it cannot be reached: it may be down, or your network may block it.",
    );
  }
}

function answerOf(status: number, text: string): Answer {
  const body = jsonOf(text);
  const executed = v.safeParse(Executed, body);
  if (status === 200 && executed.success) return { kind: "executed", ...executed.output };
  const refused = v.safeParse(Refused, body);
  const said = refused.success ? refused.output.error : "";
  if (/timed? ?out|timeout/i.test(said)) {
    return failed(
      `building and running took longer than the ${LIMIT_MS / 1000} seconds it allows. The cause may be an endless loop, or a busy server.`,
    );
  }
  if (status === 429) return failed("too many requests. Wait a minute before the next run.");
  if (status >= 500) return failed(`server error (${status})${said === "" ? "" : `: ${said}`}.`);
  return failed(`it answered ${status}${said === "" ? ", which is not in its API" : `: ${said}`}.`);
}

const failed = (what: string): Answer => ({ kind: "failed", message: `The Rust Playground: ${what}` });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
