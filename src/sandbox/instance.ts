/** The page's one sandbox, and what it runs, each fetched when it is first needed. */
import { retrying } from "../compiler/retrying.ts";
import { createSandbox } from "./sandbox.ts";
import type { Profile } from "./types.ts";

const engines: Record<Profile, () => Promise<string>> = {
  debug: retrying(async () => (await import("virtual:sandbox/debug")).default),
  release: retrying(async () => (await import("virtual:sandbox/release")).default),
};

export function engine(profile: Profile): Promise<string> {
  return engines[profile]();
}

export const sandbox = createSandbox(retrying(async () => (await import("virtual:sandbox/frame")).default));
