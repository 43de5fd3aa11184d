/** What a lesson is after compilation: data that the page renders; no markdown reaches the browser. */
import type { ExplorerProgram, LessonProgram, PredictRule, TaskProgramName } from "./explorer-programs.ts";
import type { LabHandler } from "./lab-handlers.ts";
import type { Aliases } from "./aliases.ts";

export interface Course {
  title: string;
  tagline: string;
  weeks: Week[];
  /** Earlier ids of what was renamed, if anything was. */
  aliases?: Aliases;
}

/** What only the week's own page and the home page show of it; they load it with themselves. */
export interface WeekText {
  /** "Why this week": its prose, notes, readings and corrections. */
  why: Extract<Block, { kind: "html" | "note" | "reading" | "correction" }>[];
  /** HTML of each item; it starts with what the week feeds into, in bold. */
  feedsInto: string[];
}

export interface Week extends Partial<WeekText> {
  /** `week-01` */
  id: string;
  /** `Week 1`, or what its author calls it. */
  label: string;
  title: string;
  subtitle: string;
  /** Hours planned by its author. */
  hours?: number;
  lessons: LessonMeta[];
  exercises: ExerciseMeta[];
}

export interface LessonMeta {
  /** `day-1`; unique within its week */
  id: string;
  weekId: string;
  kind: "day" | "capstone";
  /** "Day 1 — Reading the scheduler" is label "Day 1", title "Reading the scheduler". */
  label: string;
  title: string;
  summary: string;
  /** As its author says; else as counted. */
  minutes: number;
  time: LessonTime;
  /** Ids of the blocks that count as progress, in page order. */
  tasks: TaskMeta[];
}

/** Counted, in minutes. */
export interface LessonTime {
  /** Its text, its tasks, and the readings marked `now`: what `minutes` is about. */
  now: number;
  /** The parts that may be opened. */
  deeper: number;
  /** Readings that may wait. */
  later: number;
}

export interface TaskMeta {
  id: string;
  kind:
    | "question"
    | "prediction"
    | "exercise"
    | "journal"
    | "capstone"
    | "predict-next"
    | "blocking-lab"
    | "console"
    | "latencies"
    | "studio";
  /** Of a `studio`: it is done when it fulfils these. */
  requires?: string[];
  /** Of a `studio` or `latencies`: the journal entry of this lesson that its result fills in. */
  journal?: string;
  title: string;
  /** Of a `predict-next`: the number of rounds that complete it. */
  rounds?: number;
  /** For exercises and the capstone: `week-01/gather`. */
  exercise?: string;
}

export interface Lesson extends LessonMeta {
  blocks: Block[];
  /** h2 and h3, for the table of contents. */
  headings: { depth: 2 | 3; id: string; text: string }[];
}

/** A lesson by itself, before what the course knows is added. */
export type WrittenLesson = Omit<Lesson, "minutes" | "time"> & { minutes?: number | undefined };

