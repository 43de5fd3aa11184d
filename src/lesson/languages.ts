/** The languages that a code fence may name, and the grammar that colours each. */

/** Fence language -> shiki grammar; `text` and `template` stay uncoloured. */
export const languages: Readonly<Record<string, string>> = {
  rust: "rust",
  toml: "toml",
  ts: "typescript",
  tsx: "tsx",
  js: "javascript",
  json: "json",
  yaml: "yaml",
  sh: "shellscript",
  console: "shellsession",
  diff: "diff",
  md: "markdown",
  html: "html",
  css: "css",
  text: "text",
};

/** Aliases for the above. */
export const languageAliases: Readonly<Record<string, string>> = {
  rs: "rust",
  typescript: "ts",
  javascript: "js",
  bash: "sh",
  shell: "sh",
  zsh: "sh",
  yml: "yaml",
  txt: "text",
  plain: "text",
  plaintext: "text",
  markdown: "md",
};
