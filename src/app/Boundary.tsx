/** Catches what a page throws while rendering, so that a broken part never takes the learner's work with it. */
import { Component, type ReactNode } from "react";

export class Boundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <main
        id="main"
        style={{ maxWidth: "60ch", margin: "var(--space-8) auto", padding: "0 var(--space-4)" }}
      >
        <h1>This page could not be shown</h1>
        <p style={{ margin: "var(--space-4) 0" }}>
          Your work is stored and untouched. Reloading usually helps: a part of the course may not have
          arrived, or a newer version of it was published while this page was open.
        </p>
        <p style={{ margin: "var(--space-4) 0", color: "var(--muted)" }}>{this.state.error.message}</p>
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Reload
        </button>
      </main>
    );
  }
}
