/** Builds the page's own components for Node, so that the build can write each page as the browser will show it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import react from "@vitejs/plugin-react";
import { build, type Plugin } from "vite";

/** From a path without the base to the HTML of the page's body. */
export type BodyOf = (path: string) => Promise<string>;

const ENTRY = "src/app/static.tsx";
const LATER = "\0later";
/** They load what a page is made of; everything else that loads late also arrives late in the browser. */
const OF_PAGES = /virtual:lessons$|src\/app\/parts\.ts$/;

/** What loads late is not part of the written page, and most of it would not run here. */
const withoutLateParts: Plugin = {
  name: "course-without-late-parts",
  enforce: "pre",
  resolveDynamicImport: (_specifier, importer) => (OF_PAGES.test(importer ?? "") ? null : LATER),
  load: (id) => (id === LATER ? "export default () => null;" : null),
};

/** @param modules resolves the course's own modules, such as `virtual:course` */
export async function renderer(root: string, base: string, modules: Plugin): Promise<BodyOf> {
  const folder = await mkdtemp(join(tmpdir(), "course-pages-"));
  try {
    await build({
      configFile: false,
      root,
      base,
      logLevel: "warn",
      define: { __TRACE__: "true" },
      plugins: [withoutLateParts, modules, react()],
      ssr: { noExternal: true },
      build: {
        ssr: ENTRY,
        outDir: folder,
        target: "node20",
        copyPublicDir: false,
        minify: false,
        // One file, so that the folder can go once it is read.
        rolldownOptions: { output: { entryFileNames: "page.mjs", codeSplitting: false } },
        emptyOutDir: true,
      },
    });
    const { bodyOf } = (await import(pathToFileURL(join(folder, "page.mjs")).href)) as { bodyOf: BodyOf };
    return async (path) => withoutDeadControls(await bodyOf(path));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Nothing answers a click before the page's script runs; links do. Text on the page has no `<` of its own. */
function withoutDeadControls(html: string): string {
  return html.replace(/<(button|input|textarea|select)(?=[\s>])/g, "<$1 inert");
}
