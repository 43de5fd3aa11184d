/** Says how the connection stands when it is not simply live, and what to do about it. */
import type { Address } from "../live/address.ts";
import { explainProblem } from "./explain.ts";
import { Inline } from "../../../ui/Inline.tsx";
import type { OwnStanding } from "./use-watcher.ts";
import styles from "./Own.module.css";

export function StandingNotice({
  standing,
  address,
}: {
  standing: OwnStanding;
  address: Address | undefined;
}) {
  if (standing.kind === "unreadable")
    return (
      <div className="notice" data-tone="error" role="alert">
        {standing.text}
      </div>
    );
  if (standing.kind === "live" && standing.restarted)
    return (
      <div className="notice" role="status">
        The application was restarted. The list shows its new tasks.
      </div>
    );
  if (standing.kind === "file" && standing.cut)
    return (
      <div className="notice" data-tone="warn" role="status">
        The last line of {standing.name} is incomplete, because the application was still writing. The rest is
        shown.
      </div>
    );
  if (standing.kind !== "failed" && standing.kind !== "lost") return null;
  const explained = explainProblem(standing.failure.problem, {
    address: address?.origin ?? "",
    bridge: address?.token !== undefined,
    origin: location.origin,
  });
  const isLost = standing.kind === "lost";
  return (
    <div className={`notice ${styles.standing}`} data-tone={isLost ? "warn" : "error"} role="alert">
      {isLost && (
        <p>
          <strong>Connection lost. Retrying automatically; the numbers are the last ones.</strong>
        </p>
      )}
      <p>{isLost ? explained.title : <strong>{explained.title}</strong>}</p>
      <ul>
        {explained.todo.map((each) => (
          <li key={each}>
            <Inline text={each} />
          </li>
        ))}
      </ul>
      {standing.failure.detail !== "" && <p className="note">{standing.failure.detail}</p>}
    </div>
  );
}
