import { parentPort } from "node:worker_threads";
import type { Skeleton } from "./document-view.ts";
import { loadOpenApiPrinter } from "./openapi-printer.ts";
import { printSkeleton } from "./print-skeleton.ts";

// Loading takes longer than printing most documents, so it starts before the first message.
loadOpenApiPrinter();

parentPort?.once("message", ({ skeleton, names }: { skeleton: Skeleton; names: ReadonlyMap<string, string> }) => {
  parentPort?.postMessage(printSkeleton(skeleton, names));
});
