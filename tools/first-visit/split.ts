/** Selects the files of the build that a first visit downloads ahead: the shell, the texts and their fonts, not the tools. */
import { NAMED_BY_CONTENT } from "../../src/features/offline/tools.ts";
import { closure, type Manifest } from "../manifest.ts";

/** Pages to read, and what updates them. */
const READ = [
  /^virtual:lesson\//,
  /\/(Home|WeekPage|JournalPage|SettingsPage|MakeOffline|SearchBox|MeasuredDraft)\.tsx$/,
  /\/(link-target|choices-1|index-in-page)\.ts$/,
  /workbox-window/,
];

/** The fonts that the course's own texts are set in. */
const FONT_IN_USE = /-latin-(wght|standard)-[^/]*\.woff2$/;

/** @returns names of files below the build's folder, as the manifest has them */
export function filesToRead(manifest: Manifest): Set<string> {
  const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry);
  const pages = Object.keys(manifest).filter((key) => READ.some((pattern) => pattern.test(key)));
  const files = [...closure(manifest, [...entries, ...pages])].flatMap((key) => [
    manifest[key]?.file ?? "",
    ...(manifest[key]?.css ?? []),
  ]);
  return new Set(files.filter((file) => !file.endsWith(".woff2")));
}

/** A file without a content hash in its name is a page, an icon or a small script of a page. */
export function isAhead(url: string, toRead: ReadonlySet<string>): boolean {
  return !NAMED_BY_CONTENT.test(url) || toRead.has(url) || FONT_IN_USE.test(url);
}
