#!/usr/bin/env node
import module from "node:module";

// Node.js 22 and later keep compiled code between runs; this must come before anything else is loaded.
module.enableCompileCache?.();

// What the SDK says of coming versions of Node.js is for whoever updates it, not for whoever runs a command.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const { main } = await import("../dist/main.js");
await main(process);
