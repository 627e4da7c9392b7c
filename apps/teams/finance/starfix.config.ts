import { defineConfig } from "starfix";

export default defineConfig({
  owner: "Finance",
  contact: "#finance",
  tags: ["team:finance"],
});
