/** The Vite plugin: lessons as modules, problems as build errors and overlay, one real HTML page per route. */
import { readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import type { Connect, HotPayload, Plugin, Rolldown, ViteDevServer } from "vite";
import { compileCourse } from "./course.ts";
import type { CompiledCourse } from "./course.ts";
import { isUnread } from "./files.ts";
import { lookAgain } from "./look-again.ts";
import type { LookAgain } from "./look-again.ts";
import { Memo } from "./memo.ts";
import { atEarlier, pagesOf, pathOf, renderPage } from "./pages.ts";
import { entryOf } from "./glossary-page.ts";
import { searchData } from "./search.ts";
import { formatProblem, isError } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import type { Course, CourseChange, WeekText } from "../course/types.ts";
import { counted } from "../lib/words.ts";

const PREFIX = "virtual:";
const RESOLVED = "\0virtual:";
const NAMES =
  /^virtual:(course|lessons|exercises|search|glossary|studio|weeks|wrong-answers|lesson\/.+|exercise\/.+)$/;
/** The page listens for this event in development: see `CourseChange`. */
const CHANGED = "course:changed";

/** The fonts of every page's first paint. */
const FIRST_FONTS = /(source-serif-4|inter|jetbrains-mono)-latin-wght-normal-[^/]*\.woff2$/;

interface Options {
  /** Renders the body of a page, given its path, with the app's own components. */
  bodies?: (root: string, base: string, modules: Plugin) => Promise<(path: string) => Promise<string>>;
}

/** @param options without `bodies` a page has its text alone until the app takes over */
export function courseLessons({ bodies }: Options = {}): Plugin {
  let root = process.cwd();
  let base = "/";
  let building = false;
  let compiled: Promise<CompiledCourse> | undefined;
  /** The last compilation, and the last one sent to pages. */
  let last: CompiledCourse | undefined;
  let told: CompiledCourse | undefined;
  let again: LookAgain | undefined;
  const memo = new Memo();

  function course(): Promise<CompiledCourse> {
    const compiling = (compiled ??= compileCourse(root, { memo }));
    // The next request tries again.
    compiling.catch(() => {
      if (compiled === compiling) compiled = undefined;
    });
    return compiling;
  }

  /** Compiles again, and sends changes or problems to the open pages. */
  async function renew(server: ViteDevServer): Promise<void> {
    compiled = undefined;
    const compiling = course();
    const now = await compiling;
    // A file was saved in the meantime: the next compilation includes this change.
    if (compiled !== compiling) return;
    const { moduleGraph, hot } = server.environments.client;
    for (const [id, module] of moduleGraph.idToModuleMap) {
      if (id.startsWith(RESOLVED)) moduleGraph.invalidateModule(module);
    }
    if (now.problems.some(isError)) showProblems(server, now.problems, root);
    else {
      const change = changeBetween([told, last], now);
      if (change !== null) hot.send(CHANGED, change);
      told = now;
    }
    last = now;
  }

  const isWhole = (): boolean => !last?.problems.some(isUnread);

  return {
    name: "course-lessons",

    configResolved(config) {
      ({ root, base } = config);
      building = config.command === "build";
      if (!base.startsWith("/"))
        throw new Error(
          `base: expected a path that starts with "/", got "${base}"; pages are at different depths`,
        );
    },

    async buildStart() {
      if (!building) return;
      compiled = undefined;
      const { problems } = await course();
      if (problems.some(isError)) this.error(summary(problems));
      else if (problems.length > 0) this.warn(summary(problems));
    },

    resolveId(id) {
      return NAMES.test(id) ? `\0${id}` : undefined;
    },

    async load(id) {
      if (!id.startsWith(RESOLVED)) return undefined;
      const name = id.slice(RESOLVED.length);
      // Learners must not get them, not even in an unused chunk.
      const code = building && name === "wrong-answers" ? asModule({}) : moduleCode(name, await course());
      return code === null ? undefined : { code, moduleType: "js" };
    },

    async configureServer(server) {
      last = told = await course();
      if (last.problems.some(isError)) server.config.logger.error(summary(last.problems));
      else if (last.problems.length > 0) server.config.logger.warn(summary(last.problems));
      server.ws.on("connection", () => {
        showProblems(server, last?.problems ?? [], root);
        if (!isWhole()) again?.start();
      });
      servePictures(server, course, root);
      // An unreadable file often becomes readable again without a change that the watcher sees.
      again = lookAgain(async () => {
        await renew(server).catch((error: unknown) => server.config.logger.error(String(error)));
        return !isWhole();
      });
      if (!isWhole()) again.start();
    },

    async hotUpdate({ file, server }) {
      if (this.environment.name !== "client" || !isCourseFile(relative(root, file))) return undefined;
      await renew(server);
      if (!isWhole()) again?.start();
      // Files in harness/ are also part of the sandbox's engine, which Vite itself rebuilds.
      return relative(root, file).startsWith("lessons") ? [] : undefined;
    },

    closeBundle() {
      again?.stop();
    },

    generateBundle: {
      order: "post",
      async handler(_options, bundle) {
        if (this.environment !== undefined && this.environment.name !== "client") return;
        const shell = bundle["index.html"];
        if (shell?.type !== "asset") return;
        const compiledCourse = await course();
        const html = String(shell.source);
        const chunks = Object.values(bundle).filter((item) => item.type === "chunk");
        const fonts = Object.keys(bundle).filter((file) => FIRST_FONTS.test(file));
        const bodyOf = await bodies?.(root, base, modulesOf(compiledCourse));
        for (const page of pagesOf(compiledCourse)) {
          const { part } = page;
          const chunk = chunks.find(({ facadeModuleId }) => part && facadeModuleId?.endsWith(part));
          const styles =
            chunk === undefined ? [] : stylesOf(chunk, bundle).filter((file) => !html.includes(file));
          const body = (await bodyOf?.(pathOf(page))) ?? page.bodyHtml;
          const source = renderPage(html, page, { base, chunk: chunk?.fileName, styles, fonts, body });
          if (page.fileName === "index.html") shell.source = source;
          else this.emitFile({ type: "asset", fileName: page.fileName, source });
          for (const fileName of page.earlier ?? [])
            this.emitFile({ type: "asset", fileName, source: atEarlier(source, page, base) });
        }
        for (const image of compiledCourse.images) {
          this.emitFile({ type: "asset", fileName: image, source: await readFile(join(root, image)) });
        }
      },
    },
  };
}

/** Of a chunk and of all that it imports, in that order. */
function stylesOf(chunk: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): string[] {
  const imported = chunk.imports.flatMap((file) => {
    const each = bundle[file];
    return each?.type === "chunk" ? stylesOf(each, bundle) : [];
  });
  return [...new Set([...imported, ...(chunk.viteMetadata?.importedCss ?? [])])];
}

/** The course's modules for another build of the same course. */
function modulesOf(compiled: CompiledCourse): Plugin {
  return {
    name: "course-modules",
    resolveId: (id) => (NAMES.test(id) ? `\0${id}` : undefined),
    load(id) {
      const code = id.startsWith(RESOLVED) ? moduleCode(id.slice(RESOLVED.length), compiled) : null;
      return code === null ? undefined : { code, moduleType: "js" };
    },
  };
}

function isCourseFile(path: string): boolean {
  return /^(lessons|harness)[\\/]/.test(path);
}

/**
 * @param known what open pages may show: the last compilation sent to them or, if opened later, the last one
 * @returns null if nothing changes for a page; an end of problems is a change, because the overlay shows them
 */
function changeBetween(
  known: readonly (CompiledCourse | undefined)[],
  now: CompiledCourse,
): CourseChange | null {
  const changed = <T>(partsOf: (course: CompiledCourse) => ReadonlyMap<string, T>): Record<string, T> => {
    const isNew = ([id, part]: [string, T]): boolean =>
      known.some((old) => JSON.stringify(part) !== JSON.stringify(old && partsOf(old).get(id)));
    return Object.fromEntries([...partsOf(now)].filter(isNew));
  };
  const parts = {
    lessons: changed((course) => course.lessons),
    exercises: changed((course) => course.exercises),
    wrong: changed((course) => course.wrong),
  };
  const isMended = known.some((old) => old?.problems.some(isError));
  const isNew =
    Object.values(parts).some((part) => Object.keys(part).length > 0) ||
    known.some((old) => JSON.stringify(old?.course) !== JSON.stringify(now.course));
  return isNew || isMended ? { course: now.course, ...parts } : null;
}

/** @param name what follows `virtual:` */
function moduleCode(
  name: string,
  { course, lessons, exercises, wrong, glossary, studio }: CompiledCourse,
): string | null {
  if (name === "course") return asModule(forEveryPage(course));
  if (name === "weeks") return asModule(textsOf(course));
  if (name === "lessons") return lazyModules("lesson", [...lessons.keys()]);
  if (name === "wrong-answers") return asModule(Object.fromEntries(wrong));
  if (name === "search") return asModule(searchData(course, lessons.values(), glossary));
  if (name === "glossary") return asModule(glossary.map(entryOf));
  if (name === "studio") return asModule(studio);
  if (name === "exercises") return lazyModules("exercise", [...exercises.keys()]);
  const [, kind, id = ""] = /^(lesson|exercise)\/(.+)$/.exec(name) ?? [];
  const data = kind === "lesson" ? lessons.get(id) : exercises.get(id);
  return data === undefined ? null : asModule(data);
}

/** Without the texts that few pages show. */
function forEveryPage({ weeks, ...course }: Course): Course {
  return { ...course, weeks: weeks.map(({ why: _why, feedsInto: _feedsInto, ...week }) => week) };
}

const textsOf = ({ weeks }: Course): Record<string, WeekText> =>
  Object.fromEntries(weeks.map(({ id, why = [], feedsInto = [] }) => [id, { why, feedsInto }]));

/** `JSON.parse` of a string reaches the browser faster than the same object as JavaScript. */
function asModule(data: unknown): string {
  return `export default JSON.parse(${JSON.stringify(JSON.stringify(data))});\n`;
}

function lazyModules(kind: "lesson" | "exercise", ids: readonly string[]): string {
  const entries = ids.map(
    (id) => `  ${JSON.stringify(id)}: () => import(${JSON.stringify(`${PREFIX}${kind}/${id}`)}),\n`,
  );
  return `export default {\n${entries.join("")}};\n`;
}

function summary(problems: readonly Problem[]): string {
  return `${allOf(problems)}\n\n${countOf(problems)}`;
}

function allOf(problems: readonly Problem[]): string {
  return problems.map(formatProblem).join("\n\n");
}

function countOf(problems: readonly Problem[]): string {
  return `${counted(problems.length, "problem")} in the lessons`;
}

function showProblems(server: ViteDevServer, all: readonly Problem[], root: string): void {
  const problems = all.filter(isError);
  const [first] = problems;
  if (first === undefined) return;
  const id = resolve(root, first.file);
  const payload: HotPayload = {
    type: "error",
    err: {
      message: countOf(problems),
      // The overlay turns each address into a link that opens the file there.
      stack: problems.map((problem) => addressed(problem, root)).join("\n"),
      plugin: "course-lessons",
      id,
      // The overlay keeps the frame unchanged, and strips anything like a frame from the message.
      frame: allOf(problems),
      loc: { file: id, line: first.line, column: first.column },
    },
  };
  server.environments.client.hot.send(payload);
}

function addressed({ file, line, column, message, text, help }: Problem, root: string): string {
  // A problem of a whole file has no frame, and the overlay then shows none.
  const more = text === "" && help !== undefined ? ` (${help})` : "";
  return `${resolve(root, file)}:${line}:${column} ${message}${more}`;
}

/** In development, pictures are served from their folder; built pages have them at the same address. */
function servePictures(server: ViteDevServer, course: () => Promise<CompiledCourse>, root: string): void {
  const serve: AsyncMiddleware = async (request, response, next) => {
    try {
      const path = decodeURI((request.url ?? "").split("?")[0] ?? "").replace(server.config.base, "");
      if (!(await course()).images.includes(path)) return next();
      if (path.endsWith(".svg")) response.setHeader("Content-Type", "image/svg+xml");
      response.end(await readFile(join(root, path)));
    } catch (error) {
      next(error);
    }
  };
  server.middlewares.use((request, response, next) => void serve(request, response, next));
}

type AsyncMiddleware = (...args: Parameters<Connect.NextHandleFunction>) => Promise<void>;
