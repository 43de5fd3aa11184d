/** The task studio: a design on a canvas, as tables and as text; its lints; and what it does under load. */
import { Plus, Redo2, Undo2 } from "lucide-react";
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { addNode } from "../../recording/studio/edit.ts";
import { lint } from "../../recording/studio/lints.ts";
import { judge, parseRequirement } from "../../recording/studio/requirements.ts";
import { LISTS, nodesOf } from "../../recording/studio/schema.ts";
import type { Design, NodeKind } from "../../recording/studio/schema.ts";
import { START_NAMES, startOf, STARTS } from "../../recording/studio/starts.ts";
import type { StartName } from "../../recording/studio/starts.ts";
import { Boundary } from "../../ui/Boundary.tsx";
import { lazily } from "../../ui/lazily.tsx";
import { KIND_WORDS } from "./columns.ts";
import { Exports } from "./Exports.tsx";
import { useHistory } from "./history.ts";
import type { Kept } from "./keep.ts";
import type { RecordLatencies } from "./learner.ts";
import { Lints } from "./Lints.tsx";
import { LoadPanel } from "./LoadPanel.tsx";
import { LoadResults } from "./LoadResults.tsx";
import { marksOf } from "./marks.ts";
import { NodeTable } from "./NodeTable.tsx";
import { START_RIVALS } from "./rivals.ts";
import type { Rival } from "./rivals.ts";
import { TableView } from "./TableView.tsx";
import TextView from "./TextView.tsx";
import type { Draft } from "./TextView.tsx";
import { useLoad } from "./use-load.ts";
import styles from "./Studio.module.css";

const Canvas = lazily("The canvas", () => import("./Canvas.tsx"));

const VIEWS = { canvas: "Canvas", table: "Tables", text: "Text" } as const;
type View = keyof typeof VIEWS;
const NONE: readonly never[] = [];
const NARROW = "(max-width: 720px)";

interface Props {
  /** Read once. */
  first: Design;
  /** Called with every change of the design, and with every result. */
  onKeep(kept: Kept): void;
  /** What the design must fulfil, besides what it says itself. */
  requires?: readonly string[];
  recordWithLearners?: RecordLatencies | undefined;
  /** Other designs to compare with, before those that a sheet can begin with. */
  others?: readonly Rival[];
  /** The key of the rival that is compared with at first. */
  firstBeside?: string;
}

