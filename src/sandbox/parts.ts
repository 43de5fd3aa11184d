/** The sandbox's entry points, each loaded on first use; nothing else imports the code behind them. */
import { late } from "../lib/late.ts";

/** `grade` of grade.ts. */
export const grading = late("The check runner", () => import("./grade.ts"));
/** `measure` of measure.ts. */
export const measuring = late("The measuring code", () => import("./measure.ts"));
/** What asks real tokio: `orderOnTokio` and `turnsOnTokio` of on-tokio.ts. */
export const onTokio = late("What runs real tokio", () => import("./on-tokio.ts"));
/** `recordInSandbox` of record.ts. */
export const recordingRuns = late("The code runner", () => import("./record.ts"));
/** `recordRustInSandbox` of record-rust.ts. */
export const rustRuns = late("What runs Rust", () => import("./record-rust.ts"));
