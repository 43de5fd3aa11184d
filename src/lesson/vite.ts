/** The Vite plugin: lessons as modules, problems as build errors and overlay, one real HTML page per route. */
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Connect, Plugin, Rolldown, ViteDevServer } from "vite";
import { compileCourse } from "./course.ts";
import type { CompiledCourse } from "./course.ts";
import { isUnread } from "./files.ts";
import { lookAgain } from "./look-again.ts";
import type { LookAgain } from "./look-again.ts";
import { Memo } from "./memo.ts";
import { atEarlier, pagesOf, pathOf, renderPage } from "./pages.ts";
import { isError } from "../course/problem.ts";
import { changeBetween } from "./course-change.ts";
import { showProblems, summary } from "./show-problems.ts";
import { asModule, modulesOf, moduleCode, NAMES, RESOLVED } from "./virtual-modules.ts";

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

function isCourseFile(path: string): boolean {
  return /^(lessons|harness)[\\/]/.test(path);
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
