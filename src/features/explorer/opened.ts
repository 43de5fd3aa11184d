/** What an explorer has open: the program, its languages, what runs and how; pure functions, so that tests can call them. */
import { DEFAULT_CONFIG } from "../../recording/run/config.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import type { ExplorerProgram, LessonProgram } from "../../course/explorer-programs.ts";
import type { OwnProgram } from "../../progress/schema.ts";
import { GALLERY } from "./gallery/gallery.ts";
import type { Linked } from "./link.ts";
import { pasted } from "./paste.ts";
import { draftsOf, rustConfig, rustOf } from "./written.ts";
import type { Drafts, Language, Written } from "./written.ts";

export interface Opened {
  /** null: the learner's own, one of the lesson's own, or one from a link. */
  readonly name: ExplorerProgram | null;
  /** The file beside the lesson. */
  readonly file?: string;
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
  /** The learner has it run, so it plays. */
  readonly plays?: boolean;
}

/** Task programs run in the page immediately; code runs in the sandbox when the learner starts it. */
const atOnce = (written: Written): Written | null => (written.language === "program" ? written : null);

/** @param language the view to begin with */
export function openedByName(name: ExplorerProgram, language: Language = "rust"): Opened {
  const { written, config, title, rust } = GALLERY[name];
  const drafts = draftsOf(written, config);
  return {
    name,
    sent: false,
    drafts: rust === undefined ? drafts : { ...drafts, rust },
    language,
    own: null,
    from: title,
    running: atOnce(written),
    config,
    firstBeat: -1,
  };
}

/** A Rust program of the lesson's own. */
export function openedFile({ file, text }: LessonProgram): Opened {
  const config = rustConfig(text, DEFAULT_CONFIG);
  return {
    name: null,
    file,
    sent: false,
    drafts: draftsOf({ language: "rust", text }, config),
    language: "rust",
    own: null,
    from: file,
    running: null,
    config,
    firstBeat: -1,
  };
}

/** What a place in the course shows. */
export const openedHere = (program: ExplorerProgram | LessonProgram, language?: Language): Opened =>
  typeof program === "string" ? openedByName(program, language) : openedFile(program);

export function openedByLink({ program, config, beat }: Linked, language: Language = "rust"): Opened {
  if ("name" in program)
    return { ...configured(openedByName(program.name, language), config), firstBeat: beat };
  return {
    name: null,
    sent: true,
    drafts: draftsOf(program, config),
    language: program.language,
    own: null,
    from: "a program from a link",
    running: atOnce(program),
    config,
    firstBeat: beat,
  };
}

/** One of the learner's own programs, as they left it. */
export function openedOwn(own: string, { from, title, drafts: kept, language, config }: OwnProgram): Opened {
  // Programs of earlier versions of this page have no Rust.
  const drafts: Drafts = { rust: draftsOf({ language: "code", text: kept.code }, config).rust, ...kept };
  const running = atOnce({ language, text: drafts[language] });
  return { name: null, sent: false, drafts, language, own, title, from, running, config, firstBeat: -1 };
}

/**
 * A text that comes at once into an empty program was pasted, and chooses its language.
 * @param id names the program if this edit makes it the learner's own
 */
export function typed(opened: Opened, text: string, id: string): Opened {
  const isPasted = opened.drafts[opened.language] === "" && text.length > 1;
  const found = isPasted ? pasted(text, opened.language) : null;
  const written = found === null || "problem" in found ? { language: opened.language, text } : found;
  const drafts = { ...opened.drafts, [written.language]: written.text };
  return { ...opened, language: written.language, own: opened.own ?? id, drafts };
}

/** A program of the learner's own, still empty in the language on screen. */
export function fresh(opened: Opened, id: string): Opened {
  return {
    ...openedByName("spawn-from-a-task", opened.language),
    name: null,
    drafts: { rust: "", code: "", program: "" },
    own: id,
    from: "a new program",
    running: null,
  };
}

/** Only the learner's own programs have a name of their own. */
export const named = (opened: Opened, title: string): Opened => ({ ...opened, title });

/** Runs differently from now on. The Rust printed from a task program says how it runs, and changes with it. */
export function configured(opened: Opened, config: RunConfig): Opened {
  const { drafts } = opened;
  const isPrinted = drafts.rust === rustOf(drafts.program, opened.config);
  const rust = isPrinted ? (rustOf(drafts.program, config) ?? drafts.rust) : drafts.rust;
  return { ...opened, config, drafts: { ...drafts, rust }, firstBeat: -1, plays: false };
}

/** The learner runs the draft on screen. A changed draft no longer belongs to the gallery. */
export function run(opened: Opened): Opened {
  const { name, language, drafts, own, sent } = opened;
  const touched = own !== null;
  const running: Written = { language, text: drafts[language] };
  return {
    ...opened,
    running,
    plays: true,
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
