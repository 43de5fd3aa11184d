/** What a picture needs that leaves the page: the page's colours and fonts, and the address of the course. */
import inter from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import serif from "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url";

const COLOURS = {
  ground: "var(--bg)",
  ink: "var(--ink)",
  muted: "var(--muted)",
  hairline: "var(--hairline)",
  accent: "var(--accent)",
  inline: "var(--series-a)",
  spawn: "var(--series-b)",
} as const;

export type Colours = Readonly<Record<keyof typeof COLOURS, string>>;

/** Those of the theme that is shown. */
export function coloursOfPage(): Colours {
  const probe = document.body.appendChild(document.createElement("span"));
  const colours = Object.entries(COLOURS).map(([name, value]) => {
    probe.style.color = value;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(colours) as Colours;
}

/** As CSS that holds the fonts themselves: a picture may load nothing. Without a connection it has the reader's own fonts. */
export async function fontFaces(): Promise<string> {
  const faces = await Promise.all([
    face("Inter Variable", "100 900", inter),
    face("Source Serif 4 Variable", "200 900", serif),
  ]);
  return faces.join("");
}

async function face(family: string, weights: string, url: string): Promise<string> {
  try {
    const response = await fetch(url);
    if (!response.ok) return "";
    const data = await asDataUrl(await response.blob());
    return `@font-face{font-family:"${family}";font-weight:${weights};src:url(${data}) format("woff2")}`;
  } catch {
    return "";
  }
}

const asDataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result as string));
    reader.addEventListener("error", () => reject(reader.error ?? new Error("not read")));
    reader.readAsDataURL(blob);
  });

/** Of the course's first page, without the protocol. */
export const courseAddress = (): string =>
  new URL(import.meta.env.BASE_URL, window.location.href).href.replace(/^https?:\/\/|\/$/g, "");

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const xml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);
