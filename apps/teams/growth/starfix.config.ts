import { defineConfig } from "starfix";

export default defineConfig({
  owner: "Growth",
  contact: "#growth",
  tags: ["team:growth"],
});
