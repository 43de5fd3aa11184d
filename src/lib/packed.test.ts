import { deflateSync, strToU8 } from "fflate";
import fc from "fast-check";
import { expect, it } from "vitest";
import { pack, unpack } from "./packed.ts";

it("unpacks what was packed", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(unpack(pack(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it("unpacks nothing above its bound, however small the packed text", () => {
  const bomb = (json: string) => Buffer.from(deflateSync(strToU8(json))).toString("base64url");
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 3_000_000 }),
      fc.constantFrom("x", "\u{1f600}", "\\n"),
      (length, unit) => {
        const json = `"${unit.repeat(Math.ceil(length / unit.length))}"`;
        const fits = Buffer.byteLength(json) < 200_000;
        expect(unpack(bomb(json)) !== undefined).toBe(fits);
      },
    ),
    { numRuns: 50 },
  );
  expect(unpack(bomb("[".repeat(199_000)))).toBeUndefined();
});
