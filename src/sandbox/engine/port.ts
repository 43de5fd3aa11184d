/** The worker's message port, the engine's only way in and out, taken before learner code can see it. */

/** Sends text, and receives text with optional bytes of a module; `wire.ts` defines the messages. */
export interface Port {
  post(text: string): void;
  onMessage(listener: Listener): void;
}

type Listener = (text: string, module: ArrayBuffer | undefined) => void;

interface BrowserScope {
  postMessage(message: unknown): void;
  addEventListener(type: string, listener: (event: { data?: unknown; preventDefault(): void }) => void): void;
}

interface NodePort {
  postMessage(message: unknown): void;
  on(type: "message", listener: (message: unknown) => void): void;
}

/** In Node the runner leaves the worker's port in this global, which `seal` removes. */
const scope = globalThis as unknown as BrowserScope & { __nodePort?: NodePort };

export function takePort(): Port {
  const nodePort = scope.__nodePort;
  if (nodePort) {
    const post = nodePort.postMessage.bind(nodePort);
    return { post, onMessage: (listener) => nodePort.on("message", (data) => deliver(data, listener)) };
  }
  const post = scope.postMessage.bind(scope);
  const listen = scope.addEventListener.bind(scope);
  // The model runtime never awaits a promise, so an unhandled rejection is not the page's error.
  listen("unhandledrejection", (event) => event.preventDefault());
  return { post, onMessage: (listener) => listen("message", (event) => deliver(event.data, listener)) };
}

function deliver(data: unknown, listener: Listener): void {
  if (typeof data === "string") return listener(data, undefined);
  if (typeof data !== "object" || data === null) return;
  const { text, module } = data as { text?: unknown; module?: unknown };
  if (typeof text === "string" && module instanceof ArrayBuffer) listener(text, module);
}
