/** The search index's entries and options; the build writes the index, the page reads it. */
import type { Options } from "minisearch";
import type { PredictRule } from "./explorer-programs.ts";

/** A lesson, a section under a heading, a correction, a question: anything with an address. */
export interface Place {
  /** `/week-01/day-3/#lost-wakes`; also the place's key. */
  href: string;
  title: string;
  /** "Day 3: Gather", or the week's title. */
  where: string;
  text: string;
}

export interface SearchData {
  /** As MiniSearch wrote it. */
  index: unknown;
  /** Where each rule of the scheduler is practised. */
  rules: Partial<Record<PredictRule, Pick<Place, "href" | "where">>>;
}

export const SEARCH_OPTIONS: Options<Place> = {
  idField: "href",
  fields: ["title", "text", "where"],
  storeFields: ["href", "title", "where", "text"],
  searchOptions: {
    boost: { title: 4 },
    combineWith: "AND",
    prefix: true,
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
  },
};
