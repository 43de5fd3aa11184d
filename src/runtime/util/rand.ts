/** The generators that pick steal victims and select branches. Models tokio/src/util/rand.rs, tokio 1.53.1. */

import { sipHash13 } from "./sip-hash.ts";

/** `FastRand`: a 64-bit state in two words, xorshift. */
export class FastRand {
  /** Typed, so that words above 2^31 stay plain numbers of 32 bits. */
  readonly #words: Uint32Array;

  constructor(one: number, two: number) {
    // Two zero words would give zeros forever.
    this.#words = Uint32Array.of(one, one >>> 0 === 0 && two >>> 0 === 0 ? 1 : two);
  }

  /** A whole number of 32 bits. */
  fastrand(): number {
    const words = this.#words;
    let s1 = words[0] as number;
    const s0 = words[1] as number;
    s1 = (s1 ^ (s1 << 17)) >>> 0;
    s1 = (s1 ^ s0 ^ (s1 >>> 7) ^ (s0 >>> 16)) >>> 0;
    words[0] = s0;
    words[1] = s1;
    return (s0 + s1) >>> 0;
  }

  /** In 0..n, from the high half of the product, as in tokio, not the remainder. */
  fastrandN(n: number): number {
    // Exact in a double: in tokio, n is a number of workers or branches, far below 2^21.
    return Math.floor((this.fastrand() * n) / 2 ** 32);
  }
}

/** `RngSeed::from_bytes` of the number's eight bytes, little end first: two words, the high one first. */
export function seedFromU64(seed: number): [number, number] {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(seed), true);
  const hash = sipHash13(bytes);
  return [Number(hash >> 32n), Number(hash & 0xffffffffn)];
}

/** `RngSeedGenerator`: hands out seeds, so that under one seed every worker and thread has its own sequence. */
export class RngSeedGenerator {
  readonly #state: FastRand;

  constructor(one: number, two: number) {
    this.#state = new FastRand(one, two);
  }

  /** Two draws make the next seed. */
  nextRng(): FastRand {
    return new FastRand(this.#state.fastrand(), this.#state.fastrand());
  }

  nextGenerator(): RngSeedGenerator {
    return new RngSeedGenerator(this.#state.fastrand(), this.#state.fastrand());
  }
}
