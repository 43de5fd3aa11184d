// Before the program: sets the chosen theme ahead of the first paint, waits a moment for the fonts, and says so when the
// program does not arrive.
// A file of its own because the page's CSP allows no inline script.
try {
  const theme = JSON.parse(localStorage.getItem("tokio-internals/settings") ?? "{}").theme;
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage denied or damaged: the system's theme it is.
}

// Text must not change its shape while it is read, so a font that misses the first paint is not used (font-display:
// optional). The first paint waits for the fonts, but not longer than this.
const FONTS_MS = 300;
const fonts = [...document.querySelectorAll('link[rel="preload"][as="font"]')].filter(
  ({ href }) => performance.getEntriesByName(href).length === 0,
);
if (fonts.length > 0) {
  const show = () => delete document.documentElement.dataset.fonts;
  document.documentElement.dataset.fonts = "awaited";
  setTimeout(show, FONTS_MS);
  let left = fonts.length;
  const settle = () => --left === 0 && show();
  for (const font of fonts) for (const end of ["load", "error"]) font.addEventListener(end, settle);
}

// The program itself did not arrive: what the page holds as text can be read, and this says why nothing else works.
addEventListener(
  "error",
  ({ target }) => {
    if (!(target instanceof HTMLScriptElement) || target.type !== "module") return;
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.setAttribute("role", "alert");
    notice.append(
      "Only the text of this page could be loaded; exercises and answers could not. You may be offline, or a newer version of the course was published. What you wrote is stored. ",
    );
    const reload = document.createElement("button");
    reload.className = "button";
    reload.textContent = "Reload";
    reload.addEventListener("click", () => location.reload());
    notice.append(reload);
    // Below the header, which is fixed.
    (document.querySelector("main") ?? document.body.firstElementChild).before(notice);
  },
  true,
);