export function Studio({
  first,
  onKeep,
  requires = NONE,
  recordWithLearners,
  others = NONE,
  firstBeside = "",
}: Props) {
  const editing = useHistory(first);
  const { design } = editing;
  // A phone has no room for a canvas.
  const [view, setView] = useState<View>(() => (matchMedia(NARROW).matches ? "table" : "canvas"));
  const [selected, setSelected] = useState<string | null>(null);
  const [show, setShow] = useState<string | null>(null);
  const [refused, setRefused] = useState("");
  const [draft, setDraft] = useState<Draft | null>(null);
  const load = useLoad();
  const rivals = useMemo(() => [...others, ...START_RIVALS], [others]);
  const [besideKey, setBeside] = useState(firstBeside);
  const beside = rivals.find(({ key }) => key === besideKey);

  const findings = useMemo(() => lint(design), [design]);
  const isFresh = load.designs[0] === design;
  const result = isFresh ? (load.results[0] ?? null) : null;
  const verdicts = useMemo(
    () =>
      [...new Set([...requires, ...design.requires])].flatMap((text) => {
        const requirement = parseRequirement(text);
        return typeof requirement === "string"
          ? [{ requirement: text, met: null, says: requirement }]
          : [judge(requirement, design, findings, result)];
      }),
    [requires, design, findings, result],
  );
  useEffect(() => {
    if (design !== first || result !== null) onKeep({ design, verdicts, result });
  }, [design, first, verdicts, result, onKeep]);
  const marks = useMemo(() => marksOf(findings, result?.overloadedQueue ?? null), [findings, result]);
  const select = useCallback((id: string | null) => setSelected(id), []);
  const onShown = useCallback(() => setShow(null), []);
  const chosen = nodesOf(design).find(({ node }) => node.id === selected);

  const box = useRef<HTMLDivElement>(null);
  const { undo, redo } = editing;
  useEffect(() => {
    const place = box.current;
    const keys = (event: KeyboardEvent) => {
      const isField =
        event.target instanceof HTMLElement && event.target.closest("input, textarea, select") !== null;
      if (isField || !(event.ctrlKey || event.metaKey) || !/^[zy]$/i.test(event.key)) return;
      event.preventDefault();
      if (event.shiftKey || /y/i.test(event.key)) redo?.();
      else undo?.();
    };
    place?.addEventListener("keydown", keys);
    return () => place?.removeEventListener("keydown", keys);
  }, [undo, redo]);

  // What had the focus may be removed; the keys are then the sheet's, and Tab goes on from there.
  useEffect(() => {
    if (design === first) return;
    // Not at once: a field that takes its text as it loses the focus does so before the next field has it.
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) box.current?.focus({ preventScroll: true });
    });
    return () => clearTimeout(timer);
  }, [design, first]);

  return (
    <div ref={box} className={`card ${styles.sheet}`} tabIndex={-1}>
      <div className={styles.bar}>
        <label>
          Start from{" "}
          <select
            className="input"
            value={startOf(design) ?? ""}
            onChange={(event) => {
              editing.change(STARTS[event.target.value as StartName]);
              setSelected(null);
            }}
          >
            {/* Shown when the sheet has something else; nothing to choose. */}
            <option value="" disabled hidden>
              choose a design
            </option>
            {START_NAMES.map((name) => (
              <option key={name} value={name}>
                {STARTS[name].name}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="button quiet square"
          aria-label="Undo"
          title="Undo"
          disabled={editing.undo === null}
          onClick={() => editing.undo?.()}
        >
          <Undo2 size={16} aria-hidden />
        </button>
        <button
          type="button"
          className="button quiet square"
          aria-label="Redo"
          title="Redo"
          disabled={editing.redo === null}
          onClick={() => editing.redo?.()}
        >
          <Redo2 size={16} aria-hidden />
        </button>
        <fieldset className={styles.views}>
          <legend className="visually-hidden">View</legend>
          {(Object.keys(VIEWS) as View[]).map((name) => (
            <label key={name} className="choice bare">
              <input type="radio" name="studio-view" checked={view === name} onChange={() => setView(name)} />
              {VIEWS[name]}
            </label>
          ))}
        </fieldset>
      </div>
      <div className={styles.view}>
        {view === "table" && <TableView editing={editing} marks={marks} show={show} onShown={onShown} />}
        {view === "text" && <TextView editing={editing} draft={draft} onDraft={setDraft} />}
        {view === "canvas" && (
          <>
            <div className={styles.add}>
              {(Object.keys(LISTS) as NodeKind[]).map((kind) => (
                <button
                  key={kind}
                  type="button"
                  className="button small"
                  onClick={() => {
                    const added = addNode(design, kind);
                    editing.change(added.design);
                    setSelected(added.id);
                  }}
                >
                  <Plus size={14} aria-hidden /> {KIND_WORDS[kind].one}
                </button>
              ))}
            </div>
            <div className={styles.drawing}>
              <Boundary>
                <Suspense fallback={<p className="note">Loading the canvas…</p>}>
                  <Canvas
                    editing={editing}
                    marks={marks}
                    selected={selected}
                    onSelect={select}
                    show={show}
                    onShown={onShown}
                    onRefused={setRefused}
                  />
                </Suspense>
              </Boundary>
            </div>
            <p className="note" role="status">
              {refused === ""
                ? "Drag from the left or right edge of a box to another box to connect them. Enter selects a box or a line, the arrow keys move a box, Delete removes what is selected; without a pointer, connect tasks in the fields of the selected task."
                : refused}
            </p>
            {chosen !== undefined && (
              <div className={styles.chosen}>
                <NodeTable
                  // Its place, which a new name does not change.
                  key={`${chosen.kind} ${design[LISTS[chosen.kind]].findIndex(({ id }) => id === selected)}`}
                  kind={chosen.kind}
                  nodes={[chosen.node]}
                  editing={editing}
                  marks={marks}
                  cards
                  onRenamed={setSelected}
                />
              </div>
            )}
          </>
        )}
      </div>
      <div className={styles.columns}>
        <Lints
          findings={findings}
          verdicts={verdicts}
          onShow={(id) => {
            setSelected(id);
            setShow(id);
            if (view === "text") setView("table");
          }}
        />
        <LoadPanel
          design={design}
          load={load}
          onRate={(next) => editing.change(next, "rate")}
          rivals={rivals}
          beside={beside}
          onBeside={setBeside}
        />
      </div>
      <LoadResults results={load.results} sweeps={load.sweeps} recordWithLearners={recordWithLearners} />
      <Exports design={design} beside={beside} overload={result?.overload ?? null} />
    </div>
  );
}
