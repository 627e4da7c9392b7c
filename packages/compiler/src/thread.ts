// Entered on its own, before the compiler is loaded.
export { prepareThread } from "./thread/definitions-thread.ts";
