// An entry of its own, for tests of what refuses wrong requests.
export { type EmittedProject, emitProject } from "./build/emit-project.ts";
