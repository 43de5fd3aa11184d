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
  expect([...files.keys()].toSorted()).toEqual([".htaccess", "_headers", "nginx-headers.conf"]);
  for (const text of files.values()) {
    expect(text).toContain(`frame-ancestors 'self' ${LMS}`);
    expect(text).not.toContain("X-Frame-Options");
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
