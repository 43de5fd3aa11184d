// Sets the chosen theme before the first paint; a file of its own because the page's CSP allows no inline script.
try {
  const theme = JSON.parse(localStorage.getItem("tokio-internals/settings") ?? "{}").theme;
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage denied or damaged: the system's theme it is.
}
