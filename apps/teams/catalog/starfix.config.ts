import { defineConfig } from "starfix";

export default defineConfig({
  definitions: "src/definitions/*.ts",
  owner: "Data platform",
  contact: "#data-platform",
});
