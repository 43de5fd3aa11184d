/** The bridge between an application's console server and the page: gRPC to the one, gRPC-web on loopback to the other. */
import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Code, ConnectError, cors, createClient, type Client, type Interceptor } from "@connectrpc/connect";
import { connectNodeAdapter, createGrpcTransport } from "@connectrpc/connect-node";
import { withoutPollOps } from "../features/console/live/bridge-file.ts";
import { isDown, PROBLEM_HEADER, type Problem } from "../features/console/live/problem.ts";
import { Instrument } from "../features/console/live/proto/instrument_pb.js";

export interface BridgeOptions {
  /** `http://127.0.0.1:6669`, where the application serves. */
  application: string;
  /** Origins whose pages may connect. */
  pages: readonly string[];
  /** What a page must know, besides. */
  token: string;
}

/** It never listens on another interface. */
export const BRIDGE_HOST = "127.0.0.1";
/** What a page may ask for is small. */
const MAX_REQUEST_BYTES = 1_000;
const PREFLIGHT_SECONDS = 600;

export function createBridge(options: BridgeOptions): Server {
  const client = createClient(Instrument, createGrpcTransport({ baseUrl: options.application }));
  const answer = connectNodeAdapter({
    connect: false,
    grpc: false,
    grpcWeb: true,
    readMaxBytes: MAX_REQUEST_BYTES,
    interceptors: [onlyWith(options.token)],
    routes: (router) => router.service(Instrument, forward(client)),
  });
  return createServer((request, response) => {
    const refusal = refusalOf(request, options.pages);
    if (refusal !== undefined) {
      response.writeHead(403, { "content-type": "text/plain" }).end(`${refusal}\n`);
      return;
    }
    allow(request, response);
    if (request.method === "OPTIONS") response.writeHead(204).end();
    else answer(request, response);
  });
}

/** A page of another site reaches this server under its own name (DNS rebinding), or names its own origin. */
function refusalOf({ headers, socket }: IncomingMessage, pages: readonly string[]): string | undefined {
  const hosts = [BRIDGE_HOST, "localhost"].map((host) => `${host}:${socket.localPort}`);
  if (!hosts.includes(headers.host ?? "")) return "This server answers only under its own address.";
  if (!pages.includes(headers.origin ?? ""))
    return "Pages of this origin may not connect. Name it: npx course console --page <origin>.";
  return undefined;
}

function allow({ headers, method }: IncomingMessage, response: ServerResponse): void {
  response.setHeader("access-control-allow-origin", headers.origin ?? "");
  response.setHeader("vary", "origin");
  response.setHeader("access-control-expose-headers", [...cors.exposedHeaders, PROBLEM_HEADER].join(", "));
  if (method !== "OPTIONS") return;
  response.setHeader("access-control-allow-methods", "POST");
  response.setHeader("access-control-allow-headers", [...cors.allowedHeaders, "Authorization"].join(", "));
  response.setHeader("access-control-max-age", PREFLIGHT_SECONDS);
  // Chromium asks this before a page of the internet may reach this machine.
  if (headers["access-control-request-private-network"] !== undefined)
    response.setHeader("access-control-allow-private-network", "true");
}

function onlyWith(token: string): Interceptor {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  const expected = digest(`Bearer ${token}`);
  return (next) => (request) => {
    if (!timingSafeEqual(digest(request.header.get("authorization") ?? ""), expected))
      throw named(new ConnectError("the token is another one", Code.Unauthenticated), "wrong-token");
    return next(request);
  };
}

function forward(client: Client<typeof Instrument>) {
  return {
    watchUpdates: (_: unknown, { signal }: { signal: AbortSignal }) =>
      explained(client.watchUpdates({}, { signal }), "updates", withoutPollOps),
    watchState: (_: unknown, { signal }: { signal: AbortSignal }) =>
      explained(client.watchState({}, { signal }), "state"),
    watchTaskDetails: ({ id }: { id?: { id: bigint } | undefined }, { signal }: { signal: AbortSignal }) =>
      client.watchTaskDetails({ id: { id: id?.id ?? 0n } }, { signal }),
    pause: (_: unknown, { signal }: { signal: AbortSignal }) => client.pause({}, { signal }),
    resume: (_: unknown, { signal }: { signal: AbortSignal }) => client.resume({}, { signal }),
  };
}

/** The page cannot see why the application is out of reach; the bridge can. */
async function* explained<T>(
  stream: AsyncIterable<T>,
  method: "updates" | "state",
  shorter = (message: T) => message,
): AsyncGenerator<T> {
  let isFirst = true;
  try {
    for await (const message of stream) {
      isFirst = false;
      yield shorter(message);
    }
  } catch (error) {
    const failed = ConnectError.from(error);
    // Once it has spoken it was a console, and now it is gone.
    throw isFirst || isDown(failed) ? named(failed, upstreamProblem(failed, method)) : failed;
  }
}

function upstreamProblem(error: ConnectError, method: "updates" | "state"): Problem {
  if (isDown(error)) return "no-application";
  return error.code === Code.Unimplemented && method === "state" ? "old-protocol" : "other-application";
}

function named(error: ConnectError, problem: Problem): ConnectError {
  error.metadata.set(PROBLEM_HEADER, problem);
  return error;
}
