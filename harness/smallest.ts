/** Shrinks a failing case: removes and simplifies what it can. */

/** Limit on tries: then the smallest case so far is shown. */
const MOST_TRIES = 300;

/**
 * As few of the items as still fail: halves are left out, then quarters, down to single ones; then each is simplified.
 * @param simpler a simpler form of an item, or undefined when there is none
 */
export function smallest<Item>(
  items: readonly Item[],
  fails: (items: readonly Item[]) => boolean,
  simpler: (item: Item) => Item | undefined = () => undefined,
): readonly Item[] {
  let tries = 0;
  const stillFails = (fewer: readonly Item[]): boolean => (tries += 1) <= MOST_TRIES && fails(fewer);
  let kept = items;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < kept.length;) {
      const fewer = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (stillFails(fewer)) kept = fewer;
      else from += size;
    }
  }
  for (let index = 0; index < kept.length;) {
    const item = simpler(kept[index] as Item);
    const changed = item === undefined ? undefined : kept.with(index, item);
    if (changed !== undefined && stillFails(changed)) kept = changed;
    else index += 1;
  }
  return kept;
}
