import fc from "fast-check";
import { expect, it } from "vitest";
import { apache, courseHeaders, netlify, nginx, pageHeaders } from "./headers.ts";

const LMS = "https://lms.example.edu https://*.example.edu:8443";

it("lets no site frame the course, and isolates it", () => {
  expect(pageHeaders()).toMatchObject({
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": expect.stringContaining("camera=()"),
  });
});

it("lets only the named sites frame it", () => {
  const headers = pageHeaders(LMS);
  expect(headers["Content-Security-Policy"]).toBe(`frame-ancestors 'self' ${LMS}`);
  expect(headers).not.toHaveProperty("X-Frame-Options");
});

it.each([
  "*",
  "lms.example.edu",
  "https://a.example;script-src *",
  "https://a.example/x",
  "javascript:x",
  "'self'",
])("refuses %s", (ancestors) =>
  expect(() => pageHeaders(ancestors)).toThrow("COURSE_FRAME_ANCESTORS: expected origins"),
);

it("writes only its own headers, whatever the input", () => {
  const policyOf = (ancestors: string): string | undefined => {
    try {
      return pageHeaders(ancestors)["Content-Security-Policy"];
    } catch {
      return "frame-ancestors refused";
    }
  };
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (ancestors) => {
      expect(policyOf(ancestors)).toMatch(/^frame-ancestors [-\w:/.*' ]+$/);
    }),
  );
});

it("is written for each kind of host with the named sites", () => {
  const files = new Map<string, string>();
  const { generateBundle } = courseHeaders(LMS) as unknown as {
    generateBundle(this: { emitFile(file: { fileName: string; source: string }): void }): void;
  };
  generateBundle.call({ emitFile: ({ fileName, source }) => void files.set(fileName, source) });
  expect([...files.keys()].toSorted()).toEqual([
    ".htaccess",
    "_headers",
    "nginx-headers-explorer.conf",
    "nginx-headers.conf",
  ]);
  for (const name of [".htaccess", "_headers", "nginx-headers.conf"]) {
    expect(files.get(name)).toContain(`frame-ancestors 'self' ${LMS}`);
    expect(files.get(name)).not.toMatch(/X-Frame-Options.*DENY/);
  }
});

it("is the same for every kind of host", () => {
  const headers = pageHeaders();
  for (const [name, value] of Object.entries(headers)) {
    expect(netlify(headers)).toContain(`\n  ${name}: ${value}\n`);
    expect(apache(headers)).toContain(`  Header always set ${name} "${value}"\n`);
    expect(nginx(headers)).toContain(`add_header ${name} "${value}" always;\n`);
  }
});

it("lets any site frame the explorer's page, and no other", () => {
  const files = new Map<string, string>();
  const { generateBundle } = courseHeaders() as unknown as {
    generateBundle(this: { emitFile(file: { fileName: string; source: string }): void }): void;
  };
  generateBundle.call({ emitFile: ({ fileName, source }) => void files.set(fileName, source) });
  const [all, explorer = ""] = (files.get("_headers") ?? "").split("/explorer/*");
  expect(all).toContain("frame-ancestors 'none'");
  expect(all).not.toContain("frame-ancestors *");
  expect(explorer.split("/assets/*")[0]).toContain("  Content-Security-Policy: frame-ancestors *\n");
  const [apacheAll, apacheExplorer] = (files.get(".htaccess") ?? "").split("<If ");
  expect(apacheAll).not.toContain("frame-ancestors *");
  expect(apacheExplorer).toMatch(/^"%\{REQUEST_URI\} =~ m#\/explorer\/\(index\\\.html\)\?\$#">/);
  expect(files.get("nginx-headers.conf")).not.toContain("frame-ancestors *");
  expect(files.get("nginx-headers-explorer.conf")).toContain('"frame-ancestors *"');
  expect(files.get("nginx-headers-explorer.conf")).not.toContain("X-Frame-Options");
});
