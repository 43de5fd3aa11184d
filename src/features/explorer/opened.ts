/** What an explorer has open: the program, its languages, what runs and how; pure functions, so that tests can call them. */
import type { RunConfig } from "../../recording/run/config.ts";
import type { ExplorerProgram } from "../../course/explorer-programs.ts";
import type { OwnProgram } from "../../progress/schema.ts";
import { GALLERY } from "./gallery/gallery.ts";
import type { Linked } from "./link.ts";
import { draftsOf } from "./written.ts";
import type { Drafts, Language, Written } from "./written.ts";

export interface Opened {
  /** null: the learner's own, or one from a link. */
  readonly name: ExplorerProgram | null;
  /** Somebody else's, from a link. */
  readonly sent: boolean;
  readonly drafts: Drafts;
  /** The draft on screen. */
  readonly language: Language;
  /** The id of the learner's own program; null until they change a draft. */
  readonly own: string | null;
  /** As the learner calls it. */
  readonly title?: string | undefined;
  /** What it started as, in words. */
  readonly from: string;
  /** What is on the stage; null for code until the learner runs it. */
  readonly running: Written | null;
  readonly config: RunConfig;
  /** The step at which the first recording begins. */
  readonly firstBeat: number;
}

/** Task programs run in the page immediately; code runs in the sandbox when the learner starts it. */
const atOnce = (written: Written): Written | null => (written.language === "program" ? written : null);

export function openedByName(name: ExplorerProgram): Opened {
  const { written, config, title } = GALLERY[name];
  return {
    name,
    sent: false,
    drafts: draftsOf(written),
    language: "code",
    own: null,
    from: title,
    running: atOnce(written),
    config,
    firstBeat: -1,
  };
}

export function openedByLink({ program, config, beat }: Linked): Opened {
  if ("name" in program) return { ...openedByName(program.name), config, firstBeat: beat };
  return {
    name: null,
    sent: true,
    drafts: draftsOf(program),
    language: program.language,
    own: null,
    from: "a program from a link",
    running: atOnce(program),
    config,
    firstBeat: beat,
  };
}

/** One of the learner's own programs, as they left it. */
export function openedOwn(own: string, { from, title, drafts, language, config }: OwnProgram): Opened {
  const running = atOnce({ language, text: drafts[language] });
  return { name: null, sent: false, drafts, language, own, title, from, running, config, firstBeat: -1 };
}

/** @param fresh names the program if this edit makes it the learner's own */
export function typed(opened: Opened, text: string, fresh: string): Opened {
  const drafts = { ...opened.drafts, [opened.language]: text };
  return { ...opened, own: opened.own ?? fresh, drafts };
}

/** Only the learner's own programs have a name of their own. */
export const named = (opened: Opened, title: string): Opened => ({ ...opened, title });

/** The learner runs the draft on screen. A changed draft no longer belongs to the gallery. */
export function run(opened: Opened): Opened {
  const { name, language, drafts, own, sent } = opened;
  const touched = own !== null;
  const running: Written = { language, text: drafts[language] };
  return {
    ...opened,
    running,
    name: touched ? null : name,
    sent: sent && !touched,
    firstBeat: touched ? -1 : opened.firstBeat,
  };
}

/** The running program, as a link names it. */
export function linkedProgram({ name, running }: Opened): Linked["program"] | null {
  if (name !== null && GALLERY[name].written.language === running?.language) return { name };
  return running;
}
