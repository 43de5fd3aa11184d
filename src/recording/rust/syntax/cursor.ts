/** Walks over the tokens of a program: looks, takes, expects. */
import { Refusal } from "./problem.ts";
import type { Token } from "./tokens.ts";

/** Words that are no names in edition 2024. */
const KEYWORDS: ReadonlySet<string> = new Set(
  (
    "as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod move " +
    "mut pub ref return self Self static struct super trait true type unsafe use where while"
  ).split(" "),
);

/** How deep expressions, patterns and types may be nested before the reader gives up. */
const MOST_NESTED = 200;

export class Cursor {
  readonly source: string;
  protected readonly tokens: Token[];
  protected at = 0;
  #depth = 0;

  constructor(source: string, tokens: Token[]) {
    this.source = source;
    this.tokens = tokens;
  }

  get token(): Token {
    return this.tokens[this.at] as Token;
  }

  peek(ahead: number): Token {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)] as Token;
  }

  /** Where the last token ended. */
  get lastEnd(): number {
    return this.tokens[this.at - 1]?.to ?? 0;
  }

  next(): Token {
    const token = this.token;
    if (token.kind !== "end") this.at++;
    return token;
  }

  is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.text === text && (token.kind === "punct" || token.kind === "name");
  }

  /** A name that is not a keyword. */
  isName(ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "name" && (!KEYWORDS.has(token.text) || this.source.startsWith("r#", token.from));
  }

  eat(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  /** Takes the first character of a token of several, such as the first `>` of `>>`. */
  eatSplit(char: string): boolean {
    const token = this.token;
    if (token.kind !== "punct" || !token.text.startsWith(char)) return false;
    if (token.text.length === char.length) this.at++;
    else
      this.tokens[this.at] = {
        ...token,
        text: token.text.slice(char.length),
        from: token.from + char.length,
      };
    return true;
  }

  expect(text: string, after?: string): Token {
    if (this.is(text)) return this.next();
    // A missing `;` or `)` belongs behind what came before it.
    const at = text === ";" || text === ")" || text === "}" || text === "," ? this.lastEnd : this.token.from;
    throw new Refusal(
      at,
      `Expected \`${text}\`${after === undefined ? "" : ` ${after}`}, found ${this.found()}.`,
    );
  }

  expectSplit(char: string): void {
    if (!this.eatSplit(char))
      throw new Refusal(this.token.from, `Expected \`${char}\`, found ${this.found()}.`);
  }

  name(what: string): Token {
    if (this.isName()) return this.next();
    throw new Refusal(this.token.from, `Expected ${what}, found ${this.found()}.`);
  }

  found(): string {
    const { kind, text } = this.token;
    if (kind === "end") return "the end of the file";
    if (kind === "str" || kind === "bytes") return "a text";
    if (kind === "char" || kind === "byte") return "a character";
    if (kind === "name" && KEYWORDS.has(text)) return `the keyword \`${text}\``;
    return `\`${text}\``;
  }

  /** Reads items up to `close`, with commas between them. */
  list<T>(close: string, read: () => T): T[] {
    const items: T[] = [];
    while (!this.is(close)) {
      items.push(read());
      if (!this.eat(",")) break;
    }
    this.expect(close);
    return items;
  }

  /** Skips one token, or a bracket with all that is in it. */
  skipTree(): void {
    const open = this.next();
    const close = ({ "(": ")", "[": "]", "{": "}" } as Record<string, string>)[open.text];
    if (open.kind !== "punct" || close === undefined) return;
    while (!this.is(close)) {
      if (this.token.kind === "end") throw new Refusal(open.from, `This \`${open.text}\` is never closed.`);
      this.skipTree();
    }
    this.at++;
  }

  nested<T>(read: () => T): T {
    if (++this.#depth > MOST_NESTED)
      throw new Refusal(
        this.token.from,
        "This is nested too deeply to be read here.",
        "let bindings or functions",
      );
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }
}
