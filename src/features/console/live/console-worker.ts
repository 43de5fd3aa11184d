/** The console's worker: it connects, decodes and adds up, so that the page stays fluid. */
import type { Interceptor } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import type { Address } from "./address.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { Watcher } from "./watcher.ts";

const watcher = new Watcher(
  (message: FromWorker, transfer: Transferable[] = []) => self.postMessage(message, { transfer }),
  ({ origin, token }: Address) =>
    createGrpcWebTransport({ baseUrl: origin, interceptors: token === undefined ? [] : [withToken(token)] }),
);

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => watcher.take(data));

function withToken(token: string): Interceptor {
  return (next) => (request) => {
    request.header.set("authorization", `Bearer ${token}`);
    return next(request);
  };
}
