/** Percentiles beside a small histogram, on a logarithmic axis; values above the maximum are shown as outliers. */
import { useMemo } from "react";
import { formatNs } from "../../lib/units.ts";
import type { HdrHistogram } from "../../lib/hdr-histogram.ts";
import { ChartBox } from "../../ui/charts/ChartBox.tsx";
import { lazily } from "../../ui/lazily.tsx";
import { miniHistogram, percentilesOf } from "./percentiles.ts";
import { Box } from "./Box.tsx";
import { useThrottled } from "./use-throttled.ts";
import styles from "./Distribution.module.css";
import { counted } from "../../lib/words.ts";

const Columns = lazily("The chart", () => import("./Columns.tsx"));

const COLUMNS = 32;
const HEIGHT_PX = 152;
/** Recharts is slow: during a run the chart updates as often as tokio-console's own screen. */
const REDRAW_EVERY_MS = 1_000;

interface Props {
  title: string;
  /** Undefined until the source has sent it. */
  histogram: HdrHistogram | undefined;
  none: string;
}

export function Distribution({ title, histogram, none }: Props) {
  // One object that grows: its count shows whether it did.
  const count = histogram?.count;
  const newest = useMemo(
    () => (histogram && count !== undefined ? miniHistogram(histogram, COLUMNS) : null),
    [histogram, count],
  );
  const mini = useThrottled(newest, REDRAW_EVERY_MS) ?? newest;
  return (
    <Box title={title}>
      {histogram === undefined || mini === null ? (
        <p>{none}</p>
      ) : (
        <div className={styles.distribution}>
          <table>
            <caption className="visually-hidden">{title}: percentiles</caption>
            <tbody>
              {percentilesOf(histogram).map(({ name, ns }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{formatNs(ns)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <figure aria-label={`${title}, as a histogram`}>
            <ChartBox height={HEIGHT_PX}>
              {(width) => <Columns title={title} mini={mini} width={width} height={HEIGHT_PX} />}
            </ChartBox>
            <figcaption>
              {counted(histogram.count, "value")}
              {histogram.outliers > 0 && `, ${histogram.outliers} above 1 s`}
            </figcaption>
          </figure>
        </div>
      )}
    </Box>
  );
}
