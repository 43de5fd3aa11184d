/** What somebody pasted: a program in one of the languages, or an address with one in it. */
import type { Language, Written } from "./written.ts";

export type Pasted = Written | { problem: string };

const PLAYGROUND = "play.rust-lang.org";
const GISTS = /^(?:gist\.github\.com|gist\.githubusercontent\.com)$/;

/** @param now the language on screen, for a text that could be any */
export function pasted(text: string, now: Language): Pasted {
  const url = addressIn(text);
  if (url === null) return { language: languageOf(text, now), text };
  const code = url.searchParams.get("code");
  if (url.hostname === PLAYGROUND && code !== null) return { language: "rust", text: code };
  if (url.hostname === PLAYGROUND || GISTS.test(url.hostname))
    return {
      problem:
        "This page fetches nothing from other sites. Open that address, copy the program, and paste it here.",
    };
  return { problem: "This address holds no program. Paste the program itself." };
}

function addressIn(text: string): URL | null {
  const line = text.trim();
  if (/\s/.test(line) || !/^https?:\/\//.test(line)) return null;
  return URL.canParse(line) ? new URL(line) : null;
}

function languageOf(text: string, now: Language): Language {
  if (/\bfn\s+\w+\s*(?:<[^>]*>)?\(/.test(text) || /^\s*#!?\[/m.test(text)) return "rust";
  if (/\bfunction\b/.test(text) || /^\s*import\b.*\bfrom\b/m.test(text)) return "code";
  if (/^\s*(?:#.*\n\s*)*(?:body|channel|semaphore)\s+\d/.test(text)) return "program";
  return now;
}
