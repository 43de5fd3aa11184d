/** Tests that a kept design that cannot be read is handed over, and that the notice is absent otherwise. */
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { STARTS } from "../../recording/studio/starts.ts";
import { keptText, readKept } from "./keep.ts";
import { Unread } from "./Unread.tsx";

const shown = (kept: string | undefined): string => renderToStaticMarkup(createElement(Unread, { kept }));

test.each([
  ["of a newer version", "version: 2\nname: mine\n", "line 1: version: expected 1, got 2"],
  ["no YAML", "# met: p99\nname: [mine\n", "line 3: "],
])("a design that is %s: what is wrong, where, and a button that saves it", (_, kept, why) => {
  expect(readKept(kept)).toBeNull();
  expect(shown(kept)).toContain(`The design that you kept here cannot be read (${why}`);
  expect(shown(kept)).toMatch(/role="alert".*<button [^>]*>Save it as YAML<\/button>/);
});

test("a design that can be read, and none at all", () => {
  const design = STARTS["exchange-owner-per-shard"];
  for (const kept of [keptText({ design, verdicts: [], result: null }), "", " \n", undefined])
    expect(shown(kept)).toBe("");
});
