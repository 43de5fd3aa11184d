/** The `use` lines of a Rust program, as rustfmt sorts them. */

export class Uses {
  readonly #names = new Map<string, Set<string>>();

  add(path: string, name: string): void {
    this.#names.set(path, (this.#names.get(path) ?? new Set()).add(name));
  }

  addAll(other: Uses): void {
    for (const [path, names] of other.#names) for (const name of names) this.add(path, name);
  }

  print(): string {
    return [...this.#names]
      .toSorted(([a], [b]) => compare(a, b))
      .map(([path, names]) => {
        const sorted = [...names].toSorted(compare);
        return `use ${path}::${sorted.length === 1 ? sorted[0] : `{${sorted.join(", ")}}`};`;
      })
      .join("\n");
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : 1);
