/** The index finds what a reader sees, and links to its place. */
import MiniSearch from "minisearch";
import { beforeAll, expect, it } from "vitest";
import { flatBlocks } from "../course/flat-blocks.ts";
import { SEARCH_OPTIONS, type Place, type SearchData } from "../course/search.ts";
import { compileCourse, type CompiledCourse } from "./course.ts";
import { placesOf, searchData } from "./search.ts";

let compiled: CompiledCourse;
let data: SearchData;
beforeAll(async () => {
  compiled = await compileCourse(process.cwd(), { highlight: false });
  data = searchData(compiled.course, compiled.lessons.values());
});

it("has a place for every lesson, heading, correction and task, each once", () => {
  for (const [id, lesson] of compiled.lessons) {
    const hrefs = placesOf(lesson).map(({ href }) => href);
    const anchors = [
      ...lesson.headings.map((heading) => heading.id),
      ...flatBlocks(lesson.blocks).flatMap((block) => ("id" in block ? [block.id] : [])),
    ];
    expect(hrefs.toSorted()).toEqual([`/${id}/`, ...anchors.map((anchor) => `/${id}/#${anchor}`)].toSorted());
  }
});

it("finds each place by its own title, after a round trip through JSON", () => {
  const index = MiniSearch.loadJS<Place>(JSON.parse(JSON.stringify(data.index)) as never, SEARCH_OPTIONS);
  for (const lesson of compiled.lessons.values())
    for (const { href, title } of placesOf(lesson))
      expect(index.search(title).map((found) => found["href"] as string)).toContain(href);
  expect(index.search("explorer").map((found) => found["href"] as string)).toContain("/explorer/");
  for (const words of ["studio", "task architecture", "draw design", "knee"])
    expect(index.search(words).map((found) => found["href"] as string)).toContain("/studio/");
  expect(index.search("lifo sl").length).toBeGreaterThan(0);
  expect(index.search("wordthatisnowhere")).toEqual([]);
});

it("knows where each rule is practised, and shows no tags", () => {
  expect(data.rules["lifo-slot"]?.href).toMatch(/^\/week-01\/day-\d\/#/);
  const texts = [...compiled.lessons.values()].flatMap(placesOf).map(({ text, title }) => title + text);
  expect(texts.filter((text) => /<\/?(p|code|span|em|strong|li)\b/.test(text))).toEqual([]);
});
