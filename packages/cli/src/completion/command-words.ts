import type { Argument, Command, Option } from "commander";

/** What a value may be. */
export type ValueWords =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "folder" }
  | { readonly kind: "file" }
  /** Nothing that a shell could know. */
  | { readonly kind: "text" };

export interface OptionWords {
  /** `-h` and `--help`. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Absent for a flag that takes no value. */
  readonly value: ValueWords | undefined;
  readonly repeatable: boolean;
}

export interface CommandWords {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionWords[];
  /** What follows the name; absent when nothing does. */
  readonly argument: ValueWords | undefined;
}

/** Values of arguments that commander does not know, by the names of the arguments. */
export type KnownWords = Readonly<Record<string, readonly string[]>>;

/** What can be written behind `starfix`, out of commander's table; the first of all is the command line itself. */
export function commandWords(cli: Command, known: KnownWords): readonly [CommandWords, ...CommandWords[]] {
  return [wordsOf(cli, known), ...cli.commands.map((command) => wordsOf(command, known))];
}

function wordsOf(command: Command, known: KnownWords): CommandWords {
  const help = command.createHelp();
  const argument = command.registeredArguments[0];
  return {
    name: command.name(),
    description: command.description(),
    options: help.visibleOptions(command).map(optionWords),
    argument: argument && argumentWords(argument, known),
  };
}

function optionWords({ short, long, description, argChoices, flags, required, optional }: Option): OptionWords {
  const [, placeholder = ""] = /[<[]([^>\]]+)/.exec(flags) ?? [];
  return {
    flags: [short, long].filter((flag) => typeof flag === "string"),
    description,
    value: required || optional ? valueWords(placeholder, argChoices) : undefined,
    repeatable: description.includes("(repeatable)"),
  };
}

function argumentWords(argument: Argument, known: KnownWords): ValueWords {
  const name = argument.name();
  return valueWords(name, argument.argChoices ?? known[name]);
}

function valueWords(placeholder: string, words: readonly string[] | undefined): ValueWords {
  if (words !== undefined) return { kind: "words", words };
  if (placeholder === "dir" || placeholder === "folder") return { kind: "folder" };
  return { kind: placeholder === "source" ? "file" : "text" };
}
