// Before the program: sets the chosen theme ahead of the first paint, and says so when the program does not arrive.
// A file of its own because the page's CSP allows no inline script.
try {
  const theme = JSON.parse(localStorage.getItem("tokio-internals/settings") ?? "{}").theme;
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage denied or damaged: the system's theme it is.
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
    document.body.prepend(notice);
  },
  true,
);
