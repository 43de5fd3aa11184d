/** What can go wrong between an application and the page, and how to tell one from the other. */
import { Code, ConnectError } from "@connectrpc/connect";

export type Problem =
  /** No answer that a page may read. The browser does not say why. */
  | "unreachable"
  /** The reader or the browser does not let the page use the local network. */
  | "refused"
  /** It answers, but not as a console. */
  | "not-a-console"
  /** console-subscriber before 0.5. */
  | "old-protocol"
  /** The bridge was started again, or the address is cut off. */
  | "wrong-token"
  /** The bridge runs; nothing listens at the application's address. */
  | "no-application"
  /** The bridge runs; what listens at the application's address is not a console. */
  | "other-application"
  /** The stream ended. */
  | "closed"
  | "unknown";

/** The bridge names its problem in this header. */
export const PROBLEM_HEADER = "course-problem";
const FROM_BRIDGE: readonly Problem[] = [
  "wrong-token",
  "no-application",
  "other-application",
  "old-protocol",
];

export interface Failure {
  problem: Problem;
  /** What the browser or the application said, for those who can read it. */
  detail: string;
}

export function failureOf(error: unknown, method: "updates" | "state"): Failure {
  const failed = ConnectError.from(error);
  const named = FROM_BRIDGE.find((each) => each === failed.metadata.get(PROBLEM_HEADER));
  return { problem: named ?? problemOf(failed, method), detail: failed.rawMessage };
}

function problemOf(error: ConnectError, method: "updates" | "state"): Problem {
  const { code, cause } = error;
  if (isDown(error)) return "no-application";
  if (code === Code.Unimplemented) return method === "state" ? "old-protocol" : "not-a-console";
  if (code === Code.Unauthenticated) return "wrong-token";
  // The browser's only word for everything from a closed port to a missing header.
  if (cause instanceof TypeError) return "unreachable";
  // An answer without the protocol's own status: a web server.
  if (
    code === Code.Unknown ||
    code === Code.Internal ||
    code === Code.NotFound ||
    code === Code.InvalidArgument
  )
    return "not-a-console";
  if (code === Code.Unavailable || code === Code.Aborted || code === Code.Canceled) return "closed";
  return "unknown";
}

/** Node's reasons why nothing answers. */
const DOWN = ["ECONNREFUSED", "ENOTFOUND", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT", "EAI_AGAIN"];

export const isDown = ({ rawMessage }: ConnectError): boolean =>
  DOWN.some((code) => rawMessage.includes(code));
