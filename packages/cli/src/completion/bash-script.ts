import type { CommandWords, ValueWords } from "./command-words.ts";

/** A script for bash 3.2 and later. */
export function bashScript([cli, ...commands]: readonly [CommandWords, ...CommandWords[]]): string {
  const names = commands.map(({ name }) => name);
  const values = commands.flatMap(({ name, options }) =>
    options.flatMap(({ flags, value }) =>
      value === undefined
        ? []
        : [`    ${flags.map((flag) => `"${name} ${flag}"`).join("|")}) ${reply(value)}; return ;;`],
    ),
  );
  const arms = commands.map((command) => `    ${command.name})\n${words(command)}\n      ;;`);
  return `# Completes the command lines of starfix in bash. To have it in every shell:
#   starfix completion bash > ~/.local/share/bash-completion/completions/starfix
_starfix() {
  local IFS=$' \\t\\n' cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD - 1]}" command="" i
  COMPREPLY=()
  # --format=json is three words for bash.
  if [[ $cur == "=" ]]; then cur=""
  elif [[ $prev == "=" ]] && ((COMP_CWORD > 1)); then prev="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      ${names.join("|")}) command="\${COMP_WORDS[i]}"; break ;;
    esac
  done
  case "$command $prev" in
${values.join("\n")}
  esac
  case "$command" in
    "")
      COMPREPLY=($(compgen -W "${[...names, ...flagsOf(cli)].join(" ")}" -- "$cur"))
      ;;
${arms.join("\n")}
  esac
}
complete -F _starfix starfix
`;
}

function words(command: CommandWords): string {
  const flags = flagsOf(command);
  const { argument } = command;
  const fixed = argument?.kind === "words" ? [...argument.words, ...flags] : flags;
  const some = `COMPREPLY=($(compgen -W "${fixed.join(" ")}" -- "$cur"))`;
  if (argument?.kind !== "folder" && argument?.kind !== "file") return `      ${some}`;
  return `      if [[ $cur == -* ]]; then ${some}\n      else ${reply(argument)}\n      fi`;
}

function reply(value: ValueWords): string {
  switch (value.kind) {
    case "words":
      return `COMPREPLY=($(compgen -W "${value.words.join(" ")}" -- "$cur"))`;
    case "folder":
      return paths("-d");
    case "file":
      return paths("-f");
    case "text":
      return ":";
    default:
      throw new Error(`unexpected value: ${JSON.stringify(value satisfies never)}`);
  }
}

/** Paths may hold spaces; bash 3.2 has no compopt. */
function paths(flag: string): string {
  return `IFS=$'\\n'; compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen ${flag} -- "$cur"))`;
}

function flagsOf({ options }: CommandWords): readonly string[] {
  return options.flatMap(({ flags }) => flags);
}
