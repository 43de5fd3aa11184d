/** Catches what one block of a lesson throws while rendering: the rest of the page stays, and the block says what to do. */
import { Component, type ReactNode } from "react";
import { Link } from "wouter";

export class BlockBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <div className="notice" role="alert" data-tone="error">
        <span>
          This part of the page could not be shown ({this.state.error.message.slice(0, 300)}). Reload the
          page. If that does not help, what is stored for it may be the cause: reset just that under{" "}
          <Link href="/settings/">Settings</Link>.
        </span>
      </div>
    );
  }
}
