/** Builds the sandbox's page like the course, and serves it with the traps that nothing may reach. */
import { createSocket } from "node:dgram";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { ISOLATION_HEADERS } from "../../src/sandbox/csp.ts";
import { courseEngine } from "../../src/sandbox/vite.ts";
import type { Targets } from "../../src/sandbox/testing/browser-vectors.ts";
import type { Visit } from "./page/main.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
};

export interface SiteOptions {
  /** Whether the page has its policy; a control group has none. */
  policy: boolean;
  /** A page other than the attack suite's. */
  root?: string;
  /** "course" for the real checks. */
  engine?: "toy" | "course";
}

/** One build for all the specs of a worker; another worker's is another folder. */
const built = new Map<string, Promise<string>>();

/** @returns the folder of the built page */
export function buildSite(options: SiteOptions): Promise<string> {
  const key = JSON.stringify(options);
  const folder =
    built.get(key) ?? buildInto(path(`../../test-results/site-${process.pid}-${built.size}`), options);
  built.set(key, folder);
  return folder;
}

async function buildInto(outDir: string, options: SiteOptions): Promise<string> {
  const { policy, root = path("./page"), engine = "toy" } = options;
  const plugin = courseEngine(engine === "toy" ? path("../../src/sandbox/testing/engine.ts") : undefined);
  if (!policy) delete plugin.transformIndexHtml;
  await build({
    configFile: false,
    root,
    // Tokio's modules, which the measurement fetches.
    publicDir: path("../../public"),
    logLevel: "error",
    define: { __TRACE__: "true" },
    plugins: [plugin],
    build: { outDir, emptyOutDir: true, target: "es2023" },
  });
  return outDir;
}

export interface Site {
  url: string;
  targets: Targets;
  /** Names of the attacks that reached a server since the last call. */
  takeHits(): string[];
  /** What the page is told to do when it is opened with `#visit`. */
  visit?: Visit;
  /** What the page posted to `/outcome`, in order. */
  outcomes: unknown[];
  close(): Promise<void>;
}

/** An attack sends to `…/leak/<its name>`. */
const LEAK = /\/leak\/([\w-]+)/;

export async function serve(folder: string, { isolated }: { isolated: boolean }): Promise<Site> {
  const hits = new Set<string>();
  const outcomes: unknown[] = [];
  const note = (url: string | undefined) => {
    const name = LEAK.exec(url ?? "")?.[1];
    if (name) hits.add(name);
    return name !== undefined;
  };
  const page = createServer(async (request, response) => {
    if (note(request.url)) return void response.end("/* leaked */");
    if (request.url === "/visit") return void response.end(JSON.stringify(site.visit));
    if (request.url === "/outcome") {
      outcomes.push(await json(request));
      return void response.end();
    }
    const file = normalize(new URL(request.url ?? "/", "http://x").pathname).replace(/\/$/, "/index.html");
    const headers = isolated ? ISOLATION_HEADERS : {};
    try {
      const body = await readFile(join(folder, file));
      response
        .writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", ...headers })
        .end(body);
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  const other = createServer((request, response) => {
    note(request.url);
    response
      .writeHead(200, { "access-control-allow-origin": "*", "content-type": "text/javascript" })
      .end("/* leaked */");
  });
  for (const server of [page, other]) {
    server.on("upgrade", (request, socket) => {
      note(request.url);
      socket.destroy();
    });
  }
  const udp = createSocket("udp4", () => hits.add("udp"));
  await new Promise<void>((resolve) => udp.bind(0, "127.0.0.1", resolve));
  const [pagePort, otherPort] = [await listen(page), await listen(other)];
  const site: Site = {
    url: `http://localhost:${pagePort}/`,
    targets: {
      same: `http://localhost:${pagePort}/leak/`,
      other: `http://127.0.0.1:${otherPort}/leak/`,
      ws: `ws://127.0.0.1:${otherPort}/leak/`,
      udp: `127.0.0.1:${udp.address().port}`,
    },
    takeHits() {
      const taken = [...hits].toSorted();
      hits.clear();
      return taken;
    },
    outcomes,
    async close() {
      udp.close();
      await Promise.all(
        [page, other].map((server) => new Promise((resolve) => closeNow(server, () => resolve(undefined)))),
      );
    },
  };
  return site;
}

async function json(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString());
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return (server.address() as AddressInfo).port;
}

function closeNow(server: Server, closed: () => void): void {
  server.close(closed);
  server.closeAllConnections();
}
