/** Writes the headers of every page for each kind of host from one list, including who may frame the course. */
import type { Plugin } from "vite";
import { ISOLATION_HEADERS } from "./csp.ts";

/** An origin, with a port if needed, or all subdomains of one: `https://lms.example.edu`, `https://*.example.edu`. */
const ORIGIN = /^https?:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/i;

/** Features that the course never uses. The clipboard stays allowed, for copying code. */
const UNUSED = ["accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"];
const UNUSED_TOO = ["microphone", "midi", "payment", "serial", "usb"];

/**
 * @param ancestors space-separated origins whose pages may frame the course; by default none
 * @throws for an invalid origin
 */
export function pageHeaders(ancestors = ""): Record<string, string> {
  const origins = ancestors.split(/\s+/).filter(Boolean);
  const wrong = origins.find((origin) => !ORIGIN.test(origin));
  if (wrong !== undefined)
    throw new Error(
      `COURSE_FRAME_ANCESTORS: expected origins such as https://lms.example.edu, got ${JSON.stringify(wrong)}`,
    );
  return {
    // Isolation gives learners' measurements a clock of 5 µs instead of 100 µs; the course works without it.
    ...ISOLATION_HEADERS,
    // A policy in the page's `meta` cannot say this.
    "Content-Security-Policy": `frame-ancestors ${origins.length === 0 ? "'none'" : ["'self'", ...origins].join(" ")}`,
    // For browsers without support for the line above; it cannot name an origin.
    ...(origins.length === 0 ? { "X-Frame-Options": "DENY" } : {}),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": [...UNUSED, ...UNUSED_TOO].map((feature) => `${feature}=()`).join(", "),
  };
}

type Headers = Readonly<Record<string, string>>;

const lines = (headers: Headers, line: (name: string, value: string) => string): string =>
  Object.entries(headers)
    .map(([name, value]) => line(name, value))
    .join("\n");

/** Netlify, Cloudflare Pages and others that read this file. */
export const netlify = (headers: Headers): string => `/*
${lines(headers, (name, value) => `  ${name}: ${value}`)}
/assets/*
  Cache-Control: public, max-age=31536000, immutable
/service-worker.js
  Cache-Control: no-cache
`;

export const apache = (headers: Headers): string => `<IfModule mod_headers.c>
${lines(headers, (name, value) => `  Header always set ${name} "${value}"`)}
  <FilesMatch "^service-worker\\.js$">
    Header set Cache-Control "no-cache"
  </FilesMatch>
</IfModule>
AddType application/wasm .wasm
ErrorDocument 404 /404.html
`;

/** To be included in a \`server\`. A \`location\` that has an \`add_header\` of its own inherits none of these. */
export const nginx = (
  headers: Headers,
): string => `${lines(headers, (name, value) => `add_header ${name} "${value}" always;`)}
`;

/** The files for each kind of host, and the same headers from Vite's own servers. */
export function courseHeaders(ancestors = process.env["COURSE_FRAME_ANCESTORS"]): Plugin {
  const headers = pageHeaders(ancestors);
  return {
    name: "course-headers",
    config: () => ({ server: { headers }, preview: { headers } }),
    generateBundle() {
      const files = { _headers: netlify, ".htaccess": apache, "nginx-headers.conf": nginx };
      for (const [fileName, write] of Object.entries(files))
        this.emitFile({ type: "asset", fileName, source: write(headers) });
    },
  };
}
