/** Under a run of a task program: says whether real tokio polls in this order, and how we know. */
import { CircleCheck } from "lucide-react";
import { useMemo, type ReactNode } from "react";
import type { RunConfig } from "../../recording/run/config.ts";
import type { ProgramRecording } from "../../recording/run/recorder.ts";
import { questionOf } from "../../recording/tokio.ts";
import type { Playback } from "../../recording/trace/playback.ts";
import { pollOrder } from "../../recording/trace/polls.ts";
import { needsThreads } from "../../runtime/programs/program.ts";
import type { Program } from "../../runtime/programs/program.ts";
import { NotLoadedNotice } from "../NotLoadedNotice.tsx";
import { firstDifference } from "./orders.ts";
import { DifferenceNotice } from "./Orders.tsx";
import { useAnswer } from "./use-answer.ts";
import styles from "./Orders.module.css";

/** The sandbox's answer, if it has one; a null order need not match the model's. */
type Answered<T> = { tokio: string; value: T } | "no WebAssembly";
export type AskTokio = (program: Program) => Promise<Answered<string>>;

interface Props {
  playback: Playback<ProgramRecording>;
  ask: AskTokio;
  /** The version of tokio whose native runs gave this exact order, if one was recorded. */
  recordedOn?: (program: Program) => string | undefined;
}

export function TokioMark({ playback, ask, recordedOn }: Props) {
  const { recording } = playback;
  const question = useMemo(() => questionOf(recording.program, recording.config), [recording]);
  const native = question === null ? undefined : recordedOn?.(question);
  const here = question !== null && !needsThreads(question) && recording.end.kind !== "cut" ? question : null;
  const asked = useMemo(() => (here === null ? null : () => ask(here)), [here, ask]);
  if (asked !== null) return <CheckedOrder playback={playback} ask={asked} />;
  const { config } = recording;
  if (config.flavor === "multi_thread" && config.workers > 1) return <SeveralWorkers config={config} />;
  return native === undefined ? (
    <Line>
      Model only: real tokio has one thread in a tab, and no native run of this program is recorded.
    </Line>
  ) : (
    <Line sure>Native tokio {native} polled in this order when it was recorded.</Line>
  );
}

interface SeveralProps {
  config: RunConfig;
  isCode?: boolean;
}

/** What the page says about an order that is one of many. */
export function SeveralWorkers({ config: { workers, order }, isCode = false }: SeveralProps) {
  return (
    <Line>
      With {workers} workers tokio can poll in many orders.{" "}
      {order === "usual"
        ? "The model shows what usually happens on a machine with two processors; another seed may vary it."
        : "The model shows one that is possible, whether or not it is likely."}{" "}
      Real tokio 1.53.1 has followed the model’s choices step by step, with other programs on 2 to 4 workers.
      {isCode &&
        " Inside a poll, other workers act between two statements of an async block. A poll method is one step; of a closure given to spawn_blocking, others see everything at its start."}
    </Line>
  );
}

interface CheckedProps {
  playback: Playback;
  ask(signal: AbortSignal): Promise<Answered<string | null>>;
}

/** Asks once the page is idle; until then says nothing. */
export function CheckedOrder({ playback, ask }: CheckedProps) {
  const { answer, again } = useAnswer(ask);
  if (answer.kind === "missing") return <NotLoadedNotice error={answer.error} onBack={again} />;
  if (answer.kind !== "answered") return null;
  if (answer.value === "no WebAssembly")
    return <Line>This browser does not run WebAssembly here, so the order is the model’s alone.</Line>;
  const { tokio, value } = answer.value;
  if (value === null) return null;
  const model = pollOrder(playback.polls, playback.labels).split(" ");
  const pairs = [{ title: "", model, tokio: value.split(" ") }];
  const difference = firstDifference(pairs);
  return difference === null ? (
    <Line sure>tokio {tokio} polled in this order, just now, in this tab.</Line>
  ) : (
    <DifferenceNotice difference={difference} pairs={pairs} tokio={tokio} />
  );
}

function Line({ sure = false, children }: { sure?: boolean; children: ReactNode }) {
  return (
    <p className={styles.mark}>
      {sure && <CircleCheck size={15} aria-hidden="true" />}
      {children}
    </p>
  );
}
