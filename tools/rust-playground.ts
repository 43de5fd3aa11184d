/** A test server with the Rust Playground's API that runs code with this machine's rustc. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildChecks, call, compile } from "../src/cli/cargo.ts";
import type { Toolchain } from "../src/cli/cargo.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The headers that the Playground itself sends. */
export const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST",
  "access-control-allow-headers": "content-type",
  // The page requires that every resource may be embedded.
  "cross-origin-resource-policy": "cross-origin",
};

export interface LocalPlayground {
  origin: string;
  /** Bodies of the requests to /execute, in the order in which they came. */
  requests: unknown[];
  close(): Promise<void>;
}

export async function startPlayground(port = 0): Promise<LocalPlayground> {
  const toolchain = await buildChecks(ROOT);
  const requests: unknown[] = [];
  const server = createServer((request, response) => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { ...CORS, "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    if (request.method === "OPTIONS") return void response.writeHead(200, CORS).end();
    if (request.url !== "/execute") return answer(404, { error: "not found" });
    textOf(request)
      .then(async (text) => {
        const body = JSON.parse(text) as { code?: unknown };
        requests.push(body);
        if (typeof body.code !== "string") return answer(400, { error: "Unable to deserialize request" });
        answer(200, await execute(toolchain, body.code));
      })
      .catch((error: unknown) => answer(500, { error: String(error) }));
  });
  await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, requests, close: () => closed(server) };
}

/** Names the file as the Playground does, and adds what its cargo prints around it. */
async function execute(toolchain: Toolchain, code: string): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), "playground-"));
  try {
    await mkdir(join(folder, "src"));
    const main = join(folder, "src/main.rs");
    await writeFile(main, code);
    const built = await compile(toolchain, main, join(folder, "playground"));
    const named = built.stderr.replaceAll(main, "src/main.rs");
    const head = "   Compiling playground v0.0.1 (/playground)\n";
    if (built.code !== 0) {
      const stderr = `${head}${named}error: could not compile \`playground\` (bin "playground") due to previous errors\n`;
      return { success: false, exitDetail: "Exited with status 101", stdout: "", stderr };
    }
    const ran = await call(join(folder, "playground"), [], { cwd: folder, timeout: 20_000 });
    const stderr = `${head}    Finished \`dev\` profile\n     Running \`target/debug/playground\`\n${ran.stderr}`;
    return {
      success: ran.code === 0,
      exitDetail: `Exited with status ${ran.code}`,
      stdout: ran.stdout,
      stderr,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((done, fail) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => done(Buffer.concat(parts).toString("utf8")));
    request.on("error", fail);
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
