/** The page of the task studio: the learner's own design, kept like all work, or one that a link brings. */
import { useMemo, useState } from "react";
import { STARTS } from "../../recording/studio/starts.ts";
import { setRecord, useProgress, valueOf } from "../../progress/store.ts";
import { usePageTitle } from "../../ui/title.ts";
import { keptText, readKept } from "./keep.ts";
import type { Kept } from "./keep.ts";
import type { RecordLatencies } from "./learner.ts";
import { readLink } from "./link.ts";
import { Studio } from "./Studio.tsx";
import { Unread } from "./Unread.tsx";
import styles from "./StudioPage.module.css";

/** The record's id; no lesson has this name. */
const ID = "studio";

export default function StudioPage({
  recordWithLearners,
}: {
  recordWithLearners: RecordLatencies | undefined;
}) {
  const title = usePageTitle("Task studio");
  const ready = useProgress((state) => state.phase === "ready");
  return (
    <main id="main" className={styles.page}>
      <h1 ref={title} tabIndex={-1}>
        Task studio
      </h1>
      <p className={styles.intro}>
        Draw the tasks of a service before you write them: what waits, what owns, what lies between. The lints
        say what Days 1 and 2 say about it, and a run on the model shows where overload begins.
      </p>
      {ready ? (
        <Opened recordWithLearners={recordWithLearners} />
      ) : (
        <div aria-busy="true" style={{ minHeight: 600 }} />
      )}
    </main>
  );
}

function Opened({ recordWithLearners }: { recordWithLearners: RecordLatencies | undefined }) {
  const [link] = useState(() => readLink(location.hash));
  const [kept] = useState(() => valueOf(useProgress.getState().records, "answer", ID)?.text);
  const [own] = useState(() => readKept(kept));
  const [shown, setShown] = useState<"link" | "own">(link.kind === "design" ? "link" : "own");
  const linked = shown === "link" && link.kind === "design" ? link : null;
  const others = useMemo(() => {
    if (linked === null) return [];
    const brought = linked.beside?.key === "linked" ? [linked.beside] : [];
    return own === null ? brought : [...brought, { key: "own", words: "your own design", design: own }];
  }, [linked, own]);
  return (
    <>
      {link.kind === "broken" && (
        <p className="notice" data-tone="warn" role="alert">
          <span>The design in this link cannot be shown: {link.why}. Your own design is below.</span>
        </p>
      )}
      {linked !== null && own !== null && (
        <p className="notice">
          <span>This design came with the link. Your own is kept until you change this one.</span>
          <button type="button" className="button small" onClick={() => setShown("own")}>
            Show your own
          </button>
        </p>
      )}
      <Unread kept={kept} />
      <h2 className="visually-hidden">The design</h2>
      <Studio
        key={shown}
        first={linked?.design ?? own ?? STARTS["exchange-owner-per-shard"]}
        others={others}
        firstBeside={linked?.beside?.key}
        onKeep={keep}
        recordWithLearners={recordWithLearners}
      />
    </>
  );
}

const keep = (kept: Kept): void => setRecord("answer", ID, { text: keptText(kept) });
