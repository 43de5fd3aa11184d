/** The parts that a page needs before it can be shown whole: its lesson's data and its code. A reader of lessons downloads no other page. */
import { lessonPart } from "../course/data.ts";
import { lazily } from "../ui/lazily.tsx";

export const ExplorerPage = lazily("The explorer", () => import("../features/explorer/ExplorerPage.tsx"));
export const GlossaryPage = lazily("The glossary", () => import("../features/glossary/GlossaryPage.tsx"));
export const HomePage = lazily("The course’s home page", () => import("./Home.tsx"));
export const JournalPage = lazily("The journal", () => import("../features/journal/JournalPage.tsx"));
export const RegradePage = lazily("The page that regrades", () => import("./RegradeRoute.tsx"));
export const StudioPage = lazily("The task studio", () => import("./StudioRoute.tsx"));
export const SettingsPage = lazily(
  "The settings page",
  () => import("../features/settings/SettingsPage.tsx"),
);
export const WeekPage = lazily("The week’s page", () => import("./WeekPage.tsx"));

const PAGES: Record<string, { load(): Promise<unknown> }> = {
  "": HomePage,
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
  const part = second === undefined ? (PAGES[first] ?? WeekPage) : lessonPart(`${first}/${second}`);
  await part?.load().catch(() => {});
}
