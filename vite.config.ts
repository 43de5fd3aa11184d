/** How the page is built: React, the lessons as data, the engine that runs in the sandbox, the headers for its host. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { courseLessons } from "./src/lesson/vite.ts";
import { courseHeaders } from "./src/sandbox/headers.ts";
import { courseEngine } from "./src/sandbox/vite.ts";
import { licences } from "./tools/licences/vite.ts";

/** One chunk for all charts, and only they ask for it; without this it comes in six. Not what it shares with the page, like React. */
const RECHARTS =
  /node_modules\/(recharts|victory-vendor|d3-|internmap|@reduxjs|react-redux|redux|reselect|immer|decimal\.js-light|es-toolkit|eventemitter3|tiny-invariant)/;

export default defineConfig({
  base: process.env["COURSE_BASE"] ?? "/",
  define: { __TRACE__: "true" },
  // Found at the first visit otherwise, and the page would reload under the reader.
  optimizeDeps: { include: ["recharts", "react-dom/client"] },
  plugins: [react(), courseLessons(), courseEngine(), courseHeaders(), licences(), offline()],
  worker: { format: "es" },
  build: {
    target: "es2023",
    manifest: true,
    // Monaco is one lazy chunk on purpose; the budgets that matter are checked by tools/budget.ts.
    chunkSizeWarningLimit: 8_000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: "recharts", test: RECHARTS, includeDependenciesRecursively: false }],
        },
      },
    },
  },
  preview: { port: 4173 },
});

/** Everything is fetched ahead but the fonts of other scripts, which a browser asks for only when a text needs them. */
function offline() {
  return VitePWA({
    strategies: "injectManifest",
    srcDir: "src/features/offline",
    filename: "service-worker.ts",
    registerType: "prompt",
    injectRegister: false,
    injectManifest: {
      globPatterns: ["**/*.{js,css,html,svg,ttf,wasm}", "assets/*-latin-*.woff2"],
      // Wrong answers reach only the instructor who asks for them.
      globIgnores: ["assets/known-wrong-*.js"],
      maximumFileSizeToCacheInBytes: 20_000_000,
    },
    manifest: {
      name: "Tokio Internals",
      short_name: "Tokio Internals",
      description: "What tokio::spawn costs, and why the scheduler polls in the order it does.",
      display: "standalone",
      background_color: "#fdfcf9",
      theme_color: "#fdfcf9",
      icons: [{ src: "icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" }],
    },
  });
}
