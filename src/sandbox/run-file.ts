/** Runs a learner's file in the page: compiles it, appends it to the engine, and turns every failure into an outcome. */
import type { Lookup } from "../../harness/positions.ts";
import { positionLookup } from "../compiler/positions.ts";
import { compileInBrowser, Superseded } from "../compiler/service.ts";
import { Aborted, unlessAborted } from "./abort.ts";
import { compose } from "./compose.ts";
import type { End } from "./ends.ts";
import { engine, sandbox } from "./instance.ts";
import type { SandboxRun } from "./sandbox.ts";
import type { NotRun, Phase, Profile, UsedExercise } from "./types.ts";

export interface FileRequest {
  /** Of two waiting files with the same key only the newer is compiled. */
  key: string;
  profile: Profile;
  /** Modules from other exercises that the file may import. */
  uses?: readonly UsedExercise[];
  /** Whether bodies of async blocks stop where other threads may act. */
  seams?: boolean;
  /** Hears of the compiler; a worker's phases are its own `onPhase`'s. */
  onPhase?: ((phase: Phase) => void) | undefined;
  /** Aborting stops the compilation and every worker at once. */
  signal?: AbortSignal | undefined;
}

export interface WorkerRequest extends Pick<SandboxRun, "command" | "module" | "limits" | "onMessage"> {
  onPhase?: ((phase: Phase) => void) | undefined;
}

/** A file that compiled. */
export interface CompiledFile {
  /** Maps positions in the compiled script to the learner's own. */
  lookup: Lookup;
  /** Runs it in a fresh worker; never rejects. */
  run(worker: WorkerRequest): Promise<End>;
}

/**
 * Never rejects.
 * @param follow runs after the file has compiled; an exception is a failure like any other
 */
export async function runFile<Outcome>(
  source: string,
  { key, profile, uses = [], seams = false, onPhase = () => {}, signal }: FileRequest,
  follow: (file: CompiledFile) => Promise<Outcome>,
): Promise<Outcome | NotRun> {
  try {
    const [compiled, engineText] = await Promise.all([
      unlessAborted(compileInBrowser(source, { key, uses, seams, onPhase }), signal),
      engine(profile),
    ]);
    if (!compiled.ok) return { kind: "does-not-compile", errors: compiled.errors };
    const script = compose(engineText, compiled.script);
    return await follow({
      lookup: positionLookup(compiled.map, source),
      run({ onPhase = () => {}, onMessage, ...run }) {
        onPhase("queued");
        return sandbox.run({
          ...run,
          script,
          signal,
          onStart: () => onPhase("starting"),
          onMessage(message) {
            if (message.kind === "ready") onPhase("running");
            onMessage(message);
          },
        });
      },
    });
  } catch (error) {
    if (error instanceof Superseded || error instanceof Aborted) return { kind: "cancelled" };
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}
