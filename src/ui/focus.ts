/** Moves the focus to what replaced the button that had it. Use it as a `ref`; the element needs a `tabIndex`. */
export const focusAtOnce = (element: HTMLElement | null): void => element?.focus({ preventScroll: true });
