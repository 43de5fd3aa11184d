/** The course's tools (editor, compiler, engine, charts …): stored when they are first used, or all at once. */
import * as v from "valibot";

/** Shared by page and service worker. File names contain a hash of the content, so versions of the course share it too. */
export const TOOLS_CACHE = "course-tools";
/** Below the course's own address; see `Tool`. */
export const TOOLS_LIST = "tools.json";

export const Tool = v.object({
  /** Below the course's own address. */
  url: v.string(),
  bytes: v.number(),
  /** As a server sends it. */
  packedBytes: v.number(),
});
export type Tool = v.InferOutput<typeof Tool>;

/** Names that are made from what the file holds: what is stored under one never changes. */
export const NAMED_BY_CONTENT = /^(?:assets\/|tokio\/[^/]+\.wasm$)/;

/** How to find a stored response: `Vary` headers say nothing about these files. */
export const MATCH: CacheQueryOptions = { ignoreVary: true, ignoreSearch: true };

/** A host may answer with its home page for a missing file; do not store that as the file. */
export const isTool = (response: Response): boolean =>
  response.status === 200 && !(response.headers.get("content-type") ?? "").startsWith("text/html");

export async function missingOf(tools: readonly Tool[], base: string, cache: Cache): Promise<Tool[]> {
  const known = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  return tools.filter(({ url }) => !known.has(`${base}${url}`));
}

/**
 * Downloads and stores the tools one after the other; what has arrived stays, even if a later one fails.
 * @param onBytes as a server sends them, while they arrive
 * @throws what fetch or the cache throws, and an Error for a response that is not a tool
 */
export async function storeTools(
  tools: readonly Tool[],
  base: string,
  cache: Cache,
  { signal, onBytes }: { signal: AbortSignal; onBytes(packedBytes: number): void },
): Promise<void> {
  for (const { url, bytes, packedBytes } of tools) {
    const response = await fetch(`${base}${url}`, { signal });
    if (!isTool(response)) throw new Error(`the server answered ${response.status} for ${url}`);
    const storing = cache.put(`${base}${url}`, response.clone());
    await count(response, (share) => onBytes(share * packedBytes), bytes);
    await storing;
  }
}

async function count(response: Response, onShare: (share: number) => void, bytes: number): Promise<void> {
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read())
    onShare(part.value.length / bytes);
}
