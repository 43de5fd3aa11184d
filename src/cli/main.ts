/** `course`, the instructor's command line; each subcommand is in its own file and loaded when called. */
import { Command } from "commander";
import { visible } from "../lib/visible.ts";

/** A subcommand returns the process's exit code. */
type Exit = Promise<number>;

const program = new Command("course")
  .description("Checks, grades and scaffolds the course.")
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : 2);
  });

/** `--rust`, neither, and `--no-rust`. */
const RUST_SIDES = new Map([
  [true, "grade"],
  [undefined, "compile"],
] as const);

program
  .command("check [exercises...]")
  .description(
    "check every lesson and exercise, and print the kill matrix (with week-02 or week-02/tail: grade only these)",
  )
  .option("--format <format>", "text or json", "text")
  .option("--strict", "take warnings for errors")
  .option("--rust", "also grade the answers in Rust; without it they are compiled, if cargo is there")
  .option("--no-rust", "do not compile the answers in Rust")
  .action((only, { rust, ...options }) =>
    end(import("./check.ts").then((m) => m.run({ ...options, only, rust: RUST_SIDES.get(rust) }))),
  );

program
  .command("grade <exercise> <files...>")
  .description("grade files against an exercise's checks, headless")
  .option("--format <format>", "text or json", "text")
  .option("--yes", "compile and run Rust (native code) without asking")
  .action((exercise, files, options) =>
    end(import("./grade.ts").then((m) => m.run(exercise, files, options))),
  );

program
  .command("bench <exercise> <file>")
  .description(
    "measure spawn against inline with a file's gather and Histogram in it, on tokio itself and on the model",
  )
  .option("--format <format>", "text or json", "text")
  .action((exercise, file, options) => end(import("./bench.ts").then((m) => m.run(exercise, file, options))));

program
  .command("regrade <folder>")
  .description(
    "run learners' hand-ins again in the browser sandbox and compare with their claims; Rust is shown as claimed and never run",
  )
  .option("--csv <file>", "write the table to this file")
  .option("--format <format>", "text or json", "text")
  .action((folder, options) => end(import("./regrade.ts").then((m) => m.run(folder, options))));

program
  .command("new <what> <id>")
  .description(
    "create a week, day or exercise to fill in: new week week-02, new day week-02/day-2, new exercise week-02/limit",
  )
  .option("--title <title>", "its title")
  .option("--lesson <lesson>", "for an exercise: the lesson that shows it")
  .option("--rust", "for an exercise: also its files in Rust")
  .action((what, id, options) => end(import("./new.ts").then((m) => m.run(what, id, options))));

program
  .command("rename <what> <id> <name>")
  .description(
    "give a week, day or exercise another id, everywhere in lessons/ and harness/: rename day week-02/day-2 channels",
  )
  .option("--dry-run", "only print what would change")
  .action((what, id, name, options) =>
    end(import("./rename.ts").then((m) => m.run(what, id, name, options))),
  );

program
  .command("remove <what> <id>")
  .description("delete a week, day or exercise that nothing else uses: remove exercise week-02/limit")
  .option("--dry-run", "only print what would go")
  .action((what, id, options) => end(import("./remove.ts").then((m) => m.run(what, id, options))));

program
  .command("order <programs...>")
  .description(
    "print the poll order of each task program (.json, .jsonl) and each Rust program (.rs) on the model runtime",
  )
  .action((files) => end(import("./order.ts").then((m) => m.run(files))));

program
  .command("studio <command> <design>")
  .description(
    "lint a task design (YAML), load it with messages on the model runtime, or print it as a Rust project: studio lint|load|rust design.yaml",
  )
  .option("--format <format>", "text or json", "text")
  .option(
    "--requires <list>",
    "what it must fulfil, such as no-unbounded,p99<2ms; without it, what the design says",
  )
  .option("--rate <rate>", "for load: messages a second at the first source, such as 50000/s")
  .option("--seed <seed>", "for load: of the arrivals", "1")
  .option("--out <folder>", "for rust: write the project there instead of printing it")
  .option("--sweep", "for load: also under rising load")
  .action((command, design, options) =>
    end(import("./studio.ts").then((m) => m.run(command, design, options))),
  );

program
  .command("console [address]")
  .description("let the page's console watch an application that runs console_subscriber::init()")
  .option(
    "--page <origins...>",
    "origins whose pages may connect; by default those of npm start and npm run dev",
  )
  .option("--port <port>", "port of the bridge, on this machine alone", "7669")
  .option("--record <file>", "also record to this file, for the page to open")
  .option("--seconds <seconds>", "how long to record", "60")
  .action((address = "127.0.0.1:6669", options) =>
    end(import("./console.ts").then((m) => m.run(address, { page: [], ...options }))),
  );

function end(exit: Exit): Promise<void> {
  return exit.then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(`course: ${visible(error instanceof Error ? error.message : String(error))}\n`);
      process.exitCode = 2;
    },
  );
}

await program.parseAsync();
