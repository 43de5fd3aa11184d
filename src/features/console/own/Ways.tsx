/** The three ways to an application's data: the bridge, the application itself, a file. */
import { useId, useState, type ReactNode } from "react";
import { FileButton } from "../../../ui/FileButton.tsx";
import { parseAddress, type Address } from "../live/address.ts";
import { bridgeCommand, explainAddress } from "./explain.ts";
import server from "../../../../harness/tokio/console/src/console.rs?raw";
import styles from "./Own.module.css";

type Way = "bridge" | "direct" | "file";
const WAYS: readonly (readonly [Way, string])[] = [
  ["bridge", "Through the bridge"],
  ["direct", "Directly"],
  ["file", "From a file"],
];

interface Props {
  busy: boolean;
  onConnect(address: Address): void;
  onFile(file: File): void;
}

export function Ways({ busy, onConnect, onFile }: Props) {
  const [way, setWay] = useState<Way>("bridge");
  const group = useId();
  const { origin } = location;
  return (
    <div className={styles.ways}>
      <fieldset>
        <legend>How do you want to watch it?</legend>
        <div className={styles.choices}>
          {WAYS.map(([each, name]) => (
            <label key={each} className="choice">
              <input type="radio" name={group} checked={way === each} onChange={() => setWay(each)} />
              {name}
            </label>
          ))}
        </div>
      </fieldset>
      {way === "bridge" && (
        <>
          <p>For an application as it is. The bridge runs on your machine and speaks to this page alone.</p>
          <ol>
            <li>
              Start the application. It calls <code translate="no">console_subscriber::init()</code>, as
              above.
            </li>
            <li>
              In a copy of this course’s repository, run <Code>{bridgeCommand(origin)}</Code>
            </li>
            <li>
              Paste the address that it prints, with its <code translate="no">#token</code>:
              <AddressForm busy={busy} placeholder="http://127.0.0.1:7669/#token=…" onConnect={onConnect} />
            </li>
          </ol>
        </>
      )}
      {way === "direct" && (
        <>
          <p>For an application that serves gRPC-Web itself, with a few lines more.</p>
          <ol>
            <li>
              In <code translate="no">Cargo.toml</code>, add <Code>{DEPENDENCIES}</Code>
            </li>
            <li>
              Save this as <code translate="no">src/console.rs</code>:
              <details className={styles.source}>
                <summary>src/console.rs, {server.trim().split("\n").length} lines</summary>
                {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
                <pre translate="no" tabIndex={0} aria-label="src/console.rs">
                  <code>{server}</code>
                </pre>
              </details>
            </li>
            <li>
              In <code translate="no">main.rs</code>, replace{" "}
              <code translate="no">console_subscriber::init()</code>:
              <Code>{`mod console;\n\nconsole::init("${origin}", 9999);`}</Code>
            </li>
            <li>
              Start it and connect:
              <AddressForm busy={busy} placeholder="127.0.0.1:9999" onConnect={onConnect} />
            </li>
          </ol>
        </>
      )}
      {way === "file" && (
        <>
          <p>For a minute that was recorded elsewhere, or a recording that this page saved.</p>
          <ol>
            <li>
              Record the application’s own events:{" "}
              <Code>TOKIO_CONSOLE_RECORD_PATH=minute.jsonl cargo run</Code> or what the bridge sees, which is
              far less: <Code>{bridgeCommand(origin, "--record minute.jsonl")}</Code>
            </li>
            <li>
              Drop the file here, or choose it:{" "}
              <FileButton
                label="A recording of the console"
                accept=".jsonl,.json"
                disabled={busy}
                onFile={onFile}
              >
                Choose a file
              </FileButton>
            </li>
          </ol>
        </>
      )}
    </div>
  );
}

const DEPENDENCIES = `tonic = "0.14"
tonic-web = "0.14"
tower-http = { version = "0.7", features = ["cors"] }
tracing = "0.1"
tracing-subscriber = "0.3"`;

function Code({ children }: { children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <pre className={styles.code} translate="no" tabIndex={0}>
      <code>{children}</code>
    </pre>
  );
}

interface FormProps {
  busy: boolean;
  placeholder: string;
  onConnect(address: Address): void;
}

function AddressForm({ busy, placeholder, onConnect }: FormProps) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const describedBy = useId();
  return (
    <form
      className={styles.address}
      onSubmit={(event) => {
        event.preventDefault();
        const address = parseAddress(text || (placeholder.includes("…") ? "" : placeholder));
        if (typeof address === "string") setProblem(explainAddress(address, location.origin));
        else {
          setProblem(undefined);
          onConnect(address);
        }
      }}
    >
      <input
        className="input"
        aria-label="Address"
        aria-invalid={problem !== undefined}
        aria-describedby={describedBy}
        placeholder={placeholder}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="button primary" disabled={busy}>
        {busy ? "Connecting…" : "Connect"}
      </button>
      <p id={describedBy} role="status" className={styles.problem}>
        {problem}
      </p>
    </form>
  );
}
