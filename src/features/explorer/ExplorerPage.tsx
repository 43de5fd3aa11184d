/** The explorer on a page of its own: the gallery, the reader's own programs, and links to a step; or in somebody's frame. */
import { EXPLORER_PAGE } from "../../course/fragment.ts";
import { useSettings } from "../../progress/settings.ts";
import { useEditorKind } from "../../ui/editor/use-editor-kind.ts";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import { usePageTitle } from "../../ui/title.ts";
import { ExplorerAt } from "./ExplorerAt.tsx";
import ExplorerBlock from "./ExplorerBlock.tsx";
import { NOTHING_KEPT } from "./own-programs.ts";
import styles from "./ExplorerPage.module.css";

const BLOCK = {
  kind: "explorer",
  id: EXPLORER_PAGE,
  title: "Scheduler explorer",
  programs: [],
} as const;

interface Props {
  /** In the frame of another page: only the explorer, which keeps nothing. */
  embedded?: boolean;
}

export default function ExplorerPage({ embedded = false }: Props) {
  const title = usePageTitle(BLOCK.title);
  const kind = useEditorKind(useSettings((settings) => settings.editor));
  if (embedded)
    return (
      <main id="main" className={styles.embedded}>
        <h1 ref={title} tabIndex={-1} className="visually-hidden">
          {BLOCK.title}
        </h1>
        <ExplorerAt block={BLOCK} kind="plain" own={NOTHING_KEPT} />
        <p className={styles.from}>
          <OutsideLink href={window.location.pathname + window.location.hash} size={13}>
            Open in Tokio Internals
          </OutsideLink>
        </p>
      </main>
    );
  return (
    <main id="main" className={styles.page}>
      <header className={styles.head}>
        <h1 ref={title} tabIndex={-1}>
          {BLOCK.title}
        </h1>
        <p>Choose a program or write your own, and watch tokio’s scheduler poll it, step by step.</p>
      </header>
      <ExplorerBlock id={BLOCK.id} block={BLOCK} kind={kind} />
    </main>
  );
}
