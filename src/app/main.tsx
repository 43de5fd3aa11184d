/** Starts the page: styles, progress, React. */
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "../ui/tokens.css";
import "../ui/base.css";
import "../ui/ui.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { keepUsed } from "../features/offline/keep-used.ts";
import { startProgress } from "../progress/store.ts";
import { allowForeignWrites } from "../ui/foreign-writes.ts";
import { mendAddress } from "./address-bar.ts";
import { App } from "./App.tsx";

mendAddress();
void startProgress();
void keepUsed(import.meta.env.BASE_URL);
if (import.meta.env.DEV) {
  const [{ followSavedFiles }, { replaceParts }] = await Promise.all([
    import("../features/author-tools/preview.ts"),
    import("../course/data.ts"),
  ]);
  followSavedFiles(replaceParts);
}
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
allowForeignWrites(root);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
