/** Asks the browser to keep the learner's work when space runs low; Settings shows its answer. */
import { create } from "zustand";

export type Lasting =
  /** Until the learner deletes it. */
  | "kept"
  /** Until the browser needs the space. */
  | "may go"
  | "not asked"
  /** The browser does not say, as over plain http. */
  | "unknown";

export const useLasting = create<{ lasting: Lasting }>(() => ({ lasting: "unknown" }));

/** A browser may ask its user, who should then know why: so ask after the first save, and only once. */
const ASKED = "tokio-internals/asked-to-keep";

export async function lookWhetherKept(): Promise<void> {
  const kept = await globalThis.navigator?.storage?.persisted?.().catch(() => undefined);
  if (kept === undefined) return;
  useLasting.setState({ lasting: kept ? "kept" : wasAsked() ? "may go" : "not asked" });
}

/** After the first work. */
export function askOnceToKeep(): void {
  if (!wasAsked()) void askToKeep();
}

export async function askToKeep(): Promise<void> {
  try {
    localStorage.setItem(ASKED, "yes");
  } catch {
    // Then the next visit asks again.
  }
  const kept = await globalThis.navigator?.storage?.persist?.().catch(() => undefined);
  if (kept !== undefined) useLasting.setState({ lasting: kept ? "kept" : "may go" });
}

function wasAsked(): boolean {
  try {
    return localStorage.getItem(ASKED) !== null;
  } catch {
    return true;
  }
}
