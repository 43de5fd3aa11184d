/** One sandbox frame: an invisible iframe with an opaque origin that serves one run and is then removed. */
import { parseHostMessage, type HostCommand, type HostMessage } from "./wire.ts";

export interface Frame {
  /** Resolves when its script is listening; never rejects. */
  readonly loaded: Promise<void>;
  /** Replaces the listener before it. */
  listen(listener: (message: HostMessage) => void): void;
  send(command: HostCommand): void;
  /** Kills whatever runs in it at once: Chromium ends the process with the frame, while a terminated worker runs on for 2 s. */
  remove(): void;
}

export function openFrame(html: string): Frame {
  const iframe = document.createElement("iframe");
  // Never allow-same-origin: with it, code in the frame could remove its own sandbox.
  iframe.setAttribute("sandbox", "allow-scripts");
  iframe.setAttribute("allow", "cross-origin-isolated");
  iframe.setAttribute("aria-hidden", "true");
  iframe.tabIndex = -1;
  iframe.title = "sandbox";
  // Not display:none: Chromium gives an undisplayed frame's process a background priority.
  iframe.style.cssText =
    "position:fixed;left:0;bottom:0;width:1px;height:1px;border:0;opacity:0;pointer-events:none";
  iframe.srcdoc = html;

  let listener: (message: HostMessage) => void = () => {};
  let ready = () => {};
  const loaded = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const receive = (event: MessageEvent<unknown>) => {
    // The frame's origin is opaque ("null"), like many others: only its window identifies it.
    if (event.source === null || event.source !== iframe.contentWindow) return;
    const message = parseHostMessage(event.data);
    if (message?.kind === "loaded") ready();
    else if (message) listener(message);
  };
  addEventListener("message", receive);
  document.body.append(iframe);

  return {
    loaded,
    listen(next) {
      listener = next;
    },
    send: (command) => iframe.contentWindow?.postMessage(command, "*"),
    remove() {
      removeEventListener("message", receive);
      iframe.remove();
    },
  };
}
