/** How the page is built: React, the lessons as data, the engine that runs in the sandbox, the headers for its host. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { courseLessons } from "./src/lesson/vite.ts";
import { courseHeaders } from "./src/sandbox/headers.ts";
import { courseEngine } from "./src/sandbox/vite.ts";
import { offline } from "./tools/first-visit/vite.ts";
import { renderer } from "./tools/static-pages/render.ts";
import { licences } from "./tools/licences/vite.ts";

/** One chunk for all charts, and only they ask for it; without this it comes in six. Not what it shares with the page, like React. */
const RECHARTS =
  /node_modules\/(recharts|victory-vendor|d3-|internmap|@reduxjs|react-redux|redux|reselect|immer|decimal\.js-light|es-toolkit|eventemitter3|tiny-invariant)/;

/** What every page needs of other people's code: one file that compresses well, and that a new version of the course rarely changes. */
const LIBRARIES =
  /node_modules\/(?:(?:react|react-dom|scheduler|use-sync-external-store(?!.*with-selector)|wouter|regexparam|idb|valibot)\/|lucide-react\/dist\/esm\/(?!icons\/))/;

export default defineConfig({
  base: process.env["COURSE_BASE"] ?? "/",
  define: { __TRACE__: "true" },
  // Found at the first visit otherwise, and the page would reload under the reader.
  optimizeDeps: { include: ["recharts", "react-dom/client"] },
  plugins: [
    react(),
    courseLessons({ bodies: renderer }),
    courseEngine(),
    courseHeaders(),
    licences(),
    offline(),
  ],
  worker: { format: "es" },
  build: {
    target: "es2023",
    manifest: true,
    // Monaco is one lazy chunk on purpose; the budgets that matter are checked by tools/budget.ts.
    chunkSizeWarningLimit: 8_000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "recharts", test: RECHARTS, includeDependenciesRecursively: false },
            { name: "libraries", test: LIBRARIES, includeDependenciesRecursively: false },
          ],
        },
      },
    },
  },
  preview: { port: 4173 },
});
