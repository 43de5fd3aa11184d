/** Renders a page to HTML when the course is built, with the components that take over in the browser: nothing moves then. */
import { renderToStaticMarkup } from "react-dom/server";
import { App } from "./App.tsx";
import { loadPartsOf } from "./parts.ts";

/** @param path without the base: `/week-01/day-1/` */
export async function bodyOf(path: string): Promise<string> {
  await loadPartsOf(path);
  return renderToStaticMarkup(<App path={import.meta.env.BASE_URL.replace(/\/$/, "") + path} />);
}
