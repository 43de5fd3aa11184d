/** Small English helpers for sentences in the page and in the messages of checks. */

/** "1 check", "3,000 checks" */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${thousands(`${count}`)} ${count === 1 ? noun : nouns}`;
}

/** Adds thousands separators to a whole number: "3,000,000". */
export function thousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
