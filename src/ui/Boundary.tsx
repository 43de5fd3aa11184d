/** Contains failures: a part that does not load or throws while rendering is replaced by a notice. */
import { Component, useEffect, type ReactNode } from "react";
import { Link } from "wouter";
import { NotLoaded } from "../lib/late.ts";
import { NotLoadedNotice } from "./NotLoadedNotice.tsx";

interface Props {
  children: ReactNode;
  /** The reader's location: leaving it clears the failure. */
  at?: string;
  /** Set for a whole page: the notice is then a page too. */
  page?: boolean;
  /** Set where the same failure is told elsewhere on the page. */
  quiet?: boolean;
}

interface State {
  error: Error | null;
}

export class Boundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidUpdate({ at }: Props) {
    if (at !== this.props.at && this.state.error !== null) this.retry();
  }

  retry = (): void => this.setState({ error: null });

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    if (this.props.quiet) return error instanceof NotLoaded && <Awaited error={error} onBack={this.retry} />;
    const notice =
      error instanceof NotLoaded ? (
        <NotLoadedNotice error={error} onBack={this.retry} />
      ) : (
        <Broken error={error} onRetry={this.retry} />
      );
    return this.props.page ? <InsteadOfPage>{notice}</InsteadOfPage> : notice;
  }
}

/** Shows nothing, and comes back with what did not load. */
function Awaited({ error, onBack }: { error: NotLoaded; onBack(): void }) {
  useEffect(() => error.part.wait(onBack), [error, onBack]);
  return null;
}

function InsteadOfPage({ children }: { children: ReactNode }) {
  return (
    <main id="main" style={{ maxWidth: "60ch", margin: "var(--space-8) auto", padding: "0 var(--space-4)" }}>
      <h1 style={{ marginBottom: "var(--space-4)" }}>This page cannot be shown</h1>
      {children}
    </main>
  );
}

/** Characters shown of an error message. */
const MAX_MESSAGE = 300;

function Broken({ error, onRetry }: { error: Error; onRetry(): void }) {
  return (
    <div className="notice" role="alert" data-tone="error">
      <span>
        This part of the page cannot be shown ({error.message.slice(0, MAX_MESSAGE)}). Your work is stored and
        unchanged. If retrying and reloading do not help, the stored data of this part may be the cause: reset
        only that in <Link href="/settings/">Settings</Link>.
      </span>
      <button type="button" className="button" onClick={onRetry}>
        Try again
      </button>
      <button type="button" className="button quiet" onClick={() => location.reload()}>
        Reload
      </button>
    </div>
  );
}
