/** The form of a handler's steps: kind, duration, description and remedy of each. */
import { useRef } from "react";
import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { addStep, changeStep, moveStep, removeStep } from "./edits.ts";
import {
  MAX_STEP_MS,
  MAX_STEPS,
  MIN_AWAIT_MS,
  MIN_BLOCKING_MS,
  remediesFor,
  STEP_KINDS,
  STEP_WORDS,
} from "./handler.ts";
import type { Handler, Remedy, Step, StepKind } from "./handler.ts";
import { NumberField } from "./NumberField.tsx";
import styles from "./StepsForm.module.css";

interface Props {
  handler: Handler;
  onChange(handler: Handler): void;
}

export function StepsForm({ handler, onChange }: Props) {
  const list = useRef<HTMLOListElement>(null);
  /** Where the focus goes after a row has moved or gone. */
  function focusRow(index: number, name: string) {
    requestAnimationFrame(() => {
      const row = list.current?.children[Math.max(0, index)];
      row?.querySelector<HTMLButtonElement>(`[data-name="${name}"]:not(:disabled)`)?.focus();
    });
  }
  return (
    <div>
      <label className={styles.name}>
        <span className="note">Handler</span>
        <input
          className="input"
          value={handler.name}
          maxLength={40}
          onChange={(event) => onChange({ ...handler, name: event.target.value.replace(/\s+/g, " ") })}
        />
      </label>
      <ol ref={list} className={styles.steps} aria-label="Steps of the handler">
        {handler.steps.map((step, index) => (
          <StepRow
            // A step has no identity except its position; fields are controlled.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            step={step}
            index={index}
            last={index === handler.steps.length - 1}
            onChange={(change) => onChange(changeStep(handler, index, change))}
            onMove={(by) => {
              onChange(moveStep(handler, index, by));
              focusRow(index + by, by < 0 ? "up" : "down");
            }}
            onRemove={() => {
              onChange(removeStep(handler, index));
              focusRow(Math.min(index, handler.steps.length - 2), "remove");
            }}
          />
        ))}
      </ol>
      <div className={styles.add}>
        {STEP_KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            className="button small"
            disabled={handler.steps.length >= MAX_STEPS}
            onClick={() => onChange(addStep(handler, kind))}
          >
            <Plus size={14} aria-hidden /> {STEP_WORDS[kind]}
          </button>
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  step: Step;
  index: number;
  last: boolean;
  onChange(change: Partial<Step>): void;
  onMove(by: -1 | 1): void;
  onRemove(): void;
}

function StepRow({ step, index, last, onChange, onMove, onRemove }: RowProps) {
  const n = index + 1;
  const remedies = remediesFor(step.kind);
  return (
    <li data-kind={step.kind}>
      <select
        className="input"
        aria-label={`Step ${n}: kind`}
        value={step.kind}
        onChange={(event) => onChange({ kind: event.target.value as StepKind })}
      >
        {STEP_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {STEP_WORDS[kind]}
          </option>
        ))}
      </select>
      <NumberField
        label={`Step ${n}: duration in ms`}
        value={step.ms}
        min={step.kind === "await" ? MIN_AWAIT_MS : MIN_BLOCKING_MS}
        max={MAX_STEP_MS}
        whole={step.kind === "await"}
        unit="ms"
        onChange={(ms) => onChange({ ms })}
      />
      <input
        className={`input ${styles.what}`}
        aria-label={`Step ${n}: what it does`}
        placeholder="what it does"
        value={step.what}
        maxLength={80}
        onChange={(event) => onChange({ what: event.target.value })}
      />
      <select
        className="input"
        aria-label={`Step ${n}: your remedy`}
        value={step.remedy}
        disabled={remedies.length === 1}
        onChange={(event) => onChange({ remedy: event.target.value as Remedy })}
      >
        {remedies.map((remedy) => (
          <option key={remedy} value={remedy}>
            {remedy === "inline" ? (step.kind === "await" ? "already yields" : "leave inline") : remedy}
          </option>
        ))}
      </select>
      <span className={styles.moves}>
        <button
          type="button"
          data-name="up"
          aria-label={`Move step ${n} up`}
          disabled={index === 0}
          onClick={() => onMove(-1)}
        >
          <ArrowUp size={14} aria-hidden />
        </button>
        <button
          type="button"
          data-name="down"
          aria-label={`Move step ${n} down`}
          disabled={last}
          onClick={() => onMove(1)}
        >
          <ArrowDown size={14} aria-hidden />
        </button>
        <button type="button" data-name="remove" aria-label={`Remove step ${n}`} onClick={onRemove}>
          <X size={14} aria-hidden />
        </button>
      </span>
    </li>
  );
}
