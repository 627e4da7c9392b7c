import type { CommandWords, OptionWords, ValueWords } from "./command-words.ts";

/** A script that works from a folder of `fpath` and through `source`. */
export function zshScript([cli, ...commands]: readonly [CommandWords, ...CommandWords[]]): string {
  const names = commands.map(
    ({ name, description }) => `        ${quoted(`${name}:${description.replaceAll(":", "\\:")}`)}`,
  );
  const arms = commands.map(
    ({ name, options, argument }) =>
      `        ${name}) _arguments ${[...options.flatMap(optionSpecs), ...argumentSpecs(argument)].map(quoted).join(" ")} ;;`,
  );
  return `#compdef starfix
# Completes the command lines of starfix in zsh. To have it in every shell:
#   starfix completion zsh > "\${fpath[1]}/_starfix"
_starfix() {
  local curcontext="$curcontext" state line
  _arguments -C ${cli.options.flatMap(optionSpecs).map(quoted).join(" ")} '1: :->command' '*:: :->rest'
  case $state in
    command)
      local -a commands
      commands=(
${names.join("\n")}
      )
      _describe -t commands command commands
      ;;
    rest)
      case $words[1] in
${arms.join("\n")}
      esac
      ;;
  esac
}
if [[ \${funcstack[1]} == _starfix ]]; then _starfix "$@"; else compdef _starfix starfix; fi
`;
}

/** One for each name of the option, of which one excludes the others. */
function optionSpecs({ flags, description, value, repeatable }: OptionWords): readonly string[] {
  const many = repeatable ? "*" : flags.length > 1 ? `(${flags.join(" ")})` : "";
  const described = description.replaceAll(/[[\]:\\]/g, "\\$&");
  return flags.map((flag) => `${many}${flag}[${described}]${value === undefined ? "" : `:value:${action(value)}`}`);
}

function argumentSpecs(argument: ValueWords | undefined): readonly string[] {
  return argument === undefined ? [] : [`1:value:${action(argument)}`];
}

function action(value: ValueWords): string {
  switch (value.kind) {
    case "words":
      return `(${value.words.join(" ")})`;
    case "folder":
      return "_files -/";
    case "file":
      return "_files";
    case "text":
      return " ";
    default:
      throw new Error(`unexpected value: ${JSON.stringify(value satisfies never)}`);
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
