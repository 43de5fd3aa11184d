/** The picture of a scene: what all workers share on top, then one lane for each. */
import { useLayoutEffect, useRef, useState } from "react";
import type { RunConfig } from "../run/config.ts";
import type { Labels } from "../trace/labels.ts";
import type { Scene } from "../trace/scene.ts";
import { Chips } from "./Chip.tsx";
import { Lane } from "./Lane.tsx";
import { fitFor, viewOf } from "./stage-view.ts";
import type { Fit, StageView } from "./stage-view.ts";
import styles from "./Stage.module.css";

interface Props {
  scene: Scene;
  config: RunConfig;
  labels: Labels;
  selected: number | null;
  onSelect(task: number): void;
}

export function Stage({ scene, config, labels, selected, onSelect }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const fit = useFit(box);
  const view = viewOf(scene, config, labels, fit);
  return (
    <div ref={box} className={styles.stage} data-flavor={view.flavor}>
      <div className={styles.shared}>
        <div className={styles.box} data-box="inject">
          <span className={styles.boxName}>
            Injection queue{view.inject.length > 0 && ` · ${view.inject.length}`}
          </span>
          <Chips queue={view.inject} selected={selected} onSelect={onSelect} />
        </div>
        <Facts view={view} />
      </div>
      <div className={styles.lanes}>
        {view.lanes.map((lane) => (
          <Lane key={lane.index} lane={lane} flavor={view.flavor} selected={selected} onSelect={onSelect} />
        ))}
      </div>
    </div>
  );
}

function Facts({ view }: { view: StageView }) {
  return (
    <dl className={styles.facts}>
      {view.main !== "absent" && (
        <div>
          <dt>Main</dt>
          <dd>{view.main}</dd>
        </div>
      )}
      <div>
        <dt>Timers</dt>
        <dd>
          {view.timers.nextMs === null ? "none" : `${view.timers.count}, next ${view.timers.nextMs} ms`}
        </dd>
      </div>
      <div>
        <dt>Time</dt>
        <dd>{view.nowMs} ms</dd>
      </div>
    </dl>
  );
}

function useFit(box: React.RefObject<HTMLDivElement | null>): Fit {
  const [fit, setFit] = useState<Fit>(() => fitFor(640));
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () =>
      setFit((now) => {
        const next = fitFor(element.clientWidth);
        return next.inject === now.inject && next.runQueue === now.runQueue ? now : next;
      });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [box]);
  return fit;
}
