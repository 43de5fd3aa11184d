/** Finds where arb_bot.rs spawns each of its tasks, as `#[track_caller]` would report it. */

/** `src/main.rs:121:5`; empty for a name that is not spawned there. */
export function locationOf(source: string, name: string): string {
  const what = name === "main" ? "#[tokio::main" : `go("${name}"`;
  const at = source.indexOf(what);
  if (at < 0) return "";
  const before = source.slice(0, at).split("\n");
  return `src/main.rs:${before.length}:${(before.at(-1) ?? "").length + 1}`;
}
