/** The content security policies: the frames', which let nothing out, and the page's, which the frames inherit. */

/** `'sha256-…'` of the frame's script, the only inline script that either policy allows. */
export type ScriptHash = `'sha256-${string}'`;

/** `wasm`: its engine compiles a module that the page hands it, so the policy lets WebAssembly be compiled; from the network it comes in neither. */
export type FrameKind = "plain" | "wasm";

/** Workers inherit it, and so do the workers they start. */
export function framePolicy(hash: ScriptHash, kind: FrameKind): string {
  const compiles = kind === "wasm" ? " 'wasm-unsafe-eval'" : "";
  return `default-src 'none'; script-src ${hash}${compiles}; worker-src blob: data:`;
}

/**
 * A srcdoc frame must also obey its page's policy, hence the hash and the worker sources here. `frame-src
 * 'none'` allows srcdoc and stops the frame from navigating itself elsewhere.
 * @param reach origins that the page itself may fetch from; the frame's own policy still forbids all
 */
export function pagePolicy(hash: ScriptHash, reach: readonly string[] = []): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'wasm-unsafe-eval' ${hash}`,
    "worker-src 'self' blob: data:",
    ["connect-src 'self'", ...reach].join(" "),
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data: blob:",
    "media-src 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** The frame's document. `script` must be exactly the hashed text. */
export function frameDocument(script: string, hash: ScriptHash, kind: FrameKind): string {
  return (
    `<!doctype html><meta charset="utf-8"><title>sandbox</title>` +
    `<meta http-equiv="Content-Security-Policy" content="${framePolicy(hash, kind)}"><script>${script}</script>`
  );
}

/** Where a learner's own application or its bridge listens. Nothing else on the local network is within reach. */
export const OWN_MACHINE = ["http://127.0.0.1:*", "http://localhost:*"] as const;

/** Headers that isolate the page, and with it the sandbox, so that both get a fine clock. WebKit does not support `credentialless`. */
export const ISOLATION_HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
} as const;
