/** The addresses that the page may watch: an application's own gRPC-web server, or the bridge's with its secret. */

export interface Address {
  /** `http://127.0.0.1:9999` */
  origin: string;
  /** Of `npx course console`, which accepts nobody without it. */
  token?: string;
}

/** Fetch refuses these of the ports that somebody might pick for a server; https://fetch.spec.whatwg.org/#port-blocking. */
const BLOCKED_PORTS = new Set([
  2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);
const LOOPBACK = new Set(["127.0.0.1", "localhost"]);
const TOKEN = /^#?token=([\w-]{16,100})$/;

export type Unusable = "not-an-address" | "not-this-machine" | "blocked-port";

/** @param text what the learner typed: `127.0.0.1:9999`, or a whole address with the bridge's token */
export function parseAddress(text: string): Address | Unusable {
  const trimmed = text.trim();
  const whole = trimmed.includes("://") ? trimmed : `http://${trimmed}`;
  if (trimmed === "" || !URL.canParse(whole)) return "not-an-address";
  const url = new URL(whole);
  if (url.protocol !== "http:" || url.username !== "") return "not-an-address";
  if (!LOOPBACK.has(url.hostname)) return "not-this-machine";
  const port = Number(url.port || 80);
  if (BLOCKED_PORTS.has(port) || port < 1024) return "blocked-port";
  const token = TOKEN.exec(url.hash)?.[1];
  return { origin: url.origin, ...(token === undefined ? {} : { token }) };
}
