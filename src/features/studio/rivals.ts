/** The designs that can run beside the one on the sheet. */
import type { Design } from "../../recording/studio/schema.ts";
import { START_NAMES, STARTS } from "../../recording/studio/starts.ts";

export interface Rival {
  key: string;
  words: string;
  design: Design;
}

export const START_RIVALS: readonly Rival[] = START_NAMES.filter((name) => name !== "empty").map((name) => ({
  key: name,
  words: STARTS[name].name,
  design: STARTS[name],
}));
