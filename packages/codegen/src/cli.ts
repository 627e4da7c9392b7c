import { runCli } from "./run-cli.ts";

try {
  process.exitCode = await runCli(process.argv.slice(2), {
    cwd: process.cwd(),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  });
} catch (error) {
  const detail = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`starfix-codegen failed on its own account; please report this with the document:\n${detail}\n`);
  process.exitCode = 2;
}
