/** The generators give the same numbers as the Rust code; rustc 1.95 computed the expected ones. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { FastRand, RngSeedGenerator, seedFromU64 } from "./rand.ts";
import { sipHash13 } from "./sip-hash.ts";

const draw = (n: number, next: () => number): number[] => Array.from({ length: n }, next);

it.each<[[number, number], number[], number[]]>([
  [
    [0, 1],
    [2, 132097, 132099, 135397390, 270926885, 135530527],
    [0, 0, 0, 0, 0, 0, 0, 0, 3, 4, 5, 4],
  ],
  [
    [0xdeadbeef, 0x12345678],
    [3258283094, 3216609513, 2496302689, 4068592895, 1294363983, 2974706304],
    [5, 5, 4, 6, 2, 4, 2, 2, 6, 1, 5, 5],
  ],
  [
    [0xffffffff, 0xffffffff],
    [4294900735, 4294900734, 4161667575, 4028302319, 4195549687, 4195795443],
    [6, 6, 6, 6, 6, 6, 6, 3, 4, 3, 0, 2],
  ],
])("FastRand from %j", (words, numbers, belowSeven) => {
  const whole = new FastRand(...words);
  expect(draw(6, () => whole.fastrand())).toEqual(numbers);
  const bounded = new FastRand(...words);
  expect(draw(12, () => bounded.fastrandN(7))).toEqual(belowSeven);
});

it.each<[string, bigint]>([
  ["", 0xd1fba762150c532cn],
  ["a", 0x407448d2b89b1813n],
  ["tokio", 0xc9602c451b8b0f32n],
  ["0123456789abcdef", 0x1d42b30f7e060c24n],
])("DefaultHasher of %j", (text, hash) => {
  expect(sipHash13(new TextEncoder().encode(text))).toBe(hash);
});

it("a seed is the hash of its eight bytes, high word first", () => {
  expect(seedFromU64(0)).toEqual([0xbd60acb6, 0x58c79e45]);
  expect(seedFromU64(1)).toEqual([0x1e9f7341, 0x61d62dd9]);
  expect(seedFromU64(2)).toEqual([0xa4d31070, 0xd122b816]);
  expect(seedFromU64(7)).toEqual([0x6634b0bd, 0xa4fe8a7b]);
  expect(seedFromU64(1234567)).toEqual([0x1be0961a, 0x83b4e103]);
  expect(seedFromU64(4294967295)).toEqual([0x3952fd69, 0xde1cbd42]);
  expect(seedFromU64(9007199254740991)).toEqual([0x2e2479ca, 0xbdaa1097]);
});

it("stays below its bound", () => {
  const word = fc.integer({ min: 0, max: 0xffffffff });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 1, max: 4096 }), (one, two, n) => {
      const rand = new FastRand(one, two);
      for (const drawn of draw(20, () => rand.fastrandN(n))) {
        expect(Number.isInteger(drawn) && drawn >= 0 && drawn < n).toBe(true);
      }
    }),
  );
});

it("two zero words do not give zeros forever, and generators do not repeat each other", () => {
  const zero = new FastRand(0, 0);
  expect(new Set(draw(20, () => zero.fastrand())).size).toBeGreaterThan(10);
  const seeds = new RngSeedGenerator(1, 2);
  const [a, b] = [seeds.nextRng(), seeds.nextRng()];
  expect(draw(5, () => a.fastrand())).not.toEqual(draw(5, () => b.fastrand()));
});
