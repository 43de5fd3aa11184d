/** Types for esbuild's minified browser build, which has the interface of the package itself. */
declare module "esbuild-wasm/esm/browser.min.js" {
  export * from "esbuild-wasm";
}
