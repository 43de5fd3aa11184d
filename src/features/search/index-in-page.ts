/** The search index, loaded when the search first opens: the lessons' places and the scheduler's rules. */
import data from "virtual:search";
import MiniSearch, { type AsPlainObject } from "minisearch";
import type { PredictRule } from "../../course/explorer-programs.ts";
import { SEARCH_OPTIONS, type Place } from "../../course/search.ts";
import { RULES } from "../../recording/rules.ts";

/** Separates a rule's name from the address where it is practised: several rules share one place. */
const RULE_MARK = "|";
const MAX_FOUND = 20;

const index = MiniSearch.loadJS<Place>(data.index as AsPlainObject, SEARCH_OPTIONS);
for (const [rule, place] of Object.entries(data.rules)) {
  const known = RULES[rule as PredictRule];
  index.add({
    ...place,
    href: `${place.href}${RULE_MARK}${rule}`,
    title: `Rule: ${known.title}`,
    text: known.statement,
  });
}

export function search(words: string): Place[] {
  const found = index.search(words) as unknown as Place[];
  return found
    .slice(0, MAX_FOUND)
    .map(({ href, ...rest }) => ({ ...rest, href: href.split(RULE_MARK)[0] ?? href }));
}
