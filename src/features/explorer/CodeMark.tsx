/** Under a run of the learner's own code on current_thread: the same code on real tokio, and whether it polled alike. */
import { useMemo } from "react";
import { onTokio } from "../../sandbox/parts.ts";
import { CheckedOrder } from "../../ui/tokio/TokioMark.tsx";
import type { CodePlayback } from "./use-code-playback.ts";

interface Props {
  code: string;
  playback: CodePlayback;
}

export function CodeMark({ code, playback }: Props) {
  const { config, end } = playback.recording;
  const ask = useMemo(
    () => async (signal: AbortSignal) => {
      const from = await (await onTokio.load()).mainOnTokio(code, config, signal);
      if (from === "no WebAssembly") return from;
      const { tokio, value } = from;
      return { tokio, value: value === null || value.doubt !== null ? null : value.polls.join(" ") };
    },
    [code, config],
  );
  const isWhole = end.kind === "done" || end.kind === "parked";
  if (config.flavor !== "current_thread" || !isWhole) return null;
  return <CheckedOrder playback={playback} ask={ask} />;
}
