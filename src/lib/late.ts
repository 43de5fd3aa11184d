/**
 * Loads parts of the page after its start, with a few retries.
 *
 * A failure is kept, so that rendering never causes requests. Retries happen on the schedule below, when the browser is
 * online again, or when the reader asks. Browsers before 2026 keep a failed `import()` until a reload (whatwg/html#6768),
 * so "Reload" is always offered too.
 */
import { renewStyles } from "./late-styles.ts";

/** Before the second try, which is silent: a lost packet is not worth a message. */
const FIRST_PAUSE_MS = 1_000;
/** Before each further try, while something on the page is waiting. */
export const PAUSES_MS: readonly number[] = [4_000, 15_000, 60_000];

/** `waiting`: it retries automatically. `given-up`: it retries only when the browser comes online or the reader asks. */
export type Standing = "trying" | "waiting" | "given-up";

/** A part that failed to load, for a notice on the page. */
export interface Missing {
  again(): Promise<void>;
  /** Retries on schedule while anybody waits. @returns a function to stop waiting */
  wait(onBack: () => void): () => void;
  standing(): Standing;
  /** Why the last try failed; by then the browser may know whether it is offline. */
  newest(): NotLoaded | undefined;
  subscribe(listener: () => void): () => void;
}

/** @property what the part in the reader's words, as the start of a sentence: "The editor" */
export class NotLoaded extends Error {
  override readonly name = "NotLoaded";
  readonly what: string;
  readonly part: Missing;

  constructor(what: string, part: Missing, cause: unknown) {
    super(`${what} could not be loaded${detailOf(cause)}. ${whyNotLoaded()}`, { cause });
    this.what = what;
    this.part = part;
  }
}

/** A browser's own message for a failed load names a file that means nothing to a reader. */
function detailOf(cause: unknown): string {
  const isOurs = cause instanceof Error && !(cause instanceof TypeError) && !(cause instanceof NotLoaded);
  return isOurs ? ` (${cause.message})` : "";
}

/** Scripts cannot learn more about a failed load. */
function whyNotLoaded(): string {
  return isOffline()
    ? "You are offline, and it is not stored on this device yet."
    : "Check your connection. If a newer version of the course was published since you opened this page, reload the page.";
}

// Node has a `navigator` too, without this field.
const isOffline = (): boolean => typeof navigator !== "undefined" && navigator.onLine === false;

export interface Late<T> {
  /** For rendering: the same promise at every call, loaded or failed. */
  kept(): Promise<T>;
  /** For an event: like `kept`, but retries a failed part once. Not for loops. */
  load(): Promise<T>;
  /** Replaces its value. */
  set(value: T): void;
  /** Drops the loaded value, because it is broken. */
  forget(): void;
}

/** @param what the part in the reader's words, as the start of a sentence */
export function late<T>(what: string, load: () => Promise<T>): Late<T> {
  let kept: Promise<T> | undefined;
  let failed = false;
  let newest: NotLoaded | undefined;
  let trying: Promise<T> | undefined;
  let step = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waiters = new Set<() => void>();
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());

  /** React reads these two fields and then shows no fallback for a loaded part. */
  function set(value: T): void {
    kept = Object.assign(Promise.resolve(value), { status: "fulfilled", value });
    failed = false;
    step = 0;
    for (const onBack of waiters) onBack();
    tell();
  }

  function attempt(first: boolean): Promise<T> {
    const loading: Promise<T> = (first ? twice(load) : renewStyles().then(load)).catch((error: unknown) => {
      newest = new NotLoaded(what, missing, error);
      throw newest;
    });
    trying = loading;
    loading.then(
      (value) => trying === loading && ((trying = undefined), set(value)),
      () => {
        if (trying !== loading) return;
        trying = undefined;
        failed = true;
        kept = loading;
        schedule();
        tell();
      },
    );
    return loading;
  }

  function schedule(): void {
    clearTimeout(timer);
    timer = undefined;
    const pause = PAUSES_MS[step];
    if (waiters.size === 0 || pause === undefined) return;
    timer = setTimeout(() => {
      step++;
      void again();
    }, pause);
  }

  async function again(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const loading = trying ?? attempt(false);
    tell();
    await loading.catch(() => {});
  }

  function onOnline(): void {
    step = 0;
    if (trying === undefined) void again();
  }

  const missing: Missing = {
    async again() {
      step = 0;
      await again();
    },
    wait(onBack) {
      // It loaded between the failure and this call.
      if (!failed) onBack();
      waiters.add(onBack);
      if (waiters.size === 1) {
        addEventListener("online", onOnline);
        if (failed && trying === undefined) schedule();
      }
      tell();
      return () => {
        waiters.delete(onBack);
        if (waiters.size > 0) return;
        removeEventListener("online", onOnline);
        clearTimeout(timer);
        timer = undefined;
      };
    },
    standing: () => (trying ? "trying" : timer === undefined ? "given-up" : "waiting"),
    newest: () => newest,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };

  return {
    kept: () => (kept ??= attempt(true)),
    load() {
      if (failed) return trying ?? attempt(false);
      return (kept ??= attempt(true));
    },
    set(value) {
      trying = undefined;
      set(value);
    },
    forget() {
      kept = trying = undefined;
      failed = false;
    },
  };
}

/** A part made of other late parts leaves the second try to them. */
async function twice<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof NotLoaded) throw error;
    await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS));
    await renewStyles();
    return load();
  }
}

/** Makes one part for each id. */
export function lateById<T>(make: (id: string) => Late<T>): (id: string) => Late<T> {
  const parts = new Map<string, Late<T>>();
  return (id) => {
    const known = parts.get(id) ?? make(id);
    parts.set(id, known);
    return known;
  };
}
