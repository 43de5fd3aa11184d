/** Draws marks at rest as Recharts' reference lines and dots, on its time axis and on rows in px. */
import { memo, use } from "react";
import { ReferenceDot, ReferenceLine } from "recharts";
import { INK } from "../../ui/charts/look.ts";
import { LiveContext, type Live } from "./live.ts";
import { signPath, type Mark } from "./marks.ts";
import { marksOf } from "./scene.ts";
import { useBookVersion } from "./use-frame.ts";

/** The axis with values in px from the top of the drawing. */
export const ROWS = "rows";

export function MarkReferences() {
  const live = use(LiveContext);
  return live === null || live.streaming ? null : <Resting {...live} />;
}

function Resting({ drawn, plot }: Live) {
  useBookVersion(drawn.book);
  return marksOf(drawn, plot).map((mark, index) => (
    // Marks have no names, and no state to lose.
    // eslint-disable-next-line react/no-array-index-key
    <MarkReference key={`${index} ${mark.kind}`} mark={mark} />
  ));
}

/** Rows above the plot are outside the axis's range, so Recharts must not discard them. */
const ON_ROWS = { yAxisId: ROWS, ifOverflow: "visible" } as const;

/** Recharts recomputes every changed mark: while the learner drags one, the others keep their identity. */
const MarkReference = memo(Reference, (old, next) => JSON.stringify(old.mark) === JSON.stringify(next.mark));

function Reference({ mark }: { mark: Mark }) {
  const ink = INK[mark.tone];
  if (mark.kind === "line") {
    const [from, to] = [mark.from, mark.to].map(([x, y]) => ({ x, y })) as [Point, Point];
    return (
      <ReferenceLine
        {...ON_ROWS}
        segment={[from, to]}
        stroke={ink}
        strokeWidth={mark.width ?? 1}
        strokeDasharray={mark.dash?.join(" ")}
      />
    );
  }
  const [x, y] = mark.at;
  return (
    <ReferenceDot
      {...ON_ROWS}
      x={x}
      y={y}
      r={0}
      shape={({ cx = 0, cy = 0 }) =>
        mark.kind === "text" ? (
          <text
            x={(cx + mark.dx).toFixed(1)}
            y={cy}
            textAnchor={mark.anchor}
            fill={ink}
            data-strong={mark.strong}
          >
            {mark.text}
          </text>
        ) : (
          <path
            d={signPath(mark.sign, cx, cy)}
            fill={mark.hollow || mark.sign === "stop" ? "none" : ink}
            stroke={mark.hollow || mark.sign === "stop" ? ink : "none"}
            strokeWidth={mark.faint ? 1 : 1.5}
            opacity={mark.faint ? 0.45 : undefined}
          />
        )
      }
    />
  );
}

interface Point {
  x: number;
  y: number;
}
