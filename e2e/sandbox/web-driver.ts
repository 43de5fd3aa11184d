/** A browser driven by WebDriver: Firefox by Marionette, which is built in, WebKitGTK by its own driver. */
import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { join } from "node:path";

/** The few commands a journey needs. */
export interface WebDriver {
  open(url: string): Promise<void>;
  /** @param body of a function in the page; what it returns must be JSON */
  run<T>(body: string, ...args: unknown[]): Promise<T>;
  /** @param expression of a promise of JSON, in a page that stays open */
  settled<T>(expression: string, ...args: unknown[]): Promise<T>;
  /** Clicks as a pointer would; fails when there is no such element, or when something lies over it. */
  click(xpath: string): Promise<void>;
}

/** One command: WebDriver's path after the session, Marionette's name for it, and the parameters of both. */
type Send = (path: string, name: string, params: Record<string, unknown>) => Promise<unknown>;

type Settled<T> = { value: T } | { error: string };

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const START_MS = 60_000;

function driver(send: Send): WebDriver {
  return {
    async open(url) {
      await send("url", "Navigate", { url });
    },
    async run<T>(script: string, ...args: unknown[]) {
      return (await send("execute/sync", "ExecuteScript", { script, args })) as T;
    },
    async settled<T>(expression: string, ...args: unknown[]) {
      // Asked for again and again: the drivers' own waiting ends after half a minute.
      const start = `delete window.settled; (${expression}).then(
        (value) => { window.settled = { value }; },
        (error) => { window.settled = { error: String(error) }; });`;
      await send("execute/sync", "ExecuteScript", { script: start, args });
      for (;;) {
        const params = { script: "return window.settled ?? null", args: [] };
        const ended = (await send("execute/sync", "ExecuteScript", params)) as Settled<T> | null;
        if (ended !== null && "error" in ended) throw new Error(ended.error);
        if (ended !== null) return ended.value;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    },
    async click(value) {
      const found = (await send("element", "FindElement", { using: "xpath", value })) as Record<
        string,
        string
      >;
      const id = found[ELEMENT] ?? "";
      // WebKit does not wait for a page that scrolls smoothly. What sticks to the window's lower part could be over it.
      const script = 'arguments[0].scrollIntoView({ block: "start", behavior: "instant" })';
      await send("execute/sync", "ExecuteScript", { script, args: [found] });
      await send(`element/${id}/click`, "ElementClick", { id });
    },
  };
}

/** @param profile where a Firefox that was started with `--marionette` and port 0 writes which port it took */
export async function marionette(profile: string, browser: ChildProcess): Promise<WebDriver> {
  const file = join(profile, "MarionetteActivePort");
  const port = await eventually(browser, async () =>
    existsSync(file) ? Number(readFileSync(file, "utf8")) || undefined : undefined,
  );
  const socket = connect(port, "127.0.0.1");
  const answers = messagesOf(socket);
  let id = 0;
  await answers.next();
  const command = async (name: string, params: Record<string, unknown>): Promise<unknown> => {
    const text = Buffer.from(JSON.stringify([0, ++id, `WebDriver:${name}`, params]));
    socket.write(Buffer.concat([Buffer.from(`${text.length}:`), text]));
    const { value } = await answers.next();
    const [, , error, result] = value as [number, number, { message: string } | null, { value?: unknown }];
    if (error) throw new Error(error.message);
    return result?.value;
  };
  await command("NewSession", {});
  return driver((_path, name, params) => command(name, params));
}

/** Each message is its length in bytes, a colon, and JSON. */
async function* messagesOf(socket: Socket): AsyncGenerator<unknown, undefined> {
  let buffer = Buffer.alloc(0);
  for await (const chunk of socket) {
    buffer = Buffer.concat([buffer, chunk as Buffer]);
    for (let colon = buffer.indexOf(":"); colon > 0; colon = buffer.indexOf(":")) {
      const end = colon + 1 + Number(buffer.subarray(0, colon));
      if (buffer.length < end) break;
      yield JSON.parse(buffer.subarray(colon + 1, end).toString());
      buffer = buffer.subarray(end);
    }
  }
  throw new Error("the browser closed the connection");
}

/** @param options of the browser that the driver is to start */
export async function webKitDriver(
  port: number,
  options: Record<string, unknown>,
  process: ChildProcess,
): Promise<WebDriver> {
  const home = `http://127.0.0.1:${port}`;
  const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
  await eventually(process, async () => ((await fetch(`${home}/status`)).ok ? true : undefined));
  const session = (await post(`${home}/session`, { capabilities })) as { sessionId: string };
  return driver((path, _name, params) => post(`${home}/session/${session.sessionId}/${path}`, params));
}

async function post(url: string, params: Record<string, unknown>): Promise<unknown> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(params) });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) throw new Error(JSON.stringify(value));
  return value;
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function eventually<T>(browser: ChildProcess, ask: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + START_MS; Date.now() < end;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    if (browser.exitCode !== null) throw new Error(`the browser ended by itself, with ${browser.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the browser did not answer within ${START_MS / 1_000} s`);
}
