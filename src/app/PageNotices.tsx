/** Shows messages from storage: conflicts, denied or full storage, another version of the course. */
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Update } from "../features/offline/Update.tsx";
import { dismiss, useProgress } from "../progress/store.ts";
import styles from "./PageNotices.module.css";

export function PageNotices({ children }: { children: ReactNode }) {
  const notices = useProgress((state) => state.notices);
  const save = useProgress((state) => state.save);
  return (
    <div className={styles.notices} role="status" aria-live="polite">
      <Update />
      {children}
      {save.kind === "failed" && (
        <p className="notice" data-tone="error">
          {save.message}
        </p>
      )}
      {notices.map((notice) => (
        <p key={notice.id} className="notice" data-tone={notice.tone}>
          <span>{notice.text}</span>
          <button
            type="button"
            className="button quiet"
            aria-label="Dismiss"
            onClick={() => dismiss(notice.id)}
          >
            <X size={16} aria-hidden />
          </button>
        </p>
      ))}
    </div>
  );
}
