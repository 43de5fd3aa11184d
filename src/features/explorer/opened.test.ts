import { describe, expect, it } from "vitest";
import { EXPLORER_PROGRAMS } from "../../course/explorer-programs.ts";
import { DEFAULT_CONFIG } from "../../recording/run/config.ts";
import { linkFor, readLink } from "./link.ts";
import type { Linked } from "./link.ts";
import {
  configured,
  linkedProgram,
  openedByLink,
  openedByName,
  openedHere,
  openedOwn,
  run,
  typed,
} from "./opened.ts";
import type { Opened } from "./opened.ts";
import { rustConfig } from "./written.ts";

const code: Linked = {
  program: { language: "code", text: "export function* main() {}" },
  config: { ...DEFAULT_CONFIG, seed: 9 },
  beat: 3,
};

const seen = (opened: Opened): Linked => {
  const program = linkedProgram(opened);
  if (program === null) throw new Error("nothing runs");
  return { program, config: opened.config, beat: 1 };
};

describe("what an explorer has open", () => {
  it("shows every program of the gallery in Rust first, and runs task programs at once", () => {
    for (const name of EXPLORER_PROGRAMS) {
      const { language, drafts, running } = openedByName(name);
      expect(language).toBe("rust");
      expect(drafts.rust).toMatch(/#\[tokio::main.*\]\nasync fn main\(\)/);
      expect(drafts.code).toContain("export function* main()");
      expect(drafts.program).toMatch(/^(?:#|body|channel|semaphore)/);
      expect(running === null || running.language === "program").toBe(true);
    }
  });

  it("opens a lesson's own Rust file as its `#[tokio::main]` says, and links to its text", () => {
    const text = '#[tokio::main(flavor = "current_thread")]\nasync fn main() {}\n';
    const opened = openedHere({ file: "two.rs", text });
    expect(opened).toMatchObject({ file: "two.rs", language: "rust", running: null });
    expect(opened.config).toMatchObject({ flavor: "current_thread", root: "main" });
    expect(linkedProgram(run(opened))).toEqual({ language: "rust", text });
    expect(run(typed(opened, "fn main() {}", "1")).own).toBe("1");
  });

  it("never runs code that came with a link before the learner has it run", () => {
    const sent = openedByLink(code);
    expect(sent).toMatchObject({ sent: true, running: null, config: { seed: 9 } });
    expect(run(sent)).toMatchObject({ running: code.program, sent: true, firstBeat: 3 });
  });

  it("makes a program the learner's own once they have changed it", () => {
    const changed = run(typed(openedByLink(code), "export function* main() { return 1; }", "1"));
    expect(changed).toMatchObject({ name: null, sent: false, firstBeat: -1 });
    expect(run(typed(openedByName("overflow", "code"), "export const main = 1;", "1")).name).toBeNull();
    expect(run(openedByName("overflow")).name).toBe("overflow");
  });

  it("leaves one of the learner's own programs as it was, and does not run its code by itself", () => {
    const changed = typed(typed(openedByName("overflow", "code"), "one", "7"), "two", "8");
    expect(changed).toMatchObject({ own: "7", from: openedByName("overflow").from });
    const left = { ...changed, language: "code" as const, config: { ...changed.config, seed: 5 } };
    expect(openedOwn("7", left)).toMatchObject({
      name: null,
      own: "7",
      drafts: { code: "two" },
      config: { seed: 5 },
      running: null,
    });
  });

  it("writes the Rust of a task program as it runs, until the learner changes it", () => {
    const opened = openedByName("overflow");
    expect(opened.drafts.rust).toContain("worker_threads = 1");
    const other = { ...opened.config, flavor: "current_thread" as const };
    expect(configured(opened, other).drafts.rust).toContain('flavor = "current_thread"');
    const changed = typed(opened, `${opened.drafts.rust}// mine`, "1");
    expect(configured(changed, other).drafts.rust).toBe(changed.drafts.rust);
  });

  it("lets `#[tokio::main]` choose the scheduler of Rust", () => {
    const at = (attribute: string) =>
      rustConfig(`${attribute}\nasync fn main() {}`, { ...DEFAULT_CONFIG, workers: 3 });
    expect(at("#[tokio::main]")).toMatchObject({ flavor: "multi_thread", workers: 3, root: "main" });
    expect(at('#[tokio::main(flavor = "current_thread")]')).toMatchObject({ flavor: "current_thread" });
    expect(at("#[tokio::main(worker_threads = 64)]")).toMatchObject({ workers: 8 });
  });

  it("lets `Builder` choose it where `main` has no attribute", () => {
    const at = (build: string) =>
      rustConfig(`fn main() { tokio::runtime::${build} }`, { ...DEFAULT_CONFIG, workers: 3 });
    expect(at("Builder::new_current_thread()")).toMatchObject({ flavor: "current_thread", root: "main" });
    expect(at("Builder::new_multi_thread().worker_threads(2)")).toMatchObject({
      flavor: "multi_thread",
      workers: 2,
    });
    expect(at("Runtime::new()")).toMatchObject({ flavor: "multi_thread", workers: 3 });
  });

  it("has Rust for a program kept by an earlier version", () => {
    const { drafts, config } = openedByName("overflow", "code");
    const kept = {
      from: "x",
      drafts: { code: drafts.code, program: drafts.program },
      language: "code" as const,
      config,
    };
    expect(openedOwn("7", kept).drafts.rust).toContain("async fn main()");
  });

  it("asks for another run each time, of the same text too", () => {
    const once = run(openedByName("one-permit", "code"));
    expect(run(once).running).not.toBe(once.running);
  });

  it("is named by a link as it runs: by name, or by its text", () => {
    const named = openedByName("overflow", "code");
    expect(linkedProgram(named)).toEqual({ name: "overflow" });
    expect(linkedProgram(run(named))).toEqual({ language: "code", text: named.drafts.code });
    expect(linkedProgram(run(openedByName("one-permit", "code")))).toEqual({ name: "one-permit" });
    for (const opened of [named, run(named), run(openedByLink(code))]) {
      const link = readLink("ring", linkFor("ring", seen(opened))!);
      expect(link).toMatchObject({ kind: "linked", linked: seen(opened) });
    }
  });
});
