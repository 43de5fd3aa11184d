/** Under a run of the learner's code: on current_thread, whether real tokio polls in the same order; on several workers, what the order means. */
import { useMemo } from "react";
import { onTokio } from "../../sandbox/parts.ts";
import { CheckedOrder, SeveralWorkers } from "../../ui/tokio/TokioMark.tsx";
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
  if (config.flavor === "multi_thread" && config.workers > 1)
    return <SeveralWorkers config={config} isCode />;
  const isWhole = end.kind === "done" || end.kind === "parked";
  if (config.flavor !== "current_thread" || !isWhole) return null;
  return <CheckedOrder playback={playback} ask={ask} />;
}
