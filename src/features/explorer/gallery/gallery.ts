/** The gallery: one program for each rule that learners get wrong, keyed by the name that lessons use. */
import type { ExplorerProgram } from "../../../course/explorer-programs.ts";
import { code } from "./code.ts";
import type { Entry } from "./entry.ts";
import { queues } from "./queues.ts";
import { turns } from "./turns.ts";
import { workers } from "./workers.ts";

export const GALLERY: Readonly<Record<ExplorerProgram, Entry>> = { ...queues, ...turns, ...workers, ...code };
