import { defineConfig } from "starfix";

export default defineConfig({
  definitions: "definitions/**/*.ts",
  out: "artifacts",
});
