/** The words of a piece of HTML without its tags; only for HTML that our own build made. */
export function plainHtml(html: string): string {
  return html
    .replace(/<code[^>]*>(.*?)<\/code>/g, "`$1`")
    .replace(/<[^>]*>/g, "")
    .replace(/&#x3C;|&lt;/g, "<")
    .replace(/&gt;|&#x3E;/g, ">")
    .replace(/&quot;|&#x22;/g, '"')
    .replace(/&#x26;|&amp;/g, "&")
    .trim();
}
