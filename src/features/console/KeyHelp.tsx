/** The keys of each screen, as the console's foot and help show them. */
import type { Screen } from "./keys.ts";

type KeyLine = readonly (readonly [key: string, or: string, what: string])[];

const LIST_KEYS: KeyLine = [
  ["↑↓", "or k, j", "select"],
  ["↵", "", "details"],
  ["←→", "or h, l", "sort by"],
  ["i", "", "invert"],
  ["space", "", "pause"],
];
export const KEYS: Record<Screen, KeyLine> = {
  tasks: [...LIST_KEYS, ["r", "", "resources"], ["/", "", "filter"], ["?", "", "more"]],
  resources: [...LIST_KEYS, ["t", "", "tasks"], ["/", "", "filter"], ["?", "", "more"]],
  task: [
    ["esc", "", "back to the list"],
    ["r", "", "resources"],
    ["space", "", "pause"],
  ],
  resource: [["esc", "", "back to the list"], ...LIST_KEYS, ["t", "", "tasks"]],
};
export const MORE_KEYS: KeyLine = [
  ["gg", "or Home", "first row"],
  ["G", "or End", "last row"],
  ["esc", "", "clear the filter"],
];

export function Keys({ of }: { of: KeyLine }) {
  return (
    <>
      {of.map(([key, or, what]) => (
        <span key={key}>
          <kbd>{key}</kbd> {or && `${or} `}
          {what}
        </span>
      ))}
    </>
  );
}
