/** The page's one sandbox and the engines it runs, each fetched on first use. */
import { late, type Late } from "../lib/late.ts";
import { createSandbox } from "./sandbox.ts";
import type { Profile } from "./types.ts";

const engines: Record<Profile, Late<string>> = {
  debug: late("The runtime", async () => (await import("virtual:sandbox/debug")).default),
  release: late("The runtime", async () => (await import("virtual:sandbox/release")).default),
};

export function engine(profile: Profile): Promise<string> {
  return engines[profile].load();
}

const rust = late("What runs Rust", async () => (await import("virtual:sandbox/rust")).default);

export function rustEngine(): Promise<string> {
  return rust.load();
}

const frames = late("The sandbox", async () => (await import("virtual:sandbox/frames")).default);
export const sandbox = createSandbox(async (kind) => (await frames.load())[kind]);
