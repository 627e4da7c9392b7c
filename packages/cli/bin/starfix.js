#!/usr/bin/env node
import module from "node:module";

// Node.js 22 and later keep compiled code between runs; this must come before anything else is loaded.
module.enableCompileCache?.();

const { main } = await import("../dist/main.js");
await main(process);
