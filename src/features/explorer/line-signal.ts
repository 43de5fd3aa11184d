/** Tells subscribers which line of code caused the current step, without rendering everything around them. */

export interface LineSignal {
  get(): number | undefined;
  set(line: number | undefined): void;
  subscribe(listener: () => void): () => void;
}

export function lineSignal(): LineSignal {
  let line: number | undefined;
  const listeners = new Set<() => void>();
  return {
    get: () => line,
    set(next) {
      if (next === line) return;
      line = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
