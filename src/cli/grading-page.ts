/** Grades in a page of the course, in the browser sandbox; if the page dies or hangs, the next run opens another. */
import type { Page } from "playwright-core";
import type { Grade, Passed } from "../features/hand-in/regrade.ts";
import type {} from "../features/hand-in/window.ts";
import { unlessAborted } from "../sandbox/abort.ts";

export interface GradingPage {
  grade: Grade;
  close(): Promise<void>;
}

/** @param open opens the regrade page in its own context, which closes with it */
export function gradingPage(open: () => Promise<Page>): GradingPage {
  let page: Page | undefined;
  let crashed = new Promise<never>(() => {});

  /** Never waits for a page that may be unresponsive. */
  async function close(): Promise<void> {
    const old = page;
    page = undefined;
    await old
      ?.context()
      .close()
      .catch(() => {});
  }

  return {
    close,
    async grade(exercise, code, passed, signal) {
      try {
        if (!page) {
          page = await open();
          crashed = crashOf(page);
        }
        return await unlessAborted(Promise.race([ask(page, exercise, code, passed), crashed]), signal);
      } catch (error) {
        void close();
        if (signal?.aborted) return { kind: "cancelled" };
        const [reason] = String(error instanceof Error ? error.message : error).split("\n");
        return { kind: "failed", message: `it crashed the page (${reason})` };
      }
    },
  };
}

async function ask(page: Page, ...handedIn: [exercise: string, code: string, passed: Passed]) {
  return page.evaluate(([exercise, code, passed]) => {
    if (!window.courseRegrade) throw new Error("this page cannot grade");
    return window.courseRegrade.grade(exercise, code, passed);
  }, handedIn);
}

/** A crashed page never responds. */
function crashOf(page: Page): Promise<never> {
  const crash = new Promise<never>((_, reject) =>
    page.once("crash", () => reject(new Error("its process ran out of memory"))),
  );
  crash.catch(() => {});
  return crash;
}
