/** What counts as words in source code. */

export interface Words {
  line: number;
  /** A text of the page, another text that users read, a comment that developers read, or the title of a test. */
  kind: "shown" | "text" | "comment" | "title";
  /** On one line; `{…}` stands for an inserted value. */
  text: string;
}

/** Where a text starts in its file, its kind, and the text as written. */
export type Found = [offset: number, kind: Words["kind"], text: string];

/** @returns whether a string literal is prose, not a name, a selector, a path or code */
export function isProse(text: string): boolean {
  if (/=>|\);|^\s*(?:return|const|new|import|export|try|if|for)\b.*[({;]/s.test(text)) return false;
  return /\p{L}[\p{L}’']*[,:;.!?…]? +[(“"‘{]*\p{L}/u.test(text) || /^\p{Lu}\p{Ll}+[.!?:…]?$/u.test(text);
}

/** @returns a comment without its marks */
export function uncommented(comment: string): string {
  return comment.replaceAll(/^\s*(?:\/\/[/!]?|\/\*\*?|\*(?!\/))|\*\/\s*$/gm, "");
}
