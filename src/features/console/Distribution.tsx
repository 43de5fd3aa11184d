/** Percentiles beside a small histogram, on a logarithmic axis; what exceeded the maximum is told as outliers. */
import { formatNs } from "../../lib/units.ts";
import type { HdrHistogram } from "../../lib/hdr-histogram.ts";
import { Box } from "./Box.tsx";
import { miniHistogram, percentilesOf } from "./percentiles.ts";
import styles from "./Console.module.css";
import { counted } from "../../lib/words.ts";

const BARS = 32;

interface Props {
  title: string;
  histogram: HdrHistogram;
  none: string;
}

export function Distribution({ title, histogram, none }: Props) {
  const mini = miniHistogram(histogram, BARS);
  return (
    <Box title={title}>
      {mini === null ? (
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
          <figure>
            <svg viewBox={`0 0 ${BARS * 6} 72`} preserveAspectRatio="none" aria-hidden="true">
              {mini.columns.map((share, index) => (
                // Columns have no identity but their place.
                // oxlint-disable-next-line react/no-array-index-key
                <rect key={index} x={index * 6} width={5} {...bar(share)} />
              ))}
            </svg>
            <figcaption>
              <span>{formatNs(mini.lowNs)}</span>
              <span>
                {counted(histogram.count, "value")}
                {histogram.outliers > 0 && `, ${histogram.outliers} above 1 s`}
              </span>
              <span>{formatNs(mini.highNs)}</span>
            </figcaption>
          </figure>
        </div>
      )}
    </Box>
  );
}

/** A column that holds anything can be seen, however full the fullest is. */
function bar(share: number): { y: number; height: number } {
  const height = share === 0 ? 0 : Math.max(2, share * 70);
  return { y: 72 - height, height };
}
