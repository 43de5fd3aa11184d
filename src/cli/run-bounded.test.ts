/** An untrusted command always ends, together with everything it started. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { call } from "./cargo.ts";
import { runBounded } from "./run-bounded.ts";

const node = (script: string) => [process.execPath, "-e", script] as const;
const bounds = { cwd: process.cwd(), env: {}, limitMs: 30_000 };
const running = async (marker: string) => (await call("ps", ["-eo", "args"])).stdout.includes(marker);
const sleeper = (marker: string) =>
  `require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6) // ${marker}"], { stdio: "ignore" })`;

it("gets its input, has no environment, and reports how it ended", async () => {
  const script = `process.stdout.write(require("node:fs").readFileSync(0, "utf8") + Object.keys(process.env)); process.exitCode = 3`;
  const unix = process.platform !== "win32";
  const ended = await runBounded(node(script), { ...bounds, input: "said " });
  expect(ended).toMatchObject({ code: 3, stderr: "", ...(unix && { stdout: "said " }) });
});

it("that never ends is stopped", async () => {
  const ended = await runBounded(node("for (;;);"), { ...bounds, limitMs: 500 });
  expect(ended.code).not.toBe(0);
  expect(ended.by).toBe("time");
});

it("that prints without end is stopped", async () => {
  const ended = await runBounded(node("for (;;) require('node:fs').writeSync(1, 'x'.repeat(1e5))"), bounds);
  expect(ended.stdout.length).toBeLessThanOrEqual(16_000_000);
  expect(ended.by).toBe("output");
});

it.skipIf(process.platform === "win32")(
  "killed by a signal reports which, also from inside walls",
  async () => {
    const direct = await runBounded(node("process.abort()"), bounds);
    expect(direct.by).toBe("SIGABRT");
    const told = await runBounded(["/bin/sh", "-c", "exit 139"], bounds);
    expect(told.by).toBe("SIGSEGV");
    const own = await runBounded(["/bin/sh", "-c", "exit 3"], bounds);
    expect(own.by).toBeUndefined();
  },
);

it("that does not exist says so", async () => {
  expect(await runBounded(["/no/such/command"], bounds)).toMatchObject({ code: 1, stdout: "" });
});

it.skipIf(process.platform === "win32")("leaves no processes running", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6) // left-over-control"], {
    stdio: "ignore",
  });
  await once(child, "spawn");
  expect(await running("left-over-control")).toBe(true);
  child.kill();
  await runBounded(node(`${sleeper("left-over-answer")}; setTimeout(() => process.exit(0), 300)`), bounds);
  expect(await running("// left-over-answer")).toBe(false);
});
