/** Fetches the style sheets again that did not arrive: Vite asks for the styles of a late part only once. */

const failed = new Set<HTMLLinkElement>();

// The event of a link does not bubble, but is caught on its way down.
if (typeof window !== "undefined")
  window.addEventListener(
    "error",
    ({ target }) => {
      if (target instanceof HTMLLinkElement && target.rel === "stylesheet") failed.add(target);
    },
    true,
  );

/** @throws when one is still not to be had */
export async function renewStyles(): Promise<void> {
  await Promise.all([...failed].map(renew));
}

function renew(link: HTMLLinkElement): Promise<void> {
  failed.delete(link);
  const again = link.cloneNode() as HTMLLinkElement;
  return new Promise((resolve, reject) => {
    again.addEventListener("load", () => resolve());
    again.addEventListener("error", () => reject(new Error(`no style sheet at ${again.href}`)));
    document.head.append(again);
    link.remove();
  });
}
