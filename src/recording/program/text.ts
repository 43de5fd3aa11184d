/** Parses task programs from text, one op a line; each mistake has its line and column. */
import type { WorldProgram } from "../../runtime/programs/world.ts";
import { closest } from "../../lib/closest.ts";
import type { OpLines } from "./op-lines.ts";
import { isOpName, MAX_BODIES, MAX_TEXT, MAX_WORK, OP_SPECS } from "./ops.ts";
import type { Op } from "./ops.ts";
import { complainOfSize } from "./size.ts";

/** The program; how it is scheduled is configured separately. */
export type TaskProgram = WorldProgram & { readonly bodies: readonly (readonly Op[])[] };

interface Mistake {
  /** From 1, like `column`. */
  line: number;
  column: number;
  message: string;
}

export type Parsed =
  { ok: true; program: TaskProgram; lines: OpLines } | { ok: false; mistakes: readonly Mistake[] };

interface Word {
  text: string;
  column: number;
}

const MAX_MISTAKES = 20;
const MAX_REPEAT = 1_000;

export function parseText(text: string): Parsed {
  if (text.length > MAX_TEXT) {
    const message = `program too long: expected at most ${MAX_TEXT} characters, got ${text.length}`;
    return { ok: false, mistakes: [{ line: 1, column: 1, message }] };
  }
  const reader = new Reader();
  text.split("\n").forEach((line, i) => reader.line(i + 1, wordsOf(line)));
  return reader.finish();
}