/** `id`s are unique within the course once prefixed with `weekId/lessonId/`. */
export type Block =
  | { kind: "html"; html: string }
  | { kind: "note"; title: string; html: string }
  | {
      kind: "reading";
      title: string;
      href: string;
      by?: string;
      minutes?: number;
      /** Whether the lesson counts on it, or it may wait. */
      when: "now" | "later";
      html: string;
    }
  /** A part that may be opened or passed over. */
  | { kind: "deeper"; title: string; blocks: Block[] }
  | { kind: "correction"; id: string; belief: string; source: string; html: string }
  | {
      kind: "drawing";
      id: string;
      title: string;
      /** Inline SVG that follows the theme and names itself. */
      svg: string;
      /** The same for a narrow place, where the author drew it a second time. */
      narrowSvg?: string;
      /** The same in words. */
      html: string;
    }
  | {
      kind: "question";
      id: string;
      title: string;
      minutes?: number;
      html: string;
      /** shown after the learner has written */ afterHtml?: string;
    }
  | {
      kind: "prediction";
      id: string;
      title: string;
      /** The program that an answer plays. */
      run?: TaskProgramName | undefined;
      html: string;
      choices: { html: string; right: boolean }[];
      explainHtml: string;
    }
  | { kind: "exercise"; id: string; exercise: string; title: string }
  | { kind: "journal"; id: string; title: string; minutes?: number; html: string; template: string }
  | { kind: "capstone"; id: string; exercise: string; title: string }
  /** The scheduler explorer, opened on the first of these programs, of its gallery or of the lesson. */
  | { kind: "explorer"; id: string; title: string; programs: readonly (ExplorerProgram | LessonProgram)[] }
  /** Rounds of "which task is polled next?", over these rules of the scheduler, easiest first. */
  | { kind: "predict-next"; id: string; title: string; rules: PredictRule[]; rounds: number }
  /** A walk through a task's state word, transition by transition. */
  | { kind: "wake-walk"; id: string; title: string }
  /** A handler under load in virtual time: the initial handler, requests a second, workers. */
  | {
      kind: "blocking-lab";
      id: string;
      title: string;
      handler: LabHandler;
      requests: number;
      workers: number;
    }
  /** The task studio, opened on a design at this rate, with what it must fulfil. */
  | {
      kind: "studio";
      id: string;
      title: string;
      /** A design that the studio has by this name, or one of the lesson's own, as data. */
      start: string | { design: unknown };
      /** Messages a second at its first source. */
      load?: number;
      requires: string[];
      /** The journal entry whose table it can fill. */
      journal?: string;
    }
  /** These answers of the learner's as a package and a crate, to take to later weeks. */
  | { kind: "take-along"; id: string; title: string; exercises: string[] }
  /** The Axum lab: a result file and the same experiment in virtual time. */
  | {
      kind: "latencies";
      id: string;
      title: string;
      /** The journal entry that a result file can fill. */
      journal?: string;
    }
  /** tokio-console on a run of the arb bot with this seed. */
  | { kind: "console"; id: string; title: string; of: "arb-bot" | "own"; seed: number };

export interface ExerciseMeta {
  /** `week-01/gather` */
  id: string;
  title: string;
  summary: string;
  /** What the learner's module must export. */
  exports: string[];
  minutes: number;
  /** Exercises that the learner's module can import, and whose code can be brought into this one. */
  uses: string[];
  /** Of stub and checks; see Report.contentHash. */
  contentHash: string;
}

/** A term on the page of the glossary. */
export interface GlossaryEntry {
  /** The fragment that leads to it. */
  id: string;
  name: string;
  /** The lesson that introduces it: `week-01/day-1`. */
  lesson: string;
  html: string;
}

/** Where the lessons explain a rule of the studio. */
export interface RulePlace {
  /** `week-01/day-2` */
  lesson: string;
  /** Of its heading; empty for the whole page. */
  anchor: string;
}

/** Everything the workbench needs; loaded only if an exercise is on the page. */
export interface Exercise extends ExerciseMeta {
  stub: string;
  /** The stub, highlighted at build time, shown until the editor has loaded. */
  stubHtml: string;
  solution: string;
  solutionHtml: string;
  hintsHtml: string[];
  /** The same exercise in Rust on real tokio, if it has one. */
  rust?: RustExercise;
}

/** What differs from the exercise in TypeScript. */
export interface RustExercise {
  /** Of the stub in Rust and the checks in Rust. */
  contentHash: string;
  /** The file of the exercise's own checks; undefined for Week 1, whose checks are in the crate `harness/tokio/course`. */
  checks?: string;
  stub: string;
  stubHtml: string;
  solution: string;
  solutionHtml: string;
}

/** One of an exercise's `wrong/*.ts`; never part of what learners get. */
export interface WrongAnswer {
  /** `stops-at-pending` */
  name: string;
  source: string;
}

/** In development: the changes of a saved file, applied without a reload. */
export interface CourseChange {
  course: Course;
  lessons: Record<string, Lesson>;
  exercises: Record<string, Exercise>;
  wrong: Record<string, WrongAnswer[]>;
}
