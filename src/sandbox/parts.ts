/** The sandbox's doors, each fetched when it is first used: nothing else imports what is behind them. */
import { late } from "../lib/late.ts";

/** What grades code: `grade` of grade.ts. */
export const grading = late("What runs the checks", () => import("./grade.ts"));
/** What measures code: `measure` of measure.ts. */
export const measuring = late("What measures", () => import("./measure.ts"));
/** What asks real tokio: `orderOnTokio` and `turnsOnTokio` of on-tokio.ts. */
export const onTokio = late("What runs real tokio", () => import("./on-tokio.ts"));
/** What records the steps of code: `recordInSandbox` of record.ts. */
export const recordingRuns = late("What runs the code", () => import("./record.ts"));
