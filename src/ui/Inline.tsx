/** A sentence with code in backticks. */
import { Fragment } from "react";

export function Inline({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 0 ? (
      <Fragment key={index}>{part}</Fragment>
    ) : (
      <code key={index} translate="no">
        {part}
      </code>
    ),
  );
}
