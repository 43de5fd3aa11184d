/** The virtual modules that `courseEngine()` in vite.ts provides. */
declare module "virtual:sandbox/debug" {
  const engine: string;
  export default engine;
}
declare module "virtual:sandbox/release" {
  const engine: string;
  export default engine;
}
declare module "virtual:sandbox/rust" {
  const engine: string;
  export default engine;
}
declare module "virtual:sandbox/model" {
  const module: string;
  export default module;
}
declare module "virtual:sandbox/frames" {
  const documents: Readonly<Record<"plain" | "wasm", string>>;
  export default documents;
}
