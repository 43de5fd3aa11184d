/** The design as a picture to draw in: boxes to move, lines to pull from one to another. The table has everything that it has. */
import {
  applyEdgeChanges,
  applyNodeChanges,
  Background,
  BackgroundVariant,
  ConnectionMode,
  Controls,
  Handle,
  MarkerType,
  Panel,
  Position,
  ReactFlow,
} from "@xyflow/react";
import type { Edge, Node, NodeProps, ReactFlowInstance } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import type { KeyboardEvent } from "react";
import { memo, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { unbroken } from "../../lib/units.ts";
import { connect, disconnect, removeNodes } from "../../recording/studio/edit.ts";
import { BOX, layoutOf, sidesOf } from "../../recording/studio/layout.ts";
import { linksOf } from "../../recording/studio/links.ts";
import type { Link } from "../../recording/studio/links.ts";
import { nodeWords } from "../../recording/studio/svg.ts";
import { nodesOf } from "../../recording/studio/schema.ts";
import type { Design, NodeKind } from "../../recording/studio/schema.ts";
import { KIND_WORDS } from "./columns.ts";
import type { Editing } from "./history.ts";
import type { Mark, Marks } from "./marks.ts";
import { MarkWords } from "./MarkWords.tsx";
import styles from "./Canvas.module.css";

interface BoxData extends Record<string, unknown> {
  kind: NodeKind;
  id: string;
  words: readonly string[];
  mark: Mark | undefined;
}
type BoxNode = Node<BoxData, "box">;

const SIDES = [Position.Left, Position.Right, Position.Top, Position.Bottom] as const;

const Box = memo(function Box({ data: { kind, id, words, mark } }: NodeProps<BoxNode>) {
  return (
    <div className={styles.box} data-kind={kind} data-mark={mark?.tone}>
      <span className={styles.kind}>{KIND_WORDS[kind].one}</span>
      <strong>{id}</strong>
      {words.map((line) => line !== "" && <span key={line}>{unbroken(line)}</span>)}
      <MarkWords mark={mark} />
      {SIDES.map((side) => (
        <Handle
          key={side}
          id={side}
          type="source"
          position={side}
          isConnectableStart={kind !== "sink" && kind !== "state"}
          isConnectableEnd={kind !== "source"}
        />
      ))}
    </div>
  );
});

const NODE_TYPES = { box: Box };

interface Props {
  editing: Editing;
  marks: Marks;
  selected: string | null;
  onSelect(id: string | null): void;
  /** A box to bring into view, and to give the focus. */
  show: string | null;
  onShown(): void;
  onRefused(why: string): void;
}

export default function Canvas({ editing, marks, selected, onSelect, show, onShown, onRefused }: Props) {
  const { design, change } = editing;
  const drawn = useMemo(() => boxesOf(design, marks), [design, marks]);
  const [nodes, setNodes] = useState<BoxNode[]>(() =>
    drawn.map((node) => ({ ...node, selected: node.id === selected })),
  );
  // What a drag moves is the picture's own until it ends; then the design has it.
  const [shown, setShown] = useState(drawn);
  if (shown !== drawn) {
    setShown(drawn);
    const chosen = new Set(nodes.filter((node) => node.selected).map(({ id }) => id));
    setNodes(drawn.map((node) => ({ ...node, selected: chosen.has(node.id) })));
  }
  // What was selected from outside, and not by a click on it.
  const [before, setBefore] = useState(selected);
  if (before !== selected) {
    setBefore(selected);
    if (selected !== null && !nodes.some((node) => node.selected && node.id === selected))
      setNodes((all) => all.map((node) => ({ ...node, selected: node.id === selected })));
  }
  const lines = useMemo(() => edgesOf(design), [design]);
  const [edges, setEdges] = useState(lines);
  const [shownLines, setShownLines] = useState(lines);
  if (shownLines !== lines) {
    setShownLines(lines);
    setEdges(lines);
  }
  const canvas = useRef<HTMLDivElement>(null);
  /** Once it has measured itself: a box may have to be shown before that. */
  const [flow, setFlow] = useState<ReactFlowInstance<BoxNode>>();
  // The same function each time: a new one is told the selection again, as it was before this change.
  const onSelectionChange = useCallback(
    ({ nodes: [first] }: { nodes: BoxNode[] }) => onSelect(first?.id ?? null),
    [onSelect],
  );
  useEffect(() => {
    if (show === null || canvas.current === null || flow === undefined) return;
    bringIntoView(show, canvas.current, flow);
    onShown();
  }, [show, onShown, flow]);

  return (
    <div ref={canvas} className={styles.canvas} tabIndex={-1}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        onKeyDown={keepFocus}
        // A line may begin and end at any side.
        connectionMode={ConnectionMode.Loose}
        // Far enough that it may be dropped anywhere on a box.
        connectionRadius={90}
        fitView
        // A long design is seen whole, however small.
        minZoom={0.02}
        onlyRenderVisibleElements={nodes.length > 60}
        preventScrolling={false}
        zoomOnScroll={false}
        panOnScroll={false}
        proOptions={{ hideAttribution: true }}
        deleteKeyCode={["Delete", "Backspace"]}
        onNodesChange={(changes) => {
          setNodes((before) => applyNodeChanges(changes, before));
          // An arrow key moves the box that has the focus, and there is no end of a drag.
          const moved = changes.flatMap((each) =>
            each.type === "position" && each.dragging === false && each.position !== undefined
              ? [[each.id, [Math.round(each.position.x), Math.round(each.position.y)]] as const]
              : [],
          );
          if (moved.length > 0)
            change(
              {
                ...design,
                picture: { ...design.picture, ...(Object.fromEntries(moved) as Design["picture"]) },
              },
              "move",
            );
        }}
        onInit={setFlow}
        onSelectionChange={onSelectionChange}
        onEdgesChange={(changes) =>
          // A line goes when the design no longer has it.
          setEdges((all) =>
            applyEdgeChanges(
              changes.filter(({ type }) => type === "select"),
              all,
            ),
          )
        }
        onConnect={({ source, target }) => {
          const next = connect(design, source, target);
          if (typeof next === "string") onRefused(next);
          else change(next);
        }}
        onDelete={({ nodes: gone, edges: cut }) => {
          // What had it is about to go, and Ctrl+Z must still be heard.
          canvas.current?.focus({ preventScroll: true });
          const left = cut.reduce((rest, { source, target }) => disconnect(rest, source, target), design);
          change(
            removeNodes(
              left,
              gone.map(({ id }) => id),
            ),
          );
        }}
      >
        {nodes.length === 0 && (
          <Panel position="top-center" className={styles.empty ?? ""}>
            Nothing is drawn yet. Begin with a source, a task that reads from it, and a sink.
          </Panel>
        )}
        <Background variant={BackgroundVariant.Dots} gap={24} />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}

/** Escape deselects a box or a line, and React Flow takes the focus from it, too: the next key would be lost. */
function keepFocus({ key, target }: KeyboardEvent): void {
  if (key === "Escape" && (target instanceof HTMLElement || target instanceof SVGElement))
    requestAnimationFrame(() => target.focus({ preventScroll: true }));
}

/** The least zoom at which the text of a box can be made out: it is 6 px high. */
const READABLE = 0.5;

function bringIntoView(id: string, canvas: HTMLElement, flow: ReactFlowInstance<BoxNode>): void {
  const { left, top, right, bottom } = canvas.getBoundingClientRect();
  const from = flow.screenToFlowPosition({ x: left, y: top });
  const to = flow.screenToFlowPosition({ x: right, y: bottom });
  const seen = { ...from, width: to.x - from.x, height: to.y - from.y };
  const place = flow.getNode(id)?.position;
  if (place !== undefined && !flow.isNodeIntersecting({ id }, seen, false))
    void flow.setCenter(place.x + BOX.width / 2, place.y + BOX.height / 2, {
      zoom: Math.max(flow.getZoom(), READABLE),
    });
  canvas.scrollIntoView({ block: "nearest" });
  // One that was out of view is drawn only now, and has no focus to take until it is measured.
  const focus = (tries: number) =>
    requestAnimationFrame(() => {
      const box = canvas.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
      box?.focus({ preventScroll: true });
      if (tries > 0 && (box === null || document.activeElement !== box)) focus(tries - 1);
    });
  focus(60);
}

function boxesOf(design: Design, marks: Marks): BoxNode[] {
  const places = layoutOf(design);
  return nodesOf(design).map(({ kind, node }) => {
    const [x, y] = places.get(node.id) ?? [0, 0];
    const words = nodeWords(kind, node);
    const mark = marks.get(node.id);
    return {
      id: node.id,
      type: "box",
      position: { x, y },
      data: { kind, id: node.id, words, mark },
      ariaLabel: `${KIND_WORDS[kind].one} ${node.id}: ${[...words, ...(mark?.words ?? [])].filter((word) => word !== "").join(", ")}`,
    };
  });
}

const LINE_WORDS: Record<Link["kind"], string> = {
  reads: "is read by",
  sends: "sends to",
  ask: "asks",
  lock: "locks",
  writes: "writes to",
  shutdown: "stops",
};

function edgesOf(design: Design): Edge[] {
  const places = layoutOf(design);
  return linksOf(design).map((link) =>
    edgeOf(link, sidesOf(places.get(link.from) ?? [0, 0], places.get(link.to) ?? [0, 0])),
  );
}

function edgeOf({ from, to, kind }: Link, { out, into }: ReturnType<typeof sidesOf>): Edge {
  const arrow = { type: MarkerType.ArrowClosed, width: 16, height: 16, color: "var(--muted)" };
  return {
    id: `${kind} ${from} ${to}`,
    source: from,
    sourceHandle: out,
    target: to,
    targetHandle: into,
    ariaLabel: `${from} ${LINE_WORDS[kind]} ${to}`,
    ...(kind === "shutdown" || kind === "lock"
      ? { style: { strokeDasharray: kind === "lock" ? "2 3" : "5 4" } }
      : {}),
    ...(kind === "lock" ? {} : { markerEnd: arrow }),
    ...(kind === "ask" ? { markerStart: arrow } : {}),
  };
}