function wordsOf(line: string): Word[] {
  const code = line.replace(/#.*$/, "");
  return [...code.matchAll(/\S+/g)].map((match) => ({ text: match[0], column: match.index + 1 }));
}

/** Repeated ops are collected separately until their `end`. */
interface Repeat {
  times: number;
  line: number;
  ops: Op[];
  /** Of each op. */
  lines: number[];
}

const NONE = { channel: -1, semaphore: -1, notify: -1, mutex: -1, oneshot: -1, flag: -1 };
type Resource = keyof typeof NONE;
const isResource = (word: string): word is Resource => Object.hasOwn(NONE, word);

class Reader {
  readonly #mistakes: Mistake[] = [];
  readonly #bodies: Op[][] = [];
  /** Of each op. */
  readonly #lines: number[][] = [];
  readonly #repeats: Repeat[] = [];
  readonly #spawns: { body: number; from: number; line: number; column: number }[] = [];
  readonly #capacities = new Map<number, number>();
  readonly #permits = new Map<number, number>();
  /** The highest number used of each kind. */
  readonly #most: Record<Resource, number> = { ...NONE };
  #line = 0;

  line(number: number, words: readonly Word[]): void {
    this.#line = number;
    const [first, ...rest] = words;
    if (first === undefined) return;
    switch (first.text) {
      case "body":
        this.#body(first, rest);
        break;
      case "channel":
        this.#declare(this.#capacities, "channel", "capacity", first, rest);
        break;
      case "semaphore":
        this.#declare(this.#permits, "semaphore", "permits", first, rest);
        break;
      case "repeat":
        this.#repeat(first, rest);
        break;
      case "end":
        this.#end(first);
        break;
      default:
        this.#op(first, rest);
    }
  }

  finish(): Parsed {
    for (const { line } of this.#repeats) this.#say("this repeat has no `end`", line, 1);
    this.#line = 1;
    if (this.#bodies.length === 0) this.#say("expected `body 0`, the root, at the start of the program");
    for (const { body, line, column } of this.#spawns) {
      if (body >= this.#bodies.length) this.#say(`unknown body ${body}`, line, column);
    }
    if (this.#mistakes.length === 0) {
      const tooLarge = complainOfSize(this.#bodies);
      if (tooLarge !== null) this.#say(tooLarge);
    }
    if (this.#mistakes.length > 0) {
      const mistakes = this.#mistakes.toSorted((a, b) => a.line - b.line || a.column - b.column);
      return { ok: false, mistakes: mistakes.slice(0, MAX_MISTAKES) };
    }
    const most = this.#most;
    const program: TaskProgram = {
      bodies: this.#bodies,
      chans: Array.from({ length: most.channel + 1 }, (_, i) => this.#capacities.get(i) ?? 0),
      sems: Array.from({ length: most.semaphore + 1 }, (_, i) => this.#permits.get(i) ?? 0),
      nn: most.notify + 1,
      nm: most.mutex + 1,
      no: most.oneshot + 1,
      np: most.flag + 1,
    };
    return { ok: true, program, lines: this.#lines };
  }

  #say(message: string, line = this.#line, column = 1): void {
    this.#mistakes.push({ line, column, message });
  }

  #at(word: Word, message: string): void {
    this.#say(message, this.#line, word.column);
  }

  #body(first: Word, rest: readonly Word[]): void {
    const number = this.#number(rest[0], first, "expected a number after `body`", MAX_BODIES - 1);
    for (const { line } of this.#repeats.splice(0)) this.#say("this repeat has no `end`", line, 1);
    if (number !== null && number !== this.#bodies.length) {
      this.#at(
        rest[0] as Word,
        `expected \`body ${this.#bodies.length}\`: bodies are numbered from 0 in order`,
      );
    }
    this.#extra(rest, 1);
    this.#bodies.push([]);
    this.#lines.push([]);
  }

  #declare(
    into: Map<number, number>,
    what: "channel" | "semaphore",
    unit: string,
    first: Word,
    rest: readonly Word[],
  ): void {
    const usage = `write \`${what} 0 ${unit} 1\``;
    const number = this.#number(rest[0], first, usage, 15);
    if (rest[1] !== undefined && rest[1].text !== unit) this.#at(rest[1], usage);
    const value = this.#number(rest[2], rest.at(-1) ?? first, usage, 1_000);
    this.#extra(rest, 3);
    if (number === null || value === null) return;
    into.set(number, value);
    this.#most[what] = Math.max(this.#most[what], number);
  }

  #repeat(first: Word, rest: readonly Word[]): void {
    const times = this.#number(rest[0], first, "expected a number of times after `repeat`", MAX_REPEAT);
    this.#extra(rest, 1);
    this.#repeats.push({ times: times ?? 1, line: this.#line, ops: [], lines: [] });
  }

  #end(first: Word): void {
    const repeat = this.#repeats.pop();
    if (repeat === undefined) {
      this.#at(first, "this `end` has no repeat");
      return;
    }
    const into = this.#target(first);
    if (into === null) return;
    if (into.ops.length + repeat.times * repeat.ops.length > MAX_WORK) {
      this.#at(first, `with this, the program has more than ${MAX_WORK} ops`);
      return;
    }
    for (let i = 0; i < repeat.times; i++) {
      into.ops.push(...repeat.ops);
      into.lines.push(...repeat.lines);
    }
  }

  #target(word: Word): Pick<Repeat, "ops" | "lines"> | null {
    const repeat = this.#repeats.at(-1);
    if (repeat !== undefined) return repeat;
    const [ops, lines] = [this.#bodies.at(-1), this.#lines.at(-1)];
    if (ops !== undefined && lines !== undefined) return { ops, lines };
    this.#at(word, "this op is outside a body: start with `body 0`");
    return null;
  }

  #op(first: Word, rest: readonly Word[]): void {
    const name = first.text;
    if (!isOpName(name)) {
      const near = closest(name, [...Object.keys(OP_SPECS), "body", "repeat", "end", "channel", "semaphore"]);
      this.#at(first, `unknown op \`${name}\`${near === undefined ? "" : `; did you mean \`${near}\`?`}`);
      return;
    }
    const into = this.#target(first);
    const { takes, atMost } = OP_SPECS[name];
    const usage = `write \`${[name, ...takes.map((taken) => `<${taken}>`)].join(" ")}\``;
    const values = takes.map((_, i) =>
      this.#number(rest[i], rest.at(-1) ?? first, usage, atMost[i] as number),
    );
    this.#extra(rest, takes.length);
    if (into === null || values.includes(null)) return;
    const [a = 0, b] = values as number[];
    this.#refer(takes[0], a);
    if (name === "spawn" || name === "xspawn") this.#spawn(rest[0] as Word, a);
    if (name === "spawnmany") this.#spawn(first, this.#bodies.length);
    into.ops.push([name, b === undefined ? a : a * 10 + b]);
    into.lines.push(this.#line);
  }

  #refer(kind: string | undefined, number: number): void {
    if (kind === undefined || !isResource(kind)) return;
    this.#most[kind] = Math.max(this.#most[kind], number);
  }

  #spawn(word: Word, body: number): void {
    const from = this.#bodies.length - 1;
    if (body <= from) this.#at(word, "a body can spawn only later bodies, so that every program ends");
    else this.#spawns.push({ body, from, line: this.#line, column: word.column });
  }

  #number(word: Word | undefined, fallback: Word, usage: string, atMost: number): number | null {
    if (word === undefined) {
      this.#at(fallback, usage);
      return null;
    }
    if (!/^\d{1,9}$/.test(word.text)) {
      this.#at(word, `\`${word.text}\` is not a whole number: ${usage}`);
      return null;
    }
    const value = Number(word.text);
    if (value <= atMost) return value;
    this.#at(word, `at most ${atMost} here`);
    return null;
  }

  #extra(rest: readonly Word[], taken: number): void {
    const extra = rest[taken];
    if (extra !== undefined) this.#at(extra, `unexpected \`${extra.text}\` at the end of this line`);
  }
}
