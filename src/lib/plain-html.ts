/** The text of HTML, with ordinary spaces; only for HTML made by our own build. */
export function plainHtml(html: string): string {
  return html
    .replace(/<code[^>]*>(.*?)<\/code>/g, "`$1`")
    .replace(/<[^>]*>/g, "")
    .replace(/&#x3C;|&lt;/g, "<")
    .replace(/&gt;|&#x3E;/g, ">")
    .replace(/&quot;|&#x22;/g, '"')
    .replace(/&#x26;|&amp;/g, "&")
    .replaceAll("\u00a0", " ")
    .trim();
}
