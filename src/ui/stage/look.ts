/** Tells when to redraw an unchanged picture: theme, forced colours, fonts, the screen's density. */

export const FONTS = {
  prose: '"Source Serif 4 Variable", Georgia, serif',
  mono: '"JetBrains Mono Variable", ui-monospace, monospace',
  ui: '"Inter Variable", system-ui, sans-serif',
} as const;

/** @returns ends the watch */
export function watchLook(changed: () => void): () => void {
  const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) =>
    matchMedia(query),
  );
  for (const query of queries) query.addEventListener("change", changed);
  const theme = new MutationObserver(changed);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  document.fonts.addEventListener("loadingdone", changed);
  // A canvas does not wait for fonts, so request those that nothing else has requested.
  for (const family of [FONTS.mono, FONTS.ui]) void document.fonts.load(`12px ${family}`);
  return () => {
    for (const query of queries) query.removeEventListener("change", changed);
    theme.disconnect();
    document.fonts.removeEventListener("loadingdone", changed);
  };
}
