import { serveChild } from "./host/serve-child.ts";

// The entry of the child process that owns the database of a data folder.
await serveChild();
