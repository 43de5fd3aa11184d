/** Makes a component that loads late, like React's `lazy`, but with retries and a message about what is missing. */
import { use, type ComponentType, type ReactNode } from "react";
import { late } from "../lib/late.ts";

export interface Lazily<P> {
  (props: P): ReactNode;
  /** Starts loading it, for a page that will soon need it; rendering reports a failure. */
  preload(): void;
  /** Loads it before it is rendered, which then shows no fallback. */
  load(): Promise<unknown>;
}

/** @param what the part in the reader's words, as the start of a sentence: "The editor" */
export function lazily<P extends object>(
  what: string,
  load: () => Promise<{ default: ComponentType<P> }>,
): Lazily<P> {
  const part = late(what, load);
  function LazyPart(props: P) {
    const { default: Component } = use(part.kept());
    return <Component {...props} />;
  }
  return Object.assign(LazyPart, {
    preload: () => void part.kept().catch(() => {}),
    load: () => part.kept(),
  });
}
