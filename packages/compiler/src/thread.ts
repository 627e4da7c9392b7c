// Entered on its own, before the compiler is loaded.
export { prepareThread } from "./load/definitions-thread.ts";
