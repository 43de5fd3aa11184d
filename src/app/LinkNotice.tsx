/** Opens a link with code or with a step of a run on the page it belongs to, or says why it cannot. */
import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { carriedBy } from "../course/fragment.ts";
import type { Course } from "../course/types.ts";
import { useArrivedHash } from "../ui/arrived-hash.ts";

const NOT_LOADED =
  "Part of the course did not load, so this page cannot tell where the link leads. Check your connection, then reload the page.";

export function LinkNotice({ course }: { course: Course }) {
  const [path, navigate] = useLocation();
  const hash = useArrivedHash();
  const [message, setMessage] = useState<{ about: string; text: string }>();
  useEffect(() => {
    const carried = carriedBy(hash);
    // Links that this page has already handled.
    if (!carried || window.location.hash !== hash) return;
    let current = true;
    void import("./link-target.ts")
      .then(({ targetOf }) => targetOf(course, carried, hash))
      .catch(() => ({ message: NOT_LOADED }))
      .then((target) => {
        if (!current) return;
        if ("message" in target) setMessage({ about: hash, text: target.message });
        else if (target.place !== path) navigate(target.place + hash, { replace: true });
      });
    return () => void (current = false);
  }, [course, hash, path, navigate]);
  if (message?.about !== hash) return null;
  return (
    <p className="notice" role="alert" data-tone="warn">
      <span>{message.text}</span>
      <button
        type="button"
        className="button quiet"
        aria-label="Close the message about the link"
        onClick={() => {
          history.replaceState(history.state, "", window.location.pathname + window.location.search);
          setMessage(undefined);
        }}
      >
        <X size={16} aria-hidden />
      </button>
    </p>
  );
}
