/** How the page is built: React, the lessons as data, the engine that runs in the sandbox. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { courseLessons } from "./src/lesson/vite.ts";
import { courseEngine } from "./src/sandbox/vite.ts";

export default defineConfig({
  base: process.env["COURSE_BASE"] ?? "/",
  define: { __TRACE__: "true" },
  // Found at the first visit otherwise, and the page would reload under the reader.
  optimizeDeps: { include: ["recharts", "react-dom/client"] },
  plugins: [react(), courseLessons(), courseEngine()],
  worker: { format: "es" },
  build: {
    target: "es2023",
    manifest: true,
    // Monaco is one lazy chunk on purpose; the budgets that matter are checked by tools/budget.ts.
    chunkSizeWarningLimit: 8_000,
  },
  preview: { port: 4173 },
});
