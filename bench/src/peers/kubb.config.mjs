// What kubb reads; its command line takes a config file only.
import { defineConfig } from "@kubb/core";
import { pluginOas } from "@kubb/plugin-oas";
import { pluginTs } from "@kubb/plugin-ts";
import { pluginZod } from "@kubb/plugin-zod";

export default defineConfig({
  root: ".",
  input: { path: process.env.BENCH_DOCUMENT },
  output: { path: process.env.BENCH_OUT, clean: true, format: false, lint: false },
  plugins: [pluginOas({ generators: [], validate: false }), pluginTs(), pluginZod()],
});
