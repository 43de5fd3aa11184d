/** Writes the headers of every page for each kind of host from one list, including who may frame the course. */
import type { Connect, Plugin } from "vite";
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

/** Any site may show the explorer's page in a frame, where it is the explorer alone and stores nothing. */
const FRAMED_PAGE = "explorer";
const ANY_SITE = "frame-ancestors *";

type Headers = Readonly<Record<string, string>>;

const lines = (headers: Headers, line: (name: string, value: string) => string): string =>
  Object.entries(headers)
    .map(([name, value]) => line(name, value))
    .join("\n");

/** Netlify, Cloudflare Pages and others that read this file. */
export const netlify = (headers: Headers): string => `/*
${lines(headers, (name, value) => `  ${name}: ${value}`)}
/${FRAMED_PAGE}/*
  ! Content-Security-Policy
  ! X-Frame-Options
  Content-Security-Policy: ${ANY_SITE}
/assets/*
  Cache-Control: public, max-age=31536000, immutable
/service-worker.js
  Cache-Control: no-cache
`;

export const apache = (headers: Headers): string => `<IfModule mod_headers.c>
${lines(headers, (name, value) => `  Header always set ${name} "${value}"`)}
  <If "%{REQUEST_URI} =~ m#/${FRAMED_PAGE}/(index\\.html)?$#">
    Header always set Content-Security-Policy "${ANY_SITE}"
    Header always unset X-Frame-Options
  </If>
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

/** Of the explorer's page, to be included in a `location = /explorer/`. */
const framed = (headers: Headers): Headers => ({
  ...Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "X-Frame-Options")),
  "Content-Security-Policy": ANY_SITE,
});

/** Vite's servers send the same headers for every page; these are the explorer's. */
const forFramedPage: Connect.NextHandleFunction = ({ url = "" }, response, next) => {
  if (!url.startsWith(`/${FRAMED_PAGE}/`)) return next();
  const set = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    if (name === "X-Frame-Options") return response;
    return set(name, name === "Content-Security-Policy" ? ANY_SITE : value);
  };
  next();
};

/** The files for each kind of host, and the same headers from Vite's own servers. */
export function courseHeaders(ancestors = process.env["COURSE_FRAME_ANCESTORS"]): Plugin {
  const headers = pageHeaders(ancestors);
  return {
    name: "course-headers",
    config: () => ({ server: { headers }, preview: { headers } }),
    configureServer: ({ middlewares }) => void middlewares.use(forFramedPage),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(forFramedPage),
    generateBundle() {
      const files = {
        _headers: netlify(headers),
        ".htaccess": apache(headers),
        "nginx-headers.conf": nginx(headers),
        "nginx-headers-explorer.conf": nginx(framed(headers)),
      };
      for (const [fileName, source] of Object.entries(files))
        this.emitFile({ type: "asset", fileName, source });
    },
  };
}
