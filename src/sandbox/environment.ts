/** Describes where a run takes place, from what the browser or Node reports; nothing is guessed. */
import type { Environment } from "../../harness/report.ts";

interface Brand {
  brand: string;
  version: string;
}

/** What a browser reports; only Chromium has `userAgentData`. */
export interface NavigatorLike {
  userAgent: string;
  hardwareConcurrency?: number;
  userAgentData?: { brands: Brand[]; platform?: string };
}

export function browserEnvironment(navigator: NavigatorLike): Environment {
  const brand = brandOf(navigator.userAgentData?.brands ?? []);
  const platform = navigator.userAgentData?.platform || platformOf(navigator.userAgent);
  return {
    engine: brand ? `${brand.brand} ${brand.version}` : engineOf(navigator.userAgent),
    ...(platform ? { platform } : {}),
    ...(navigator.hardwareConcurrency ? { cores: navigator.hardwareConcurrency } : {}),
  };
}

/** Chromium lists itself, the product built on it, and one invented brand that keeps sites from relying on the list. */
function brandOf(brands: readonly Brand[]): Brand | undefined {
  const real = brands.filter(({ brand }) => !/not.?a.?brand/i.test(brand.replaceAll(/[^a-z]/gi, " ")));
  return real.find(({ brand }) => brand !== "Chromium") ?? real[0];
}

const ENGINES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/Firefox\/([\d.]+)/, "Firefox"],
  [/Edg\/([\d.]+)/, "Edge"],
  [/(?:Headless)?Chrome\/([\d.]+)/, "Chromium"],
  // WebKitGTK also calls itself Safari, but its version is not Safari's.
  [/(?:Macintosh|iPhone|iPad).*Version\/([\d.]+).*Safari\//, "Safari"],
  [/AppleWebKit\/([\d.]+)/, "WebKit"],
];

function engineOf(userAgent: string): string {
  for (const [pattern, name] of ENGINES) {
    const match = pattern.exec(userAgent);
    if (match) return `${name} ${match[1]}`;
  }
  return userAgent || "unknown";
}

const PLATFORMS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

function platformOf(userAgent: string): string | undefined {
  return PLATFORMS.find(([pattern]) => pattern.test(userAgent))?.[1];
}
