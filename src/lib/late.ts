/**
 * What the page loads after its start: tried a handful of times with growing pauses, and never again without a reason.
 *
 * A failure is kept, so that rendering can ask as often as it likes without asking the network. It is tried again when the
 * schedule below says so, when the browser is online again, or when the reader asks. Browsers from before 2026 keep the
 * failure of an `import()` until the page is reloaded (whatwg/html#6768), which is why "Reload" is always offered as well.
 */
import { renewStyles } from "./late-styles.ts";

/** Before the second try, which nobody is told of: a packet lost on the way is no news. */
const FIRST_PAUSE_MS = 1_000;
/** Before each further try, while something on the page waits for it. */
export const PAUSES_MS: readonly number[] = [4_000, 15_000, 60_000];

/** `waiting`: it will be tried again by itself. `given-up`: only when the browser comes online or the reader asks. */
export type Standing = "trying" | "waiting" | "given-up";

/** A part that did not arrive, as a notice on the page sees it. */
export interface Missing {
  again(): Promise<void>;
  /** Tries again on schedule for as long as anybody waits. @returns how to stop waiting */
  wait(onBack: () => void): () => void;
  standing(): Standing;
  /** Why the newest try failed: by then the browser may know whether it is offline. */
  newest(): NotLoaded | undefined;
  subscribe(listener: () => void): () => void;
}

/** @property what the part in the reader's words, at the beginning of a sentence: "The editor" */
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

/** A browser's own words for a failed load name a file that means nothing to a reader. */
function detailOf(cause: unknown): string {
  const isOurs = cause instanceof Error && !(cause instanceof TypeError) && !(cause instanceof NotLoaded);
  return isOurs ? ` (${cause.message})` : "";
}

/** No script learns more of a failed load than this. */
function whyNotLoaded(): string {
  return isOffline()
    ? "You are offline, and it is not stored on this device yet."
    : "The connection may have failed, or a newer version of the course may have been published since you opened this page: then reload the page.";
}

// Node has a `navigator` too, without this field.
const isOffline = (): boolean => typeof navigator !== "undefined" && navigator.onLine === false;

export interface Late<T> {
  /** For rendering: the same promise at every call, be it loaded or failed. */
  kept(): Promise<T>;
  /** For an event: as `kept`, but what has failed is tried once more. Not for loops. */
  load(): Promise<T>;
  /** Puts another value in its place. */
  set(value: T): void;
  /** Drops what was loaded, because it has turned out to be broken. */
  forget(): void;
}

/** @param what the part in the reader's words, at the beginning of a sentence */
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

  /** React reads these two fields, and then needs no fallback for what is there already. */
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
      // It came between the failure and this call.
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

/** What is made of other late parts leaves the second try to them. */
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

/** Gives each id a part of its own. */
export function lateById<T>(make: (id: string) => Late<T>): (id: string) => Late<T> {
  const parts = new Map<string, Late<T>>();
  return (id) => {
    const known = parts.get(id) ?? make(id);
    parts.set(id, known);
    return known;
  };
}
