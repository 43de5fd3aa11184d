/** Answers questions about one task at this step, with jumps: why is it not running, who woke it, when is it polled next. */
import type { Playback } from "../../recording/trace/playback.ts";
import { storyOf } from "../../recording/trace/causes.ts";
import type { Jump } from "../../recording/trace/causes.ts";
import styles from "./Inspector.module.css";
import { counted } from "../../lib/words.ts";

interface Props {
  playback: Playback;
  beat: number;
  /** The text in the field: a task's number, or `main`. */
  asked: string;
  onAsk(task: string): void;
  onJump(beat: number): void;
}

export function Inspector({ playback, beat, asked, onAsk, onJump }: Props) {
  const task = playback.labels.find(asked.trim());
  const story = task === null ? null : storyOf(playback, beat, task);
  return (
    <div className={styles.inspector}>
      <label className={styles.ask}>
        <span>Why is task</span>
        <input
          type="text"
          className="input"
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          size={4}
          maxLength={6}
          aria-label="Task to ask about"
          value={asked}
          onChange={(event) => onAsk(event.target.value)}
        />
        <span>not running?</span>
      </label>
      {story === null ? (
        <p className="note">Click a task in the picture, go there with the arrow keys, or type its number.</p>
      ) : (
        <>
          <p className={styles.answer}>{story.now}</p>
          <p className={styles.jumps}>
            {[story.woken, story.spawned, story.nextPoll].map(
              (jump) =>
                jump !== null && <JumpButton key={jump.text} jump={jump} here={beat} onJump={onJump} />,
            )}
            <span className="note">{counted(story.polls, "poll")} so far</span>
          </p>
        </>
      )}
    </div>
  );
}

function JumpButton({ jump, here, onJump }: { jump: Jump; here: number; onJump(beat: number): void }) {
  const where = jump.beat === here ? "this step" : `step ${jump.beat + 1}`;
  return (
    <button type="button" className="link-button" onClick={() => onJump(jump.beat)}>
      {jump.text} <span>→ {where}</span>
    </button>
  );
}
