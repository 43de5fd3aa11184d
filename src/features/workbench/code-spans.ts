/** Splits a message at its backticks. */

export interface Span {
  code: boolean;
  text: string;
}

/** A backtick without a partner is a backtick: learner values may contain one. */
export function codeSpans(text: string): Span[] {
  return text
    .split(/(`[^`\n]+`)/)
    .filter((part) => part !== "")
    .map((part) =>
      /^`[^`\n]+`$/.test(part) ? { code: true, text: part.slice(1, -1) } : { code: false, text: part },
    );
}
