/** The script of the sandbox's frame: starts the worker and passes its text through, up to a limit. It evaluates nothing. */
import type { HostCommand, HostMessage } from "../wire.ts";

const say = (message: HostMessage) => parent.postMessage(message, "*");

/** Called once: a frame serves one run and is then removed. */
function start({ run, script, start: text, module, limits }: Extract<HostCommand, { kind: "start" }>): void {
  let messages = 0;
  let characters = 0;

  const launch = (url: string, retry: (() => void) | undefined) => {
    let alive = false;
    const failed = (message: string) => {
      if (!alive && retry) return retry();
      say({ kind: "worker-error", run, message });
    };
    try {
      const worker = new Worker(url);
      worker.onmessage = ({ data }) => {
        alive = true;
        if (typeof data !== "string") return;
        characters += data.length;
        if (++messages > limits.maxMessages || characters > limits.maxCharacters) {
          worker.onmessage = null;
          worker.terminate();
          return say({ kind: "flood", run });
        }
        say({ kind: "worker", run, text: data });
      };
      worker.onerror = (event) => {
        event.preventDefault();
        failed(event.message || "the browser did not start a worker");
      };
      worker.postMessage(module ? { text, module } : text);
    } catch (error) {
      failed(String(error));
    }
  };

  // A blob: worker shares the frame's isolation and so its fine clock; WebKit under COEP allows only data:.
  const data = () => launch(`data:text/javascript;charset=utf-8,${encodeURIComponent(script)}`, undefined);
  launch(URL.createObjectURL(new Blob([script], { type: "text/javascript" })), data);
}

addEventListener("message", ({ source, data }: MessageEvent<HostCommand>) => {
  if (source !== parent) return;
  if (data.kind === "ping") say({ kind: "pong", run: data.run });
  else start(data);
});
say({ kind: "loaded" });
