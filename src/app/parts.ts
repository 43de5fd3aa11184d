/** The parts that a page needs before it can be shown whole: its lesson's data and its code. */
import { lessonPart } from "../course/data.ts";
import { lazily } from "../ui/lazily.tsx";

export const ExplorerPage = lazily("The explorer", () => import("../features/explorer/ExplorerPage.tsx"));
export const GlossaryPage = lazily("The glossary", () => import("../features/glossary/GlossaryPage.tsx"));
export const JournalPage = lazily("The journal", () => import("../features/journal/JournalPage.tsx"));
export const RegradePage = lazily(
  "The page that regrades",
  () => import("../features/hand-in/RegradePage.tsx"),
);
export const StudioPage = lazily("The task studio", () => import("./StudioRoute.tsx"));
export const SettingsPage = lazily(
  "The settings page",
  () => import("../features/settings/SettingsPage.tsx"),
);

const PAGES: Record<string, { load(): Promise<unknown> }> = {
  explorer: ExplorerPage,
  glossary: GlossaryPage,
  journal: JournalPage,
  regrade: RegradePage,
  settings: SettingsPage,
  studio: StudioPage,
};

/** Never fails: a page says itself what did not load. @param path without the base: `/week-01/day-1/` */
export async function loadPartsOf(path: string): Promise<void> {
  const [first = "", second] = path.split("/").filter(Boolean);
  const part = second === undefined ? PAGES[first] : lessonPart(`${first}/${second}`);
  await part?.load().catch(() => {});
}
