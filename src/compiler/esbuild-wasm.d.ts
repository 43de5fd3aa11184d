/** esbuild's minified browser build has the interface of the package itself, which declares types for that alone. */
declare module "esbuild-wasm/esm/browser.min.js" {
  export * from "esbuild-wasm";
}
