// An entry of its own, used before the compiler is loaded.
export { prepareThread } from "./thread/definitions-thread.ts";
