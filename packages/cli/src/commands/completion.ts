import type { Command } from "commander";
import { type CommandWords, commandWords } from "../completion/command-words.ts";
import type { Shell } from "../completion/shells.ts";
import type { Output } from "../output.ts";

/** `starfix completion <shell>`: a script that the shell reads. It is made of the table of commands. */
export async function completion(cli: Command, output: Output, shell: Shell): Promise<void> {
  const { explainIssues } = await import("@starfix/compiler");
  const issueCodes = (await explainIssues()).map(({ code }) => code);
  const script = await scriptOf(shell, commandWords(cli, { code: issueCodes }));
  if (!output.json) output.document(script);
  output.result({ shell, script });
}

async function scriptOf(shell: Shell, words: readonly [CommandWords, ...CommandWords[]]): Promise<string> {
  switch (shell) {
    case "bash":
      return (await import("../completion/bash-script.ts")).bashScript(words);
    case "zsh":
      return (await import("../completion/zsh-script.ts")).zshScript(words);
    case "fish":
      return (await import("../completion/fish-script.ts")).fishScript(words);
    default:
      throw new Error(`unexpected shell: ${shell satisfies never}`);
  }
}
