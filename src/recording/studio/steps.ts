/** The steps of a message in one line, as the table shows and takes them: `work 2, ask orders, write sockets`. Times are in µs. */
import type { Step } from "./schema.ts";

export const STEPS_HELP =
  "work 2, work ~2 (exponential), await 100, block 50, block 50 elsewhere, send a-channel, ask a-channel (and await its reply), reply, lock a-state, lock a-state read, lock a-state keep, write a-sink";

export const printSteps = (steps: readonly Step[]): string => steps.map(printStep).join(", ");

function printStep(step: Step): string {
  switch (step.do) {
    case "work":
      return `work ${step.spread === "exponential" ? "~" : ""}${step.us}`;
    case "await":
      return `await ${step.us}`;
    case "block":
      return `block ${step.us}${step.where === "inline" ? "" : " elsewhere"}`;
    case "send":
      return `${step.reply ? "ask" : "send"} ${step.to}`;
    case "reply":
      return "reply";
    case "lock":
      return `lock ${step.state}${step.write ? "" : " read"}${step.keep ? " keep" : ""}`;
    case "write":
      return `write ${step.to}`;
  }
}

/** @returns the steps, or what is wrong with the text */
export function parseSteps(text: string): Step[] | string {
  const steps: Step[] = [];
  for (const part of text.split(/[,\n]/)) {
    const words = part.trim().split(/\s+/);
    if (words[0] === "" && words.length === 1) continue;
    const step = parseStep(words);
    if (typeof step === "string") return step;
    steps.push(step);
  }
  return steps;
}

function parseStep([verb = "", what = "", ...rest]: string[]): Step | string {
  const wrong = (expected: string): string =>
    `"${[verb, what, ...rest].join(" ").trim()}": expected ${expected}`;
  const us = Number(what.replace(/^~/, "").replace(/(?:us|µs)$/, ""));
  const isTime = /^~?\d+(?:\.\d+)?(?:us|µs)?$/.test(what) && us <= 10_000_000;
  switch (verb) {
    case "work":
      if (!isTime || rest.length > 0) return wrong("work and a time in µs, such as work 2 or work ~2");
      return { do: "work", us, spread: what.startsWith("~") ? "exponential" : "fixed" };
    case "await":
      return isTime && rest.length === 0 ? { do: "await", us } : wrong("await and a time in µs");
    case "block":
      if (!isTime || rest.length > 1 || (rest.length === 1 && rest[0] !== "elsewhere"))
        return wrong("block and a time in µs, and perhaps elsewhere");
      return { do: "block", us, where: rest.length === 0 ? "inline" : "spawn-blocking" };
    case "send":
    case "ask":
      return what !== "" && rest.length === 0
        ? { do: "send", to: what, reply: verb === "ask" }
        : wrong(`${verb} and the name of a channel`);
    case "reply":
      return what === "" ? { do: "reply" } : wrong("reply alone");
    case "lock":
      if (what === "" || rest.some((word) => word !== "read" && word !== "keep"))
        return wrong("lock and the name of a state, and perhaps read or keep");
      return { do: "lock", state: what, write: !rest.includes("read"), keep: rest.includes("keep") };
    case "write":
      return what !== "" && rest.length === 0
        ? { do: "write", to: what }
        : wrong("write and the name of a sink");
    default:
      return wrong("a step: work, await, block, send, ask, reply, lock or write");
  }
}
