/** Makes mutants of an answer in Rust, from its text without comments. */
import { mutantsOf } from "./mutant.ts";
import type { Edit, Mutant } from "./mutant.ts";

interface Rule {
  operator: string;
  /** Global; the group named `at`, or else all that is found, is replaced. */
  find: RegExp;
  instead: readonly (string | ((found: RegExpMatchArray) => string))[];
}

const NARROW = ["u32", "u16", "u8"];
const TASK = "::std::task::";
const NOOP = `&mut ${TASK}Context::from_waker(${TASK}Waker::noop())`;
const KEEP = " let mut kept: Option<::std::task::Waker> = None;";

/** Three ways to let go of something without dropping it. */
const FORGOTTEN: readonly ((what: string) => string)[] = [
  (what) => `::std::mem::forget(${what});`,
  (what) => `let _ = ::std::mem::ManuallyDrop::new(${what});`,
  (what) => `Box::leak(Box::new(${what}));`,
];

const RULES: readonly Rule[] = [
  {
    operator: "constant",
    find: /(?<![\w.#])(\d+)(?![\w.])/g,
    instead: [add(1), add(-1), ([, n]) => `${Number(n) * 2}`],
  },
  { operator: "constant", find: /(?<![\w.])(\d+\.\d+)(?![\w.])/g, instead: [real(1), real(-1), real(4)] },
  { operator: "constant", find: /(?<![\w.])(\d+)(?=f64\b)/g, instead: [add(1), add(-1), add(2)] },
  { operator: "comparison", find: / < (?!\/)/g, instead: [" <= ", " >= "] },
  { operator: "comparison", find: / <= /g, instead: [" < ", " > "] },
  { operator: "comparison", find: / > /g, instead: [" >= ", " <= "] },
  { operator: "comparison", find: / >= /g, instead: [" > ", " < "] },
  { operator: "comparison", find: / == /g, instead: [" != "] },
  { operator: "comparison", find: / != /g, instead: [" == "] },
  { operator: "arithmetic", find: /(?<=[\w)]) \+ (?=[\w(])/g, instead: [" - "] },
  { operator: "arithmetic", find: /(?<=[\w)]) - (?=[\w(])/g, instead: [" + "] },
  { operator: "arithmetic", find: /(?<=[\w)]) \* (?=[\w(])/g, instead: [" / "] },
  { operator: "arithmetic", find: /(?<=[\w)]) \/ (?=[\w(])/g, instead: [" * "] },
  { operator: "arithmetic", find: / \+= /g, instead: [" -= ", " = "] },
  { operator: "arithmetic", find: / -= /g, instead: [" += ", " = "] },
  { operator: "logic", find: / && /g, instead: [" || "] },
  { operator: "logic", find: / \|\| /g, instead: [" && "] },
  { operator: "logic", find: /!(?=[\w(][\w.]*\.)/g, instead: [""] },
  { operator: "logic", find: /\ball\b(?=\()/g, instead: ["any"] },
  { operator: "logic", find: /\bany\b(?=\()/g, instead: ["all"] },
  { operator: "logic", find: /\bis_none\b/g, instead: ["is_some"] },
  { operator: "logic", find: /\bis_some\b/g, instead: ["is_none"] },
  { operator: "branch", find: /\bif (?!let\b)(?<at>[^{]+?)(?= \{)/g, instead: ["true", "false"] },
  { operator: "rounding", find: /\.ceil\(\)/g, instead: [".floor()", ".round()", ""] },
  { operator: "rounding", find: /\.floor\(\)/g, instead: [".ceil()", ".round()", ""] },
  { operator: "bound", find: /\.max\(([^()]*)\)/g, instead: ["", ([, to]) => `.min(${to})`] },
  { operator: "bound", find: /\.min\(([^()]*)\)/g, instead: ["", ([, to]) => `.max(${to})`] },
  {
    operator: "bound",
    find: /\.iter_mut\(\)|\.iter\(\)|\.into_iter\(\)/g,
    instead: [after(".skip(1)"), after(".take(256)")],
  },
  {
    operator: "order",
    find: /\.iter_mut\(\)|\.iter\(\)|\.into_iter\(\)|\.enumerate\(\)/g,
    instead: [after(".rev()")],
  },
  { operator: "order", find: /\.flatten\(\)/g, instead: [after(".collect::<Vec<_>>().into_iter().rev()")] },
  { operator: "order", find: /\bpush_back\b/g, instead: ["push_front"] },
  { operator: "order", find: /\bpop_front\b/g, instead: ["pop_back"] },
  { operator: "width", find: /\bas u64\b/g, instead: NARROW.map((type) => `as ${type} as u64`) },
  {
    operator: "width",
    find: /\bself\.\w+ \/ self\.\w+(?!\w|\()/g,
    instead: NARROW.map(
      (type) =>
        ([quotient]) =>
          `(${quotient}) as ${type} as u64`,
    ),
  },
  { operator: "width", find: /\bas usize\b/g, instead: ["as i8 as usize"] },
  { operator: "width", find: /\bas f64\b/g, instead: ["as f32 as f64", "as u32 as f64"] },
  {
    operator: "width",
    find: /\b(self\.\w+|\w+) ([+-])= ([^;]+);/g,
    instead: ["u32", "u16", "u8"].map(
      (type) =>
        ([, to, sign, by]) =>
          `${to} = (${to} ${sign} ${by}) as ${type} as _;`,
    ),
  },
  {
    operator: "width",
    find: /fn \w+\([^)]*\bns: u64[^{]*\{/g,
    instead: [
      ...NARROW.map((type) => after(` let ns = ns as ${type} as u64;`)),
      after(" let ns = ns as f32 as u64;"),
    ],
  },
  {
    operator: "width",
    find: /\blet (?:mut )?\w+ = (?<at>\w+\.len\(\))(?=;)/g,
    instead: ["u16", "u8"].map((type) => (found) => `${found.groups?.["at"]} as ${type} as usize`),
  },
  { operator: "control", find: /\bcontinue\b/g, instead: ["break", "return Poll::Pending"] },
  { operator: "control", find: /\bbreak\b/g, instead: ["continue"] },
  { operator: "control", find: /\n( *)for [^\n]*\{\n(?:\1 [^\n]*\n|\n)*(?<at>)\1\}/g, instead: ["break;\n"] },
  {
    operator: "control",
    find: /\n( *)if [^\n]*\{\n(?:\1 [^\n]*\n|\n)*(?<at>)\1\}/g,
    instead: ["break;\n", "return Poll::Pending;\n", "cx.waker().wake_by_ref();\n"],
  },
  {
    operator: "statement",
    find: /\n *(?<at>(?!let |use |const |pub |type |\}|return )[\w*&(][^\n{}]*;)(?=\n)/g,
    instead: [""],
  },
  { operator: "statement", find: /\n( *)(?<at>if [^\n]*\{\n(?:\1 [^\n]*\n)*\1\})(?=\n)/g, instead: [""] },
  {
    operator: "drops",
    find: /(?<=\n *)\*?(\w+(?:\.\w+)?) = None;/g,
    instead: FORGOTTEN.map(
      (forget) =>
        ([, slot = ""]) =>
          forget(`${slot}.take()`),
    ),
  },
  {
    operator: "drops",
    find: /([\w.]+\.remove\(index\));/g,
    instead: FORGOTTEN.map(
      (forget) =>
        ([, removed = ""]) =>
          forget(removed),
    ),
  },
  {
    operator: "drops",
    find: /\.await;/g,
    instead: ["slots", "children"].flatMap((all) => [
      after(` ::std::mem::forget(${all});`),
      after(` let ${all} = ::std::mem::ManuallyDrop::new(${all});`),
    ]),
  },
  {
    operator: "wakers",
    find: /\.poll\((?<at>\w+)\)/g,
    instead: [
      NOOP,
      kept("is_none()"),
      kept("as_ref().map_or(true, |kept| !kept.will_wake(cx.waker()))"),
      kept("is_some() || true"),
      "{ cx.waker().wake_by_ref(); cx }",
    ],
  },
  {
    operator: "wakers",
    find: /\bPoll::Pending\b(?=\n)/g,
    instead: [
      "{ cx.waker().wake_by_ref(); Poll::Pending }",
      "{ ::std::mem::forget(cx.waker().clone()); Poll::Pending }",
    ],
  },
  {
    operator: "structure",
    find: /Pin::new\((\w+)\)\.poll\(cx\)/g,
    instead: [([, child]) => `{ let _ = Pin::new(&mut *${child}).poll(cx); Pin::new(${child}).poll(cx) }`],
  },
  { operator: "structure", find: /(?<at>Poll::Ready\(\(\)\))/g, instead: ["Poll::Pending"] },
  { operator: "structure", find: /(?<at>Poll::Pending)/g, instead: ["Poll::Ready(())"] },
  {
    operator: "bounds",
    find: /F: Future<Output = T>(?: \+ Unpin)?/g,
    instead: ["Send", "Clone", "Sync", "'static", "Copy"].map((bound) => after(` + ${bound}`)),
  },
  {
    operator: "bounds",
    find: /F: Future<Output = T>[^{]*?,(?=\n\{)/g,
    instead: [
      "Send",
      "Clone",
      "Sync",
      "'static",
      "Default",
      "Copy",
      "std::fmt::Debug",
      "PartialEq",
      "Unpin",
    ].map((bound) => after(`\n    T: ${bound},`)),
  },
];

/** After a rule's replacement, what it needs elsewhere. */
const NEEDS: readonly { word: string; before: RegExp; text: string }[] = [
  { word: "kept", before: /(?<=pub async fn gather[^{]*\{)/, text: KEEP },
];

export function rustMutants(file: string, text: string): Mutant[] {
  const code = withoutComments(text);
  const edits: Edit[] = [];
  for (const { operator, find, instead } of RULES)
    for (const found of code.matchAll(find)) {
      const at = found.groups?.["at"];
      const start =
        at === undefined
          ? found.index
          : found.index +
            (at === ""
              ? found[0].length - (/[ ]*\}$/.exec(found[0])?.[0].length ?? 0)
              : found[0].indexOf(at));
      const end = start + (at ?? found[0]).length;
      for (const other of instead) {
        const replacement = typeof other === "string" ? other : other(found);
        const also = NEEDS.filter(({ word }) => replacement.includes(word) && !code.includes(word)).map(
          (need) => ({
            at: need.before.exec(code)?.index ?? 0,
            text: need.text,
          }),
        );
        edits.push({ operator, start, end, text: replacement, also });
      }
    }
  return mutantsOf(file, text, edits);
}

/** Replaces each comment and string with blanks, so that positions stay. */
function withoutComments(text: string): string {
  return text.replace(/\/\/[^\n]*|"(?:[^"\\]|\\.)*"/g, (found) => " ".repeat(found.length));
}

function add(by: number): Rule["instead"][number] {
  return ([, n]) => `${Math.max(0, Number(n) + by)}`;
}

function real(by: number): Rule["instead"][number] {
  return ([, n]) => (Number(n) + by).toFixed(1);
}

function after(text: string): Rule["instead"][number] {
  return ([all]) => all + text;
}

/** A waker that is kept and renewed only on a condition. */
function kept(condition: string): string {
  return `{ if kept.${condition} { kept = Some(cx.waker().clone()); } &mut ${TASK}Context::from_waker(kept.as_ref().unwrap()) }`;
}
