/** A message on its way through a simulated design. */
import type { oneshot } from "../../../runtime/index.ts";

export interface Message {
  /** Index of the latency that it counts towards. */
  kind: number;
  /** When it, or what it was made from, arrived from outside, in virtual µs. */
  bornUs: number;
  /** When it entered the channel that it is in. */
  sentUs: number;
  key: number;
  /** Somebody awaits its reply, and is who finishes it. */
  asked: boolean;
  reply: ReturnType<typeof oneshot.channel<null>>[0] | null;
}
