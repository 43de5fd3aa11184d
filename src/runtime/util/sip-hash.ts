/** SipHash-1-3 with a zero key: the hash that tokio uses to make a seed from bytes. Models `std::hash::DefaultHasher`. */

const MASK = (1n << 64n) - 1n;
const rotl = (x: bigint, by: bigint): bigint => ((x << by) | (x >> (64n - by))) & MASK;

/** Called once per runtime, so it may be slow. */
export function sipHash13(bytes: Uint8Array): bigint {
  let v0 = 0x736f6d6570736575n;
  let v1 = 0x646f72616e646f6dn;
  let v2 = 0x6c7967656e657261n;
  let v3 = 0x7465646279746573n;

  const round = (): void => {
    v0 = (v0 + v1) & MASK;
    v1 = rotl(v1, 13n) ^ v0;
    v0 = rotl(v0, 32n);
    v2 = (v2 + v3) & MASK;
    v3 = rotl(v3, 16n) ^ v2;
    v0 = (v0 + v3) & MASK;
    v3 = rotl(v3, 21n) ^ v0;
    v2 = (v2 + v1) & MASK;
    v1 = rotl(v1, 17n) ^ v2;
    v2 = rotl(v2, 32n);
  };
  const compress = (word: bigint): void => {
    v3 ^= word;
    round();
    v0 ^= word;
  };

  const whole = bytes.length - (bytes.length % 8);
  for (let at = 0; at < whole; at += 8) compress(littleEndian(bytes.subarray(at, at + 8)));
  // The last word: the remaining bytes, with the length in the highest byte.
  compress(littleEndian(bytes.subarray(whole)) | (BigInt(bytes.length & 0xff) << 56n));
  v2 ^= 0xffn;
  for (let i = 0; i < 3; i++) round();
  return v0 ^ v1 ^ v2 ^ v3;
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduce((word, byte, i) => word | (BigInt(byte) << BigInt(8 * i)), 0n);
}
