/** Remembers what a load gave, but not that it failed: the next call tries again. */

export interface Retrying<T> {
  (): Promise<T>;
  /** Forgets what was loaded, because it has turned out to be broken. */
  forget(): void;
}

export function retrying<T>(load: () => Promise<T>): Retrying<T> {
  let loaded: Promise<T> | undefined;
  const get = () => {
    if (!loaded) {
      const attempt = load();
      loaded = attempt;
      attempt.catch(() => {
        if (loaded === attempt) loaded = undefined;
      });
    }
    return loaded;
  };
  const forget = () => {
    loaded = undefined;
  };
  return Object.assign(get, { forget });
}
