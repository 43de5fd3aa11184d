/** Measures how steady the machine is, with two plain loops: one allocates, one counts. */

const BATCHES = 100;

/**
 * @returns allocating time divided by counting time, the median of interleaved batches; it takes about 300 ms; the
 * first call warms up
 */
export function hostRatio(): number {
  const ratios: number[] = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    const start = performance.now();
    allocate();
    const middle = performance.now();
    count();
    ratios.push((middle - start) / (performance.now() - middle));
  }
  return ratios.toSorted((a, b) => a - b)[BATCHES / 2]!;
}

/** Stored where the optimiser cannot prove it unused. */
export let sink: unknown;

function allocate(): void {
  const list: { at: number; before: object | undefined }[] = [];
  for (let at = 0; at < 60_000; at++) list.push({ at, before: list[at >> 1] });
  sink = list;
}

function count(): void {
  let value = 1;
  for (let at = 0; at < 1_000_000; at++) value = (Math.imul(value, 1_103_515_245) + 12_345) | 0;
  sink = value;
}
