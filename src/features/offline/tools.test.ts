/** Storing the tools: what arrives stays, and every way to stop has its sentence. */
import { afterEach, expect, it, vi } from "vitest";
import { missingOf, storeTools, type Tool } from "./tools.ts";
import { whyStopped } from "./take-all.ts";

const TOOLS: Tool[] = ["a", "b", "c"].map((name) => ({
  url: `assets/${name}.js`,
  bytes: 4,
  packedBytes: 2,
}));

function cacheInMemory() {
  const stored = new Map<string, Response>();
  const cache = {
    keys: async () => [...stored.keys()].map((url) => ({ url: `https://course.example${url}` })),
    put: async (url: string, response: Response) => void stored.set(url, response),
  };
  return { stored, cache: cache as unknown as Cache };
}

afterEach(() => vi.unstubAllGlobals());

it("fetches what is missing, and says how many bytes have come", async () => {
  const { stored, cache } = cacheInMemory();
  await cache.put("/course/assets/b.js", new Response("bbbb"));
  const missing = await missingOf(TOOLS, "/course/", cache);
  expect(missing.map(({ url }) => url)).toEqual(["assets/a.js", "assets/c.js"]);
  vi.stubGlobal("fetch", async () => new Response("xxxx"));
  let bytes = 0;
  await storeTools(missing, "/course/", cache, {
    signal: new AbortController().signal,
    onBytes: (more) => (bytes += more),
  });
  expect(bytes).toBe(4);
  expect([...stored.keys()].toSorted()).toEqual(TOOLS.map(({ url }) => `/course/${url}`));
  expect(await stored.get("/course/assets/a.js")?.text()).toBe("xxxx");
});

it.each([
  ["a server error", new Response("", { status: 500 })],
  ["a home page in its place", new Response("<p>", { headers: { "content-type": "text/html" } })],
])("stops at %s, and keeps what came before", async (_, answer) => {
  const { stored, cache } = cacheInMemory();
  vi.stubGlobal("fetch", async (url: string) => (url.includes("b.js") ? answer : new Response("xxxx")));
  const storing = storeTools(TOOLS, "/", cache, { signal: new AbortController().signal, onBytes() {} });
  await expect(storing).rejects.toThrow("for assets/b.js");
  expect([...stored.keys()]).toEqual(["/assets/a.js"]);
});

it.each([
  [new DOMException("", "AbortError"), "Cancelled."],
  [new DOMException("", "QuotaExceededError"), "out of space"],
  [new TypeError("Failed to fetch"), "Check your connection"],
])("says what stopped it: %s", (error, words) => {
  expect(whyStopped(error)).toContain(words);
  expect(whyStopped(error)).toContain("What was downloaded is kept.");
});
