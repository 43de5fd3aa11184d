/** Samples that the checks record. */
import { Random } from "../random.ts";
import { show } from "../show.ts";

/** `n` samples of `ns` each. */
export function of(n: number, ns: number): number[] {
  return Array.from({ length: n }, () => ns);
}

/** Seeded, spread evenly over the powers of two between 2 ns and 1 s, as latencies are. */
export function logUniform(n: number, seed: number): number[] {
  const random = new Random(seed);
  return Array.from({ length: n }, () => Math.floor(2 ** (1 + random.next() * 28.89)));
}

/** 1st, 2nd, 3rd, 9,900th */
export function ordinal(n: number): string {
  const suffix = n % 100 >= 11 && n % 100 <= 13 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return `${show(n)}${suffix}`;
}
