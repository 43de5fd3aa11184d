/** The bridge: what the page sees through it, whom it refuses, and what it records. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer as createTcp } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createGrpcTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import { afterEach, expect, it, vi } from "vitest";
import { failureOf } from "../features/console/live/problem.ts";
import { Instrument } from "../features/console/live/proto/instrument_pb.js";
import { rankRecorded } from "../progress/recorded-polls.ts";
import { openFile } from "../features/console/live/read-file.ts";
import { TestApplication } from "../features/console/testing/application.ts";
import { run } from "./console.ts";
import { createBridge } from "./console-bridge.ts";
import { record } from "./console-record.ts";

const PAGE = "https://course.example";
const TOKEN = "a-token-of-the-test";
const over: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of over.splice(0).toReversed()) await end();
});

async function bridged(application: string) {
  const bridge = createBridge({ application, pages: [PAGE], token: TOKEN });
  await new Promise<void>((resolve) => bridge.listen(0, "127.0.0.1", resolve));
  over.push(() => {
    bridge.close();
    bridge.closeAllConnections();
  });
  return (bridge.address() as AddressInfo).port;
}

async function application(options = {}) {
  const app = new TestApplication(options);
  app.spawn(1, "feed");
  for (let ms = 1; ms <= 20; ms++) app.poll(1, ms);
  const address = await app.start();
  over.push(() => app.stop());
  return { app, address };
}

const clientOf = (port: number, headers: Record<string, string> = {}) =>
  createClient(
    Instrument,
    createGrpcWebTransport({
      baseUrl: `http://127.0.0.1:${port}`,
      httpVersion: "1.1",
      interceptors: [
        (next) => (call) => {
          for (const [name, value] of Object.entries({
            origin: PAGE,
            authorization: `Bearer ${TOKEN}`,
            ...headers,
          }))
            call.header.set(name, value);
          return next(call);
        },
      ],
    }),
  );

async function first<T>(stream: AsyncIterable<T>): Promise<T | undefined> {
  const { value, done } = await stream[Symbol.asyncIterator]().next();
  return done ? undefined : value;
}

const failure = async (port: number, headers: Record<string, string> = {}) =>
  first(clientOf(port, headers).watchUpdates({})).then(
    () => "no failure",
    (error: unknown) => failureOf(error, "updates").problem,
  );

/** A raw request, with headers that a page could not choose. */
const raw = (port: number, method: string, headers: Record<string, string>) =>
  new Promise<{ status: number; headers: Record<string, unknown> }>((resolve, reject) => {
    const sent = request(
      { port, host: "127.0.0.1", path: `/${Instrument.typeName}/WatchUpdates`, method, headers },
      (response) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers });
        response.destroy();
      },
    );
    sent.on("error", reject).end();
  });

it("passes the application's updates, details and pause to a page that knows the token", async () => {
  const { app, address } = await application();
  const port = await bridged(address);
  const update = await first(clientOf(port).watchUpdates({}));
  expect(update?.taskUpdate?.newTasks).toHaveLength(1);
  const span = update?.taskUpdate?.newTasks[0]?.id?.id ?? 0n;
  const details = await first(clientOf(port).watchTaskDetails({ id: { id: span } }));
  expect(details?.pollTimesHistogram.case).toBe("histogram");
  await clientOf(port).pause({});
  expect(app.paused).toBe(true);
  await clientOf(port).resume({});
  expect(app.paused).toBe(false);
});

it("refuses other origins, other hosts, and whoever lacks the token", async () => {
  const { app, address } = await application();
  const port = await bridged(address);
  const host = `127.0.0.1:${port}`;
  const origin = PAGE;
  const preflight = await raw(port, "OPTIONS", {
    host,
    origin,
    "access-control-request-private-network": "true",
  });
  expect(preflight).toMatchObject({
    status: 204,
    headers: { "access-control-allow-origin": PAGE, "access-control-allow-private-network": "true" },
  });
  // A page of another site, also one that made its own name point here, and a program without an origin.
  const others: Record<string, string>[] = [
    { host, origin: "https://evil.example" },
    { host, origin: "null" },
    { host: `evil.example:${port}`, origin },
    { host },
  ];
  for (const headers of others)
    expect([headers, await raw(port, "OPTIONS", headers)]).toMatchObject([headers, { status: 403 }]);
  for (const authorization of ["", "Bearer ", "Bearer another-token-of-a-test"])
    expect(await failure(port, { authorization })).toBe("wrong-token");
  expect(app.watchers).toBe(0);
});

it("tells a page why the application is out of reach", async () => {
  const { app, address } = await application();
  await app.stop();
  expect(await failure(await bridged(address))).toBe("no-application");
  const silent = createTcp((socket) => socket.end("220 not gRPC\r\n"));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  over.push(() => silent.close());
  const other = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  expect(await failure(await bridged(other))).toBe("other-application");
  const { address: old } = await application({ old: true });
  const port = await bridged(old);
  const state = await first(clientOf(port).watchState({})).catch((error: unknown) =>
    ConnectError.from(error),
  );
  expect(state).toMatchObject({ code: Code.Unimplemented });
  expect(failureOf(state, "state").problem).toBe("old-protocol");
});

it("records what the page then reads: only the recorded time counts", async () => {
  const { app, address } = await application();
  const folder = await mkdtemp(join(tmpdir(), "console-record-"));
  over.push(() => rm(folder, { recursive: true }));
  const path = join(folder, "minute.jsonl");
  const recording = record(createGrpcTransport({ baseUrl: address }), path, 2, new AbortController().signal);
  await vi.waitFor(async () => expect(await readFile(path, "utf8")).toContain('"at":"start"'), {
    timeout: 300_000,
  });
  app.spawn(2, "late");
  for (const ms of [40, 50, 60]) {
    app.poll(1, ms);
    app.poll(2, 1);
    app.publish(1_000);
  }
  expect(await recording).toMatchObject({ tasks: 2 });
  const { recording: read } = await openFile("minute", [await readFile(path)][Symbol.iterator]() as never);
  expect(rankRecorded(read).map(({ name, polls }) => [name, polls])).toEqual([
    ["feed", 3],
    ["late", 3],
  ]);
  expect(read.tasks.find(({ name }) => name === "feed")?.busyMs).toBeCloseTo(150, 3);
  await expect(
    record(createGrpcTransport({ baseUrl: address }), path, 2, new AbortController().signal),
  ).rejects.toThrow("EEXIST");
});

it.each([
  ["not an address", "::", {}, 'expected the application\'s address, such as 127.0.0.1:6669, got "::"'],
  ["a socket's file", "file:///tmp/console", {}, "expected the application's address"],
  [
    "a port below 1024",
    "127.0.0.1:6669",
    { port: "80" },
    "--port: expected a whole number from 1024 to 65535",
  ],
  ["a page without an origin", "127.0.0.1:6669", { page: ["course"] }, "--page: expected the page's origin"],
  ["no time", "127.0.0.1:6669", { seconds: "0" }, "--seconds: expected a whole number from 1 to 3600"],
])("refuses %s before it listens", async (_, address, options, says) => {
  await expect(run(address, { port: "7669", page: [], seconds: "60", ...options })).rejects.toThrow(says);
});

it("says when its port is taken", async () => {
  const port = await bridged("http://127.0.0.1:6669");
  await expect(run("127.0.0.1:6669", { port: `${port}`, page: [], seconds: "60" })).rejects.toThrow(
    `port ${port} is taken, perhaps by another bridge`,
  );
});
