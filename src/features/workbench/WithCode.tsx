/** Text in which `backticks` mark code, as the checks and the compiler write it. */
import { codeSpans } from "./code-spans.ts";

export function WithCode({ text }: { text: string }) {
  return codeSpans(text).map((span, index) =>
    span.code ? (
      <code translate="no" key={index}>
        {span.text}
      </code>
    ) : (
      <span key={index}>{span.text}</span>
    ),
  );
}
