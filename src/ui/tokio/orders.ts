/** Compares two orders of polls, the model's and tokio's, and finds the first token that differs. */

export interface Pair {
  /** Which run it belongs to; empty if there is only one. */
  readonly title: string;
  readonly model: readonly string[];
  readonly tokio: readonly string[];
}

export interface Difference {
  readonly title: string;
  /** From 0. */
  readonly at: number;
  /** undefined: its run had ended. */
  readonly model: string | undefined;
  readonly tokio: string | undefined;
}

export function firstDifference(pairs: readonly Pair[]): Difference | null {
  for (const { title, model, tokio } of pairs) {
    const length = Math.max(model.length, tokio.length);
    for (let at = 0; at < length; at++)
      if (model[at] !== tokio[at]) return { title, at, model: model[at], tokio: tokio[at] };
  }
  return null;
}

/** As text, for a report. */
export function asText(pairs: readonly Pair[], tokio: string): string {
  return pairs
    .map(({ title, ...order }) =>
      [title, `model: ${order.model.join(" ")}`, `tokio ${tokio}: ${order.tokio.join(" ")}`]
        .filter((line) => line !== "")
        .join("\n"),
    )
    .join("\n\n");
}
