/** The poll orders of one gather on the model and on tokio itself, as the sandbox sends them to the page. */
import * as v from "valibot";
import { Quote, Words } from "../report.ts";

const Polls = v.pipe(v.array(Words), v.maxLength(1_000));

export const Turns = v.object({
  /** `gather` and `0`, `1`, … are polls of gather and of its children; with `!` they were ready. */
  turns: v.pipe(v.array(v.object({ title: Words, model: Polls, tokio: Polls })), v.maxLength(100)),
  /** Why the two need not agree, though both are right; null when they must. */
  doubt: v.nullable(Quote),
});
export type Turns = v.InferOutput<typeof Turns>;
