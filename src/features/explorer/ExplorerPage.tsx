/** The explorer on a page of its own: the gallery, the reader's own programs, and links to a step. */
import { EXPLORER_PAGE } from "../../course/fragment.ts";
import { useSettings } from "../../progress/settings.ts";
import { useEditorKind } from "../../ui/editor/use-editor-kind.ts";
import { usePageTitle } from "../../ui/title.ts";
import ExplorerBlock from "./ExplorerBlock.tsx";
import styles from "./ExplorerPage.module.css";

const BLOCK = {
  kind: "explorer",
  id: EXPLORER_PAGE,
  title: "Scheduler explorer",
  programs: [],
} as const;

export default function ExplorerPage() {
  const title = usePageTitle(BLOCK.title);
  const kind = useEditorKind(useSettings((settings) => settings.editor));
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
