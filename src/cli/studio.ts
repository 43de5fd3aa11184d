/** `course studio`: lints a task design, puts it under load, or prints it as a Rust project; for a team's own continuous integration. */
import { readFile } from "node:fs/promises";
import { visible } from "../lib/visible.ts";
import { lint, RULES } from "../recording/studio/lints.ts";
import type { Finding } from "../recording/studio/lints.ts";
import { judge, parseRequirement, splitRequirements } from "../recording/studio/requirements.ts";
import type { LoadFacts, Requirement, Verdict } from "../recording/studio/requirements.ts";
import type { Design } from "../recording/studio/schema.ts";
import { readYaml } from "../recording/studio/yaml.ts";
import { BadUse, exitCode, verdictLines } from "./studio-verdicts.ts";
import type { StudioOptions } from "./studio-verdicts.ts";

/** @returns the exit code: 0, 1 when a requirement is missed, 2 for bad use */
export async function run(what: string, file: string, options: StudioOptions): Promise<number> {
  try {
    if (options.format !== "text" && options.format !== "json")
      throw new BadUse(`--format: expected text or json, got "${options.format}"`);
    const design = await readDesign(file);
    switch (what) {
      case "lint":
        return lintDesign(design, options);
      case "load":
        return await (
          await import("./studio-load.ts")
        ).loadDesign(design, options, (findings, load) => judged(design, options, findings, load));
      case "rust":
        return await (await import("./studio-rust.ts")).writeRust(design, options);
      default:
        throw new BadUse(`unknown command "${what}"; available: lint, load, rust`);
    }
  } catch (error) {
    if (!(error instanceof BadUse)) throw error;
    process.stderr.write(`course studio: ${visible(error.message)}\n`);
    return 2;
  }
}

async function readDesign(file: string): Promise<Design> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    const known: Record<string, string> = {
      ENOENT: "no such file",
      EISDIR: "expected a file, got a folder",
    };
    throw new BadUse(`${file}: ${known[error.code ?? ""] ?? error.message}`);
  });
  const read = readYaml(text);
  if (read.ok) return read.design;
  throw new BadUse(
    read.mistakes.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`).join("\n"),
  );
}

function requirementsOf(design: Design, { requires }: StudioOptions, otherwise: string[]): Requirement[] {
  const written = requires === undefined ? design.requires : splitRequirements(requires);
  const where = requires === undefined ? "requires of the design" : "--requires";
  return (written.length === 0 ? otherwise : written).map((text) => {
    const requirement = parseRequirement(text);
    if (typeof requirement === "string") throw new BadUse(`${where}: ${requirement}`);
    return requirement;
  });
}

/** Without a requirement a lint that finds anything fails, and a run under load never does. */
function judged(
  design: Design,
  options: StudioOptions,
  findings: Finding[],
  load: LoadFacts | null,
): Verdict[] {
  return requirementsOf(design, options, load === null ? ["no-findings"] : []).map((requirement) =>
    judge(requirement, design, findings, load),
  );
}

function lintDesign(design: Design, options: StudioOptions): number {
  const findings = lint(design);
  const verdicts = judged(design, options, findings, null);
  if (options.format === "json")
    process.stdout.write(`${JSON.stringify({ name: design.name, findings, requirements: verdicts })}\n`);
  else process.stdout.write(visible(`${findingLines(findings)}\n${verdictLines(verdicts)}`));
  return exitCode(verdicts);
}

function findingLines(findings: readonly Finding[]): string {
  if (findings.length === 0) return "No lint has anything to say.\n";
  return findings
    .map(({ rule, at, says, change }) => `${at}: ${RULES[rule]} (${rule})\n  ${says}\n  ${change}\n`)
    .join("\n");
}
