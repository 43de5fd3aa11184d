#!/usr/bin/env node
// The `course` command: loads the TypeScript sources as they are, so that it needs no build step.
import { register } from "tsx/esm/api";

register();
await import("./main.ts");
