/** Every reasonable spelling of an address leads to its canonical form. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalPath } from "./address.ts";

it.each([
  ["/", "/"],
  ["", "/"],
  ["/index.html", "/"],
  ["//", "/"],
  ["/week-01", "/week-01/"],
  ["/week-01/day-3", "/week-01/day-3/"],
  ["/week-01/day-3/", "/week-01/day-3/"],
  ["/week-01/day-3/index.html", "/week-01/day-3/"],
  ["/week-01/day-3/index.htm/", "/week-01/day-3/"],
  ["/Week-01/DAY-3", "/week-01/day-3/"],
  ["//week-01//day-3//", "/week-01/day-3/"],
  ["/week-01%2Fday%2D3", "/week-01/day-3/"],
  ["/week-01/day%252D3/", "/week-01/day-3/"],
  ["/week-01/day-3/).", "/week-01/day-3/"],
  ["/week-01/day-3%20", "/week-01/day-3/"],
  ["/%E0%A4%A", "/%e0%a4%a/"],
  ["/licences.html", "/licences.html"],
])("%s is %s", (written, meant) => {
  expect(canonicalPath(written, "/")).toBe(meant);
  const below = written === "" ? "/Course" : `/Course${written.startsWith("/") ? "" : "/"}${written}`;
  expect(canonicalPath(below, "/Course/")).toBe(`/Course${meant}`);
  expect(canonicalPath(below.replace("Course", "course"), "/Course/")).toBe(`/Course${meant}`);
});

it("leaves foreign addresses unchanged", () => {
  expect(canonicalPath("/other/week-01", "/course/")).toBe("/other/week-01");
});

it("is idempotent", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom("/", "//", "index.html", "Day-1", "%2F", "%25", "%", ".", ")", "é", " ", "\\"),
        { maxLength: 9 },
      ),
      (parts) => {
        const once = canonicalPath(`/${parts.join("")}`, "/");
        expect(once.startsWith("//")).toBe(false);
        expect(canonicalPath(once, "/")).toBe(once);
      },
    ),
  );
});
