/** `course console [address]`: lets the page watch an unchanged application, and records it. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { resolve } from "node:path";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { BRIDGE_HOST, createBridge } from "./console-bridge.ts";
import { record } from "./console-record.ts";
import { visible } from "../lib/visible.ts";

interface Options {
  port: string;
  page: readonly string[];
  record?: string;
  seconds: string;
}

/** Where `npm start` and `npm run dev` serve the course on this machine. */
const OWN_PAGES = [4173, 5173].flatMap((port) => [`http://localhost:${port}`, `http://127.0.0.1:${port}`]);
const TOKEN_BYTES = 24;

export async function run(address: string, options: Options): Promise<number> {
  const application = applicationAt(address);
  const port = whole(options.port, "--port", 1024, 65_535);
  const seconds = whole(options.seconds, "--seconds", 1, 3_600);
  const pages = options.page.length === 0 ? OWN_PAGES : options.page.map(originOf);
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const bridge = createBridge({ application, pages, token });
  const stopped = new AbortController();
  const stop = () => stopped.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);

  bridge.listen(port, BRIDGE_HOST);
  await once(bridge, "listening").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE") throw error;
    throw new Error(
      `port ${port} is taken, perhaps by another bridge. Stop it, or choose another with --port.`,
    );
  });
  try {
    say(`Watching ${application} for pages of ${pages.join(", ")}.`);
    say("In the page, connect to this address. It holds a secret, so share it with nobody:\n");
    say(`  http://${BRIDGE_HOST}:${port}/#token=${token}\n`);
    say("Press Ctrl-C to stop.");
    if (options.record !== undefined)
      await recordTo(resolve(options.record), application, seconds, stopped.signal);
    if (!stopped.signal.aborted) await once(stopped.signal, "abort");
    return 0;
  } finally {
    bridge.close();
    bridge.closeAllConnections();
  }
}

async function recordTo(
  path: string,
  application: string,
  seconds: number,
  stopped: AbortSignal,
): Promise<void> {
  say(`Recording ${seconds} s to ${visible(path)} …`);
  const transport = createGrpcTransport({ baseUrl: application });
  const { seconds: recorded, tasks } = await record(transport, path, seconds, stopped);
  say(`Recorded ${recorded.toFixed(1)} s with ${tasks} tasks. Drop the file on the page's console.`);
}

/** @throws for what is no address */
function applicationAt(address: string): string {
  const url = urlOf(address.includes("://") ? address : `http://${address}`);
  if (url?.protocol !== "http:" || url.host === "")
    throw new Error(
      `expected the application's address, such as 127.0.0.1:6669, got ${JSON.stringify(address)}`,
    );
  return url.origin;
}

const urlOf = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

function originOf(page: string): string {
  const url = urlOf(page);
  if (url === undefined || (url.protocol !== "http:" && url.protocol !== "https:"))
    throw new Error(
      `--page: expected the page's origin, such as https://course.example, got ${JSON.stringify(page)}`,
    );
  return url.origin;
}

function whole(text: string, name: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Error(`${name}: expected a whole number from ${least} to ${most}, got ${JSON.stringify(text)}`);
  return value;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
