/** Shows whether the learner's work is saved. */
import { useProgress } from "../progress/store.ts";
import styles from "./Header.module.css";

export function SavedState() {
  const save = useProgress((state) => state.save);
  const phase = useProgress((state) => state.phase);
  const denied = useProgress((state) => state.notices.some((notice) => notice.id === "denied"));
  // Empty, and as wide as it will be.
  if (phase === "loading") return <span className={styles.saved} />;
  const text = denied
    ? "Not stored"
    : save.kind === "failed"
      ? "Not saved"
      : save.kind === "saving"
        ? "Saving…"
        : save.at
          ? "Saved"
          : "";
  const title =
    save.kind === "saved" && save.at ? `Saved at ${new Date(save.at).toLocaleTimeString()}` : undefined;
  return (
    <span className={styles.saved} data-state={denied ? "failed" : save.kind} title={title} role="status">
      {text}
    </span>
  );
}
