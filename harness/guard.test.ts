/** Both sides compute the same places for the canaries, and no name reveals them. */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { arrange } from "./guard.ts";

const guards = fc.record({ seed: fc.nat(2 ** 32 - 1), again: fc.boolean() });
const ids = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 50 });

it("places every check once, three canaries after the first, each under a unique name", () => {
  fc.assert(
    fc.property(ids, guards, (checks, guard) => {
      const places = arrange(checks, guard);
      expect(arrange(checks, guard)).toEqual(places);
      const real = places.flatMap(({ id }) => (id === undefined ? [] : [id]));
      expect(real.toSorted()).toEqual(checks.toSorted());
      // The first run's messages are shown, so it keeps the order.
      expect(guard.again || real.join() === checks.join()).toBe(true);
      expect(places).toHaveLength(checks.length + 3);
      expect(places[0]?.id).toBeDefined();
      expect(new Set(places.map(({ name }) => name)).size).toBe(places.length);
    }),
  );
});
