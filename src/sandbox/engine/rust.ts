/** The engine that reads and runs Rust programs, in a worker: an interpreter, so no learner's code becomes JavaScript. */
import { decode, encode } from "./encode.ts";
import { format } from "./format.ts";
import { takePort } from "./port.ts";
import { recordRust } from "./record-rust.ts";
import type { Start, WorkerMessage } from "../wire.ts";

const port = takePort();
const post = (message: WorkerMessage): void => port.post(encode(message));

port.onMessage((text) => {
  try {
    const { command } = decode(text) as Start;
    if (command.kind === "record-rust") post(recordRust(command.source, command.config, post));
    else post({ kind: "failed", message: "This engine only runs Rust." });
  } catch (error) {
    post({ kind: "failed", message: `The interpreter itself failed: ${format(error)}` });
  }
});
post({ kind: "ready" });
