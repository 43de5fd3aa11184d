/** Each failure of the Playground has its own message; the tests use only the local network. */
import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { execute, type Answer } from "./api.ts";

let stop: (() => void) | undefined;
afterEach(() => stop?.());

async function against(
  reply: (response: ServerResponse) => void,
  options: { signal?: AbortSignal; patienceMs?: number } = {},
): Promise<Answer> {
  const server = createServer((_, response) => reply(response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  stop = () => {
    server.close();
    server.closeAllConnections();
  };
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { signal = new AbortController().signal } = options;
  return execute({ code: "fn main() {}", mode: "debug", origin, ...options, signal });
}

const replying = (status: number, body: unknown) => (response: ServerResponse) =>
  void response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));

describe("the Playground", () => {
  it("that ran the code returns what it printed", async () => {
    const body = { success: false, exitDetail: "1", stdout: "out", stderr: "err" };
    expect(await against(replying(200, body))).toEqual({
      kind: "executed",
      success: false,
      exitDetail: "1",
      stdout: "out",
      stderr: "err",
    });
  });

  it.each([
    [500, { error: "Unable to execute: operation timed out" }, "longer than the 10 seconds"],
    [500, { error: "no containers" }, "server error (500): no containers"],
    [503, "<html>", "server error (503)."],
    [429, "", "too many requests"],
    [400, { error: "bad JSON" }, "it answered 400: bad JSON"],
    [200, "<html>", "not in its API"],
  ])("that answers %i %j is reported as such", async (status, body, words) => {
    const answer = await against(replying(status, body));
    expect(answer.kind === "failed" && answer.message).toContain(words);
  });

  it("that does not answer times out", async () => {
    const answer = await against(() => {}, { patienceMs: 50 });
    expect(answer.kind === "failed" && answer.message).toContain("it is busy");
  });

  it("that is unreachable is reported as an outage", async () => {
    const signal = new AbortController().signal;
    const answer = await execute({ code: "", mode: "debug", origin: "http://127.0.0.1:1", signal });
    expect(answer.kind === "failed" && answer.message).toContain("cannot be reached");
  });

  it("is cancelled when the learner stops", async () => {
    const controller = new AbortController();
    const answer = against(() => controller.abort(), { signal: controller.signal });
    expect(await answer).toEqual({ kind: "cancelled" });
  });
});
