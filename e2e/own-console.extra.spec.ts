/** The console on a real application on tokio, which cargo builds. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { isCargoThere } from "../tools/cargo.ts";
import { block, cell, connect, openConsole } from "./own-console.ts";

test("the arb bot on real tokio: through the bridge, directly, and its recording", async ({ page }) => {
  test.skip(!isCargoThere(), "no cargo");
  const folder = mkdtempSync(join(tmpdir(), "own-console-"));
  const crate = "harness/tokio/console";
  const running: ChildProcess[] = [];
  const start = (command: string, args: string[], env: Record<string, string> = {}) => {
    const child = spawn(command, args, {
      cwd: command === "cargo" ? crate : ".",
      env: { ...process.env, ...env },
    });
    running.push(child);
    return child;
  };
  const target = process.env["CARGO_TARGET_DIR"] ?? `${crate}/target`;
  /** The stream stays open: a command that cannot say more, because nobody reads it, ends. */
  const said = (child: ChildProcess, pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      let text = "";
      child.stdout?.on("data", (part) => {
        text += String(part);
        const found = pattern.exec(text)?.[0];
        if (found !== undefined) resolve(found);
      });
      child.once("exit", () => reject(new Error(`expected ${pattern}, got ${text}`)));
    });
  try {
    const built = start("cargo", ["build", "--quiet"]);
    expect(await new Promise((resolve) => built.once("exit", resolve))).toBe(0);
    const origin = await openConsole(page);
    const events = join(folder, "minute.jsonl");
    const bot = start(`${target}/debug/arb-bot`, [], {
      TOKIO_CONSOLE_RECORD_PATH: events,
      TOKIO_CONSOLE_BIND: "127.0.0.1:7481",
    });
    start(`${target}/debug/grpc-web`, [origin, "7482"]);
    const bridge = start("node", [
      "src/cli/course.mjs",
      "console",
      "127.0.0.1:7481",
      "--port",
      "7483",
      "--page",
      origin,
    ]);
    const address = await said(bridge, /http:\/\/127\.0\.0\.1:7483\/#token=[\w-]+/);

    // The application may still be starting.
    await expect(async () => {
      await connect(page, "Through the bridge", address);
      await expect(block(page).getByText("Live, http://127.0.0.1:7483")).toBeVisible({ timeout: 20_000 });
    }).toPass();
    await expect(cell(page, "spread", "Warn")).toContainText("1");
    await expect(block(page).getByRole("list", { name: "Warnings" })).toContainText("auto-boxed-future");
    await block(page).getByRole("button", { name: "Details of risk" }).click();
    await expect(block(page).getByRole("region", { name: "Poll Times" })).toContainText(/p95\s*[\d.]+ ms/);
    await block(page).getByRole("button", { name: "Disconnect" }).click();

    await connect(page, "Directly", "127.0.0.1:7482");
    await expect(cell(page, "report", "Kind")).toHaveText("task");
    await block(page).getByRole("button", { name: "Resources", exact: true }).click();
    await expect(block(page).getByRole("region", { name: "Resource list" })).toContainText("permits=");
    await block(page).getByRole("button", { name: "Disconnect" }).click();

    bot.kill("SIGKILL");
    await once(bot, "exit");
    await block(page).getByRole("radio", { name: "From a file" }).check();
    await block(page).getByLabel("A recording of the console").setInputFiles(events);
    await expect(cell(page, "spread", "Warn")).toContainText("1");
    await block(page).getByRole("radio", { name: "risk" }).check();
    await block(page).getByRole("button", { name: "Check" }).click();
    // On a loaded machine another task's polls may have taken longer; the recordings of own-console.spec.ts are exact.
    await expect(block(page).getByText(/risk[:,] p95 [\d.]+ ms .*(Right|p95 is longer)\.$/)).toBeVisible();
  } finally {
    for (const child of running) child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  }
});
