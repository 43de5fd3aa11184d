/** Starts the page: styles, progress, React. */
import "../ui/fonts.css";
import "../ui/tokens.css";
import "../ui/base.css";
import "../ui/ui.css";
import { StrictMode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { keepUsed } from "../features/offline/keep-used.ts";
import course from "virtual:course";
import { knowNames } from "../progress/names.ts";
import { startProgress } from "../progress/store.ts";
import { allowForeignWrites } from "../ui/foreign-writes.ts";
import { mendAddress } from "./address-bar.ts";
import { App } from "./App.tsx";
import { loadPartsOf } from "./parts.ts";

/** Storage usually answers sooner. After that the page is shown without the learner's work, which then arrives in it. */
const WORK_MS = 400;

mendAddress(course.aliases);
knowNames(course.aliases);
void keepUsed(import.meta.env.BASE_URL);
// Not awaited here: parts that load later import from this module's file.
void start(startProgress());

/** Changes the written page for the whole one in one step: what arrived piece by piece would push the rest down. */
async function start(progress: Promise<void>): Promise<void> {
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  if (import.meta.env.DEV) await followAuthor();
  const pause = new Promise((resolve) => setTimeout(resolve, WORK_MS));
  const path = window.location.pathname.slice(import.meta.env.BASE_URL.length - 1);
  await Promise.all([loadPartsOf(path), Promise.race([progress, pause])]);
  const focused = root.contains(document.activeElement) && document.activeElement?.getAttribute("href");
  allowForeignWrites(root);
  flushSync(() =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  );
  delete root.dataset["static"];
  if (typeof focused === "string")
    root.querySelector<HTMLElement>(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

async function followAuthor(): Promise<void> {
  const [{ followSavedFiles }, { replaceParts }] = await Promise.all([
    import("../features/author-tools/preview.ts"),
    import("../course/data.ts"),
  ]);
  followSavedFiles(replaceParts);
}
