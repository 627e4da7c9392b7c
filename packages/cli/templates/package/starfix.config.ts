import { defineConfig } from "starfix";

export default defineConfig({
  definitions: "src/definitions/**/*.ts",
  // Shown by `starfix list` to projects that import the package.
  // owner: "Data platform",
  // contact: "#data-platform",
});
