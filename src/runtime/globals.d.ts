/** Whether the trace is compiled in: `define`d by the bundler, set on globalThis by the command line, true in tests. */
declare const __TRACE__: boolean;
