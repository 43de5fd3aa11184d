/** What a run of Rust code is handed between its parts: files of a crate, and where the learner's lines stand in them. */

/** Path within the crate -> text. */
export type CrateFiles = Readonly<Record<string, string>>;

/** Where the learner's text begins in a file that a compiler saw. */
export interface Placed {
  /** How the file's path ends in the compiler's words: `answer.rs`, `src/main.rs`. */
  file: string;
  /** The line on which the learner's first line stands; 1 in a file of its own. */
  firstLine: number;
  text: string;
}
