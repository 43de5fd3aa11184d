/** The planted faults and their fixes, shown once the learner has written their own answer. */
import { FAULTS } from "./faults.ts";
import { RUST_SOURCE } from "./arb-bot.ts";
import styles from "./Faults.module.css";

export function Faults() {
  return (
    <details className={styles.faults}>
      <summary>Compare with the planted faults</summary>
      <dl>
        {FAULTS.map(({ task, seen, change }) => (
          <div key={task}>
            <dt>{task}</dt>
            <dd>
              {seen} <em>{change}</em>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** The bot as a Rust program, for the real console. */
export function RustProgram() {
  return (
    <details className={styles.faults}>
      <summary>The same bot in Rust, for tokio-console itself</summary>
      <p>
        Use it as <code translate="no">src/main.rs</code> in the project above; Cargo.toml and
        .cargo/config.toml stay the same. It names the faults, so read it after you have looked for them.
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <pre translate="no" tabIndex={0} aria-label="src/main.rs">
        <code translate="no">{RUST_SOURCE}</code>
      </pre>
    </details>
  );
}
