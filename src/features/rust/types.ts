/** Types of a run of Rust code: the files of a crate, and where the learner's lines are in them. */

/** Path within the crate -> text. */
export type CrateFiles = Readonly<Record<string, string>>;

/** Where the learner's text begins in a file that a compiler saw. */
export interface Placed {
  /** How the file's path ends in the compiler's output: `answer.rs`, `src/main.rs`. */
  file: string;
  /** The line of the learner's first line; 1 in a separate file. */
  firstLine: number;
  text: string;
}
