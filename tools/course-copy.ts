/** Copies the project, with the installed packages linked, so that a test can write lessons without changing the original. */
import { cp, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** What cargo builds: thousands of files. */
const BUILT = ["harness/tokio/target", "harness/tokio/order/target"].map((path) => join(ROOT, path));
const LEFT_OUT = new Set(["node_modules", "dist", ".git", "test-results"]);

/** @returns its folder, and a function that deletes it */
export async function copyProject(): Promise<{ root: string; remove: () => Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), "tokio-internals-"));
  const entries = (await readdir(ROOT)).filter((entry) => !LEFT_OUT.has(entry));
  await Promise.all(
    entries.map((entry) =>
      cp(join(ROOT, entry), join(root, entry), {
        recursive: true,
        filter: (path) => !BUILT.some((built) => path.startsWith(built)),
      }),
    ),
  );
  await symlink(join(ROOT, "node_modules"), join(root, "node_modules"));
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}
