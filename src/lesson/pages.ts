/** Builds one HTML file per route, with its own title and description and text that is readable without scripts. */
import { earlierIds, earlierWeeks, NO_ALIASES } from "../course/aliases.ts";
import type { CompiledCourse } from "./course.ts";
import { escapeHtml } from "../lib/escape.ts";
import { entriesHtml, entryOf } from "./glossary-page.ts";
import { blockHtml, lessonHtml } from "./static-html.ts";
import type { Course, Week } from "../course/types.ts";

export interface Page {
  /** `week-01/day-1/index.html` */
  fileName: string;
  title: string;
  description: string;
  /** Its text, plainly marked up: the content of `#root` where no app is at hand to render it. */
  bodyHtml: string;
  /** Where it was before a renaming: the same page is there too, and its script corrects the address. */
  earlier?: string[];
  /** How the id of the module ends that the page needs besides the shell: a lesson's data, or the page's own code. */
  part?: string;
}

export function pagesOf({ course, lessons, glossary }: CompiledCourse): Page[] {
  const extra = (fileName: string, name: string, description: string, part?: string): Page => ({
    ...(part !== undefined && { part }),
    fileName,
    title: `${name} · ${course.title}`,
    description,
    bodyHtml: `<main><h1>${escapeHtml(name)}</h1></main>`,
  });
  const aliases = course.aliases ?? NO_ALIASES;
  const filesOf = (ids: string[]): Pick<Page, "earlier"> =>
    ids.length === 0 ? {} : { earlier: ids.map((id) => `${id}/index.html`) };
  return [
    {
      fileName: "index.html",
      title: course.title,
      description: course.tagline,
      bodyHtml: homeHtml(course),
      part: "/app/Home.tsx",
    },
    ...course.weeks.map((week): Page => ({
      fileName: `${week.id}/index.html`,
      ...filesOf(earlierWeeks(aliases, week.id)),
      title: `${week.title} · ${course.title}`,
      description: week.subtitle,
      bodyHtml: `<main>${weekHtml(week, "h1")}</main>`,
      part: "/WeekPage.tsx",
    })),
    ...[...lessons].map(([id, lesson]): Page => ({
      fileName: `${id}/index.html`,
      ...filesOf(earlierIds(aliases, "lessons", id)),
      title: `${lesson.label}: ${lesson.title} · ${course.title}`,
      description: lesson.summary,
      bodyHtml: lessonHtml(lesson),
      part: `lesson/${id}`,
    })),
    {
      ...extra(
        "glossary/index.html",
        "Glossary",
        "Every term of the course, and the day that introduces it.",
        "/GlossaryPage.tsx",
      ),
      bodyHtml: `<main><h1>Glossary</h1>${entriesHtml(glossary.map(entryOf))}</main>`,
    },
    extra(
      "explorer/index.html",
      "Scheduler explorer",
      "Write an async program and watch tokio's scheduler poll it, step by step.",
      "/ExplorerPage.tsx",
    ),
    extra(
      "journal/index.html",
      "Journal",
      "Your predictions, answers and measurements in one place.",
      "/JournalPage.tsx",
    ),
    extra(
      "studio/index.html",
      "Task studio",
      "Draw the tasks of a service, lint the design, and put it under load on the model runtime.",
      "/StudioRoute.tsx",
    ),
    extra("settings/index.html", "Settings", "Theme, editor, and export of your work.", "/SettingsPage.tsx"),
    extra(
      "regrade/index.html",
      "Regrade hand-ins",
      "Run hand-ins again in the sandbox and compare claims with results.",
      "/RegradeRoute.tsx",
    ),
    extra("404.html", "Page not found", "Nothing is at this address."),
  ];
}

interface Surroundings {
  base: string;
  /** File of the page's part. */
  chunk?: string | undefined;
  /** Style sheets of that part. */
  styles: readonly string[];
  /** Files of the fonts that every page is set in: loaded at once, they are there for the first paint. */
  fonts: readonly string[];
  /** The content of `#root` until the app takes over. */
  body: string;
}

/** Without the base: `/week-01/day-1/` */
export const pathOf = ({ fileName }: Page): string => `/${fileName.replace(/index\.html$/, "")}`;

/**
 * Inserts a page into the built `index.html`. @throws if the shell has no title or root
 */
export function renderPage(
  shell: string,
  page: Page,
  { base, chunk, styles, fonts, body }: Surroundings,
): string {
  const title = `<title>${escapeHtml(page.title)}</title>`;
  const description = `<meta name="description" content="${escapeHtml(page.description)}">`;
  const ahead = [
    ...fonts.map((file) => `rel="preload" as="font" type="font/woff2" crossorigin href="${base}${file}"`),
    ...(chunk === undefined ? [] : [`rel="modulepreload" crossorigin href="${base}${chunk}"`]),
  ].map((attributes) => `\n    <link ${attributes}>`);
  let html = shell.replace(/\s*<meta\s+name="description"[^>]*>/, "");
  html = replaceOnce(html, /<title>[^<]*<\/title>/, `${title}\n    ${description}${ahead.join("")}`);
  // After the shell's own, as when the part loads later.
  const sheets = styles.map((file) => `  <link rel="stylesheet" crossorigin href="${base}${file}">\n  `);
  html = replaceOnce(html, /<\/head>/, `${sheets.join("")}</head>`);
  return replaceOnce(html, /<div id="root">[^]*?<\/div>/, `<div id="root" data-static>${body}</div>`);
}

/** For an earlier address: search engines learn the page's own. */
export const atEarlier = (html: string, page: Page, base: string): string =>
  replaceOnce(html, /<\/head>/, `  <link rel="canonical" href="${base}${pathOf(page).slice(1)}">\n  </head>`);

function replaceOnce(html: string, pattern: RegExp, by: string): string {
  if (!pattern.test(html)) throw new Error(`index.html has nothing that matches ${pattern}`);
  return html.replace(pattern, () => by);
}

function homeHtml(course: Course): string {
  const weeks = course.weeks.map((week) => weekHtml(week, "h2"));
  const run = "<p>A run of the scheduler opens here once the page's script has loaded.</p>";
  return `<main><h1>${escapeHtml(course.title)}</h1><p>${escapeHtml(course.tagline)}</p>${run}${weeks.join("")}</main>`;
}

/** On the home page or on its own. */
function weekHtml(week: Week, heading: "h1" | "h2"): string {
  const from = heading === "h1" ? "." : `./${week.id}`;
  const lessons = week.lessons.map(
    (lesson) =>
      `<li><a href="${from}/${lesson.id}/">${escapeHtml(`${lesson.label}: ${lesson.title}`)}</a></li>`,
  );
  return `<section><${heading}>${escapeHtml(week.title)}</${heading}><p>${escapeHtml(week.subtitle)}</p>${(week.why ?? []).map(blockHtml).join("\n")}<ol>${lessons.join("")}</ol></section>`;
}
