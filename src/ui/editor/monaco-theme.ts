/** Gives Monaco the page's colours and follows changes between light and dark. */
import { monaco } from "./monaco.ts";

const THEME = "course";

/** Computed colours as `#rrggbb`: Monaco understands neither custom properties nor `light-dark()`. */
function colourReader(host: HTMLElement): (css: string) => string {
  const probe = host.appendChild(document.createElement("span"));
  probe.hidden = true;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return (css) => {
    probe.style.color = css;
    if (!context) return "#808080";
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return "#" + [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("");
  };
}

function themeFrom(read: (css: string) => string): monaco.editor.IStandaloneThemeData {
  const dark = read("light-dark(#ffffff, #000000)") === "#000000";
  const surface = read("var(--surface)");
  const ink = read("var(--ink)");
  const muted = read("var(--muted)");
  const accent = read("var(--accent)");
  const hairline = read("var(--hairline)");
  const rule = (token: string, css: string) => ({ token, foreground: read(css).slice(1) });
  return {
    base: dark ? "vs-dark" : "vs",
    inherit: true,
    rules: [
      { token: "", foreground: ink.slice(1) },
      rule("comment", "var(--muted)"),
      rule("keyword", "var(--accent)"),
      rule("string", "var(--ok)"),
      rule("string.escape", "var(--warn)"),
      rule("regexp", "var(--ok)"),
      rule("number", "var(--warn)"),
      rule("type", "var(--series-a)"),
      rule("identifier", "var(--ink)"),
      rule("delimiter", "var(--ink)"),
    ],
    colors: {
      "editor.background": surface,
      "editor.foreground": ink,
      "editorGutter.background": surface,
      "editorLineNumber.foreground": muted,
      "editorLineNumber.activeForeground": ink,
      "editorCursor.foreground": accent,
      "editor.selectionBackground": accent + "33",
      "editor.inactiveSelectionBackground": accent + "1f",
      "editor.lineHighlightBackground": ink + "08",
      "editor.lineHighlightBorder": "#00000000",
      "editorIndentGuide.background1": hairline,
      "editorIndentGuide.activeBackground1": muted,
      "editorBracketMatch.background": accent + "22",
      "editorBracketMatch.border": accent,
      "editorWidget.background": read("var(--bg)"),
      "editorWidget.foreground": ink,
      "editorWidget.border": hairline,
      "editorHoverWidget.background": read("var(--bg)"),
      "editorHoverWidget.foreground": ink,
      "editorHoverWidget.border": hairline,
      "editorSuggestWidget.background": read("var(--bg)"),
      "editorSuggestWidget.foreground": ink,
      "editorSuggestWidget.border": hairline,
      "editorSuggestWidget.selectedBackground": accent + "22",
      "editorSuggestWidget.selectedForeground": ink,
      "editorSuggestWidget.highlightForeground": accent,
      "editorSuggestWidget.focusHighlightForeground": accent,
      "editorError.foreground": read("var(--error)"),
      "editorWarning.foreground": read("var(--warn)"),
      "widget.shadow": "#00000000",
      "scrollbar.shadow": "#00000000",
      "scrollbarSlider.background": muted + "40",
      "scrollbarSlider.hoverBackground": muted + "66",
      "scrollbarSlider.activeBackground": muted + "80",
      focusBorder: read("var(--focus)"),
    },
  };
}

/** Applies the theme now and whenever the page's own colours may have changed; call the result to stop. */
export function followPageTheme(host: HTMLElement): () => void {
  const read = colourReader(host);
  const apply = () => {
    monaco.editor.defineTheme(THEME, themeFrom(read));
    monaco.editor.setTheme(THEME);
  };
  apply();
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", apply);
  const root = new MutationObserver(apply);
  root.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-theme", "class", "style"],
  });
  return () => {
    system.removeEventListener("change", apply);
    root.disconnect();
  };
}
