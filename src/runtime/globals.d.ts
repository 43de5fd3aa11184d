/** Whether the trace is compiled in: the bundler `define`s it, the command line sets it on globalThis, and tests set it to true. */
declare const __TRACE__: boolean;
