import type { CommandWords, OptionWords, ValueWords } from "./command-words.ts";

/** A script for fish 3 and later. */
export function fishScript([cli, ...commands]: readonly [CommandWords, ...CommandWords[]]): string {
  const lines = cli.options.map((option) => line("__fish_use_subcommand", optionPart(option), option.description));
  for (const { name, description } of commands) lines.push(line("__fish_use_subcommand", `-a ${name}`, description));
  for (const { name, options, argument } of commands) {
    const seen = `__fish_seen_subcommand_from ${name}`;
    for (const option of options) lines.push(line(seen, optionPart(option), option.description));
    if (argument !== undefined && argument.kind !== "text") lines.push(line(seen, valuePart(argument), undefined));
  }
  return `# Completes the command lines of starfix in fish. To have it in every shell:
#   starfix completion fish > ~/.config/fish/completions/starfix.fish
complete -c starfix -f
${lines.join("\n")}
`;
}

function line(condition: string, part: string, description: string | undefined): string {
  const described = description === undefined ? "" : ` -d ${quoted(description)}`;
  return `complete -c starfix -n ${quoted(condition)} ${part}${described}`;
}

function optionPart({ flags, value }: OptionWords): string {
  const names = flags.map((flag) => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(" ");
  if (value === undefined) return names;
  // -x requires a value and completes no files for it.
  return `${names} ${value.kind === "file" ? "-r" : "-x"} ${valuePart(value)}`.trimEnd();
}

function valuePart(value: ValueWords): string {
  switch (value.kind) {
    case "words":
      return `-a ${quoted(value.words.join(" "))}`;
    case "folder":
      return "-a '(__fish_complete_directories)'";
    case "file":
      return "-F";
    case "text":
      return "";
    default:
      throw new Error(`unexpected value: ${JSON.stringify(value satisfies never)}`);
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
