/** A component whose code arrives late: as React's `lazy`, but a failure can be tried again, and says what is missing. */
import { use, type ComponentType, type ReactNode } from "react";
import { late } from "../lib/late.ts";

export interface Lazily<P> {
  (props: P): ReactNode;
  /** Begins to load it, for a page that knows it will soon be wanted; a failure is met again when it is rendered. */
  preload(): void;
}

/** @param what the part in the reader's words, at the beginning of a sentence: "The editor" */
export function lazily<P extends object>(
  what: string,
  load: () => Promise<{ default: ComponentType<P> }>,
): Lazily<P> {
  const part = late(what, load);
  function LazyPart(props: P) {
    const { default: Component } = use(part.kept());
    return <Component {...props} />;
  }
  return Object.assign(LazyPart, { preload: () => void part.kept().catch(() => {}) });
}
