/** The Vite plugin that writes `licences.html`: the licence texts of all third-party code in the build. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { escapeHtml } from "../../src/lib/escape.ts";

/** Vite's own list of the packages in the page's scripts and styles; see `build.license`. */
const LISTED_BY_VITE = ".vite/licences.json";
const PAGE = "licences.html";

/** As Vite writes it. */
interface Licence {
  name: string;
  version?: string;
  /** An SPDX expression. */
  identifier?: string;
  text?: string;
}

/** Packages whose code Vite's list does not see: the sandbox's engine, the service worker and the console's worker are builds of their own, and Monaco carries copies. */
const UNSEEN_PACKAGES = [
  "@bjorn3/browser_wasi_shim",
  "workbox-core",
  "workbox-precaching",
  "workbox-routing",
  "workbox-strategies",
  "dompurify",
  "marked",
  // Only its files are taken, by fonts.css.
  "@fontsource-variable/jetbrains-mono",
  "@bufbuild/protobuf",
  "@connectrpc/connect",
  "@connectrpc/connect-web",
];

/** `npm run tokio` writes one text for each crate that is linked into a module. */
const IN_TOKIOS_MODULES = "public/tokio/licences";

const here = (file: string): string =>
  readFileSync(fileURLToPath(new URL(file, import.meta.url)), "utf8").trim();

/** Software that is not a package, or has no licence file of its own. */
const unseenParts = (root: string): Licence[] => [
  {
    name: "Third-party notices of monaco-editor",
    text: readFileSync(join(root, "node_modules/monaco-editor/ThirdPartyNotices.txt"), "utf8").trim(),
  },
  { name: "Codicons, the icon font of monaco-editor", identifier: "CC-BY-4.0", text: here("codicons.txt") },
  { name: "The messages of console-api 0.9.0", identifier: "MIT", text: here("console-api.txt") },
  { name: "The Go runtime in esbuild.wasm", identifier: "BSD-3-Clause", text: here("go.txt") },
  ...readdirSync(join(root, IN_TOKIOS_MODULES)).map((file) => ({
    name: `${file.replace(/\.txt$/, "")}, in the modules of tokio`,
    text: readFileSync(join(root, IN_TOKIOS_MODULES, file), "utf8").trim(),
  })),
];

export function licences(): Plugin {
  let base = "/";
  let root = "";
  return {
    name: "course-licences",
    apply: "build",
    enforce: "post",
    config: () => ({ build: { license: { fileName: LISTED_BY_VITE } } }),
    configResolved(config) {
      ({ base, root } = config);
    },
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const list = bundle[LISTED_BY_VITE];
        const shell = bundle["index.html"];
        // The bundles of workers have neither.
        if (list?.type !== "asset" || shell?.type !== "asset") return;
        const seen = JSON.parse(String(list.source)) as Licence[];
        const all = [
          ...seen,
          ...UNSEEN_PACKAGES.map((name) => licenceOf(root, name)),
          ...unseenParts(root),
        ].map(withText);
        this.emitFile({
          type: "asset",
          fileName: PAGE,
          source: page(
            all.toSorted((a, b) => a.name.localeCompare(b.name, "en")),
            String(shell.source),
            base,
          ),
        });
      },
    },
  };
}

function licenceOf(root: string, name: string): Licence {
  const folder = join(root, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    version: string;
    license: string;
  };
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  return {
    name,
    version,
    identifier: license,
    ...(file && { text: readFileSync(join(folder, file), "utf8").trim() }),
  };
}

/** @throws if a package has no licence text and none is known: then a person must find it */
function withText(licence: Licence): Licence & { text: string } {
  const text = licence.text || textOf(licence.identifier ?? "");
  if (text === "")
    throw new Error(
      `${licence.name} (${licence.identifier ?? "no licence named"}) has no licence text. Add one to tools/licences/.`,
    );
  return { ...licence, text };
}

/** The text of a licence, for packages that name one and bring none. */
function textOf(identifier: string): string {
  if (identifier === "Unlicense") return here("unlicense.txt");
  if (identifier === "Apache-2.0") return here("apache-2.0.txt");
  // Only @bufbuild/protobuf: a part of it comes from Google's protobuf.
  if (identifier === "(Apache-2.0 AND BSD-3-Clause)")
    return `${here("apache-2.0.txt")}\n\n${here("protobuf.txt")}`;
  return "";
}

/** A page without scripts that looks like the others. */
function page(all: readonly (Licence & { text: string })[], shell: string, base: string): string {
  const styles = shell.match(/<link rel="stylesheet"[^>]*>/g) ?? [];
  const entries = all.map(
    ({ name, version, identifier, text }) => `      <details>
        <summary><strong>${escapeHtml(name)}</strong> ${escapeHtml([version, identifier].filter(Boolean).join(", "))}</summary>
        <pre tabindex="0">${escapeHtml(text)}</pre>
      </details>`,
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Third-party licences · Tokio Internals</title>
    <link rel="icon" href="${base}icon.svg" type="image/svg+xml">
    <script src="${base}theme.js"></script>
    ${styles.join("\n    ")}
  </head>
  <body>
    <main class="licences">
      <p><a href="${base}settings/">Back to the settings</a></p>
      <h1>Third-party licences</h1>
      <p>This site includes the following software and fonts. Open an entry to read its licence.</p>
${entries.join("\n")}
    </main>
  </body>
</html>
`;
}
