import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { run } from "../testing/run.ts";
import { tempFolder } from "../testing/temp-folder.ts";

const script = async (shell: string): Promise<string> => (await run(["completion", shell])).stdout;

/** What bash offers behind some words, of which the last is being typed. */
async function offered(folder: string, words: readonly string[]): Promise<readonly string[]> {
  const line = words.map((word) => `'${word}'`).join(" ");
  const ask = `${await script("bash")}
COMP_WORDS=(starfix ${line}); COMP_CWORD=${words.length}
_starfix
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const stdout = execFileSync("bash", ["--norc", "-c", ask], { cwd: folder, encoding: "utf8" });
  return stdout.split("\n").filter((word) => word !== "");
}

test("bash takes the script", async () => {
  const checked = execFileSync("bash", ["-n"], { input: await script("bash"), encoding: "utf8" });
  expect(checked).toBe("");
});

test.each([
  { given: ["wa"], want: ["watch"] },
  { given: ["--v"], want: ["--version"] },
  { given: ["build", "--c"], want: ["--cwd", "--check"] },
  { given: ["check", "--t"], want: ["--types"] },
  { given: ["build", "--format", ""], want: ["text", "json", "sarif", "github"] },
  { given: ["graph", "--format", "m"], want: ["mermaid"] },
  { given: ["graph", "--format", "=", "d"], want: ["dot"] },
  { given: ["graph", "--format", "="], want: ["text", "dot", "mermaid"] },
  { given: ["completion", ""], want: ["bash", "zsh", "fish", "--json", "-h", "--help"] },
  { given: ["explain", "missing_t"], want: ["missing_time"] },
  { given: ["check", "--cwd", ""], want: ["a folder", "other"] },
  { given: ["init", "a"], want: ["a folder"] },
  { given: ["infer", "d"], want: ["data file.json"] },
  { given: ["serve", "--port", "8"], want: [] },
  { given: ["nonsense", "--fo"], want: [] },
])("bash offers $want behind $given", async ({ given, want }) => {
  await using folder = await tempFolder({ "a folder/x": "", "other/x": "", "data file.json": "" });
  expect(await offered(folder.path, given)).toEqual(want);
});

test("every command and option is in every script", async () => {
  const { stdout: help } = await run(["--help"]);
  const commands = [...(help.split("Commands:")[1] ?? "").matchAll(/^ {2}([a-z]+)/gm)].map(([, name = ""]) => name);
  expect(commands.length).toBeGreaterThan(9);
  const scripts = { bash: await script("bash"), zsh: await script("zsh"), fish: await script("fish") };
  for (const command of commands) {
    const { stdout } = await run([command, "--help"]);
    const flags = [...stdout.matchAll(/^ +(?:-\w, )?(--[a-z0-9-]+)/gm)].map(([, flag = ""]) => flag);
    expect(flags).toContain("--help");
    const arm = (text: string): string =>
      text
        .split("\n")
        .filter((line) => line.includes(command))
        .join("\n");
    expect(scripts.bash).toMatch(new RegExp(`^ {4}${command}\\)$`, "m"));
    for (const flag of flags) {
      expect(scripts.bash.split(`    ${command})\n`)[1]).toContain(flag);
      expect(arm(scripts.zsh)).toContain(`${flag}[`);
      expect(arm(scripts.fish)).toContain(`-l ${flag.slice(2)}`);
    }
  }
});

test.each([
  { shell: "zsh", want: "'--format[how to print the graph]:value:(text dot mermaid)'" },
  { shell: "zsh", want: "'*--param[value of a parameter of the definitions (repeatable)]:value: '" },
  { shell: "zsh", want: "'(-h --help)-h[print this help]' '(-h --help)--help[print this help]'" },
  { shell: "fish", want: "-l format -x -a 'text dot mermaid' -d 'how to print the graph'" },
  { shell: "fish", want: "-l cwd -x -a '(__fish_complete_directories)' -d 'folder of the project'" },
  { shell: "fish", want: "-n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'" },
])("$shell is told $want", async ({ shell, want }) => {
  expect(await script(shell)).toContain(want);
});

test("completion --json gives the script as a text", async () => {
  const { stdout } = await run(["completion", "fish", "--json"]);
  expect(JSON.parse(stdout)).toEqual({ shell: "fish", script: await script("fish") });
});

test("a shell that is not known is refused", async () => {
  expect(await run(["completion", "csh"])).toEqual({
    code: 1,
    stdout: "",
    stderr:
      "error: command-argument value 'csh' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish.\n",
  });
});
