/** A malicious folder: each bad entry affects only itself. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MAX_HAND_IN_BYTES } from "../features/hand-in/file-names.ts";
import { listFolder, readHandInFile } from "./hand-in-folder.ts";

let folder = "";
const at = (name: string): string => join(folder, name);

beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "hand-ins-"))));
afterEach(() => rmSync(folder, { recursive: true }));

describe("a folder", () => {
  it("is listed completely: hand-ins with .json in any case, other files by name, litter as a count", async () => {
    mkdirSync(at("group a/__MACOSX"), { recursive: true });
    const names = ["UPPER (1).JSON", "group a/b.json", "notes.txt"];
    const litter = ["._b.json", ".DS_Store", "Thumbs.db", "desktop.ini", "group a/__MACOSX/c.json"];
    for (const name of [...names, ...litter]) writeFileSync(at(name), "{}");
    const listing = await listFolder(folder);
    expect(listing.entries.map(({ name, kind }) => [name, kind])).toEqual([
      ["UPPER (1).JSON", "hand-in"],
      ["group a/b.json", "hand-in"],
      ["notes.txt", "other"],
    ]);
    expect(listing.litter).toBe(litter.length);
  });

  it("follows no link, neither to a file nor to itself, and treats a folder as a folder whatever its name", async () => {
    mkdirSync(at("d.json"));
    writeFileSync(at("d.json/e.json"), "{}");
    symlinkSync(folder, at("again"));
    symlinkSync(at("nowhere"), at("dangling.json"));
    const { entries } = await listFolder(folder);
    expect(entries).toMatchObject([
      { name: "again", kind: "unreadable", problem: expect.stringContaining("a symbolic link") },
      { name: "d.json/e.json", kind: "hand-in" },
      { name: "dangling.json", kind: "unreadable", problem: expect.stringContaining("a symbolic link") },
    ]);
  });

  it.skipIf(process.platform === "win32")("names a pipe and does not wait for it", async () => {
    execFileSync("mkfifo", [at("pipe.json")]);
    const { entries } = await listFolder(folder);
    expect(entries).toMatchObject([{ kind: "unreadable", problem: expect.stringContaining("pipe") }]);
    // As if it had replaced the file after the listing.
    expect(await readHandInFile(at("pipe.json"))).toEqual({ ok: false, message: "it is not a regular file" });
  });

  it.skipIf(process.getuid?.() === 0)("names an unreadable folder and lists the rest", async () => {
    mkdirSync(at("closed"));
    chmodSync(at("closed"), 0);
    writeFileSync(at("a.json"), "{}");
    const { entries } = await listFolder(folder);
    chmodSync(at("closed"), 0o700);
    expect(entries.map(({ kind }) => kind)).toEqual(["hand-in", "unreadable"]);
  });
});

describe("a file", () => {
  it("is not read if it is too large, and the message has its size", async () => {
    writeFileSync(at("a.json"), "");
    truncateSync(at("a.json"), 600_000_000);
    expect(await readHandInFile(at("a.json"))).toEqual({
      ok: false,
      message: "file too large: expected at most 20 MB, got 600 MB",
    });
    truncateSync(at("a.json"), MAX_HAND_IN_BYTES);
    expect(await readHandInFile(at("a.json"))).toMatchObject({ ok: true });
  });

  it("is refused if it is a link or gone when it is opened", async () => {
    writeFileSync(at("secret"), "secret");
    symlinkSync(at("secret"), at("a.json"));
    expect(await readHandInFile(at("a.json"))).toMatchObject({ ok: false });
    expect(await readHandInFile(at("b.json"))).toEqual({ ok: false, message: "it is no longer there" });
    expect(await readHandInFile(at("secret"))).toEqual({ ok: true, text: "secret" });
  });
});
