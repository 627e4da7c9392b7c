/**
 * Why `java.util.regex` refuses a pattern, in a few words; undefined when it takes it. A reader of the syntax
 * alone: what a pattern matches is not its concern.
 */
export function regexIssue(pattern: string): string | undefined {
  return new RegexReader(pattern).read();
}

const ESCAPES_WITHOUT_MORE = /[dDsSwWhHvVbBAGZzRXtnrfae]/;
const PROPERTIES =
  /^(?:[LMNPSZC][a-z]?|Is[A-Za-z_]+|In[A-Za-z_ ]+|java[A-Za-z]+|Lower|Upper|ASCII|Alpha|Digit|Alnum|Punct|Graph|Print|Blank|Cntrl|XDigit|Space|(?:script|sc|block|blk|general_category|gc)=\w+|LC|LD|L1|all)$/;

/** Java exhausts its stack on deep nesting too, at a depth that depends on its settings. */
const MAX_DEPTH = 200;

class RegexReader {
  readonly #text: string;
  #at = 0;
  #names = new Set<string>();
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): string | undefined {
    const reason = this.#alternatives();
    if (reason !== undefined) return reason;
    return this.#at < this.#text.length ? "a ) closes nothing" : undefined;
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  /** Up to a closing parenthesis or the end. */
  #alternatives(): string | undefined {
    let repeatable = false;
    while (this.#at < this.#text.length) {
      const char = this.#peek();
      if (char === ")") return undefined;
      if (char === "|") {
        this.#at += 1;
        repeatable = false;
      } else if (char === "*" || char === "+" || char === "?") {
        if (!repeatable) return `${char} repeats nothing`;
        this.#at += 1;
        if (this.#peek() === "+" || this.#peek() === "?") this.#at += 1;
        repeatable = false;
      } else if (char === "{") {
        const reason = repeatable ? this.#braces() : "{ repeats nothing";
        if (reason !== undefined) return reason;
        repeatable = false;
      } else {
        const reason = this.#atom(char);
        if (reason !== undefined) return reason;
        repeatable = true;
      }
    }
    return undefined;
  }

  #atom(char: string): string | undefined {
    if (char === "(") return this.#nested(() => this.#group());
    if (char === "[") return this.#nested(() => this.#class());
    if (char === "\\") return this.#escape();
    this.#at += 1;
    return undefined;
  }

  #nested(read: () => string | undefined): string | undefined {
    if (this.#depth === MAX_DEPTH) return `( and [ nest deeper than ${MAX_DEPTH} levels`;
    this.#depth += 1;
    const reason = read();
    this.#depth -= 1;
    return reason;
  }

  #braces(): string | undefined {
    const found = /^\{(\d+)(?:,(\d*))?\}[+?]?/.exec(this.#text.slice(this.#at));
    if (found === null) return "{ } must hold a number or two";
    const [all, least, most] = found;
    if (Number(least) > 2147483647 || Number(most ?? 0) > 2147483647) return "the number in { } is too large";
    if (most !== undefined && most !== "" && Number(most) < Number(least))
      return "the numbers in { } are in the wrong order";
    this.#at += all.length;
    return undefined;
  }

  #group(): string | undefined {
    const opening = /^\((?:\?(?:[:=!>]|<[=!]|<([A-Za-z][A-Za-z0-9]*)>|([idmsuxU]*(?:-[idmsuxU]*)?)([:)])))?/.exec(
      this.#text.slice(this.#at),
    );
    const [all = "(", name, , flagsEnd] = opening ?? [];
    if (all === "(" && this.#text.charAt(this.#at + 1) === "?") return "the characters after (? are unknown";
    if (name !== undefined) {
      if (this.#names.has(name)) return `two groups are named ${name}`;
      this.#names.add(name);
    }
    this.#at += all.length;
    if (flagsEnd === ")") return undefined;
    const reason = this.#alternatives();
    if (reason !== undefined) return reason;
    if (this.#peek() !== ")") return "a ( is not closed";
    this.#at += 1;
    return undefined;
  }

  #class(): string | undefined {
    this.#at += 1;
    if (this.#peek() === "^") this.#at += 1;
    let first = true;
    let last: number | undefined;
    while (this.#at < this.#text.length) {
      const char = this.#peek();
      if (char === "]" && !first) {
        this.#at += 1;
        return undefined;
      }
      first = false;
      if (char === "[") {
        const reason = this.#nested(() => this.#class());
        if (reason !== undefined) return reason;
        last = undefined;
      } else if (char === "\\") {
        const reason = this.#escape(true);
        if (reason !== undefined) return reason;
        last = undefined;
      } else if (char === "-" && last !== undefined && !/[\][\\]/.test(this.#text.charAt(this.#at + 1))) {
        const end = this.#text.codePointAt(this.#at + 1);
        if (end !== undefined && end < last) return "a range in [ ] is in the wrong order";
        this.#at += 2;
        last = undefined;
      } else {
        last = this.#text.codePointAt(this.#at);
        this.#at += 1;
      }
    }
    return "a [ is not closed";
  }

  #escape(inClass = false): string | undefined {
    const rest = this.#text.slice(this.#at + 1);
    const char = rest.charAt(0);
    const take = (found: RegExpExecArray | null, reason: string): string | undefined => {
      if (found === null) return reason;
      this.#at += 1 + found[0].length;
      return undefined;
    };
    if (char === "") return "a \\ at the end escapes nothing";
    switch (char) {
      case "Q": {
        const end = rest.indexOf("\\E");
        this.#at = end < 0 ? this.#text.length : this.#at + 1 + end + 2;
        return undefined;
      }
      case "x":
        return take(/^x(?:[\da-fA-F]{2}|\{[\da-fA-F]{1,6}\})/.exec(rest), "\\x needs two hexadecimal digits");
      case "u":
        return take(/^u[\da-fA-F]{4}/.exec(rest), "\\u needs four hexadecimal digits");
      case "c":
        return take(/^c./s.exec(rest), "\\c needs a letter");
      case "0":
        return take(/^0[0-7]{1,3}/.exec(rest), "\\0 needs octal digits");
      case "k": {
        const name = /^k<([A-Za-z][A-Za-z0-9]*)>/.exec(rest)?.[1];
        return take(
          name !== undefined && this.#names.has(name) ? /^k<[^>]*>/.exec(rest) : null,
          "\\k names a group that is not there",
        );
      }
      case "p":
      case "P": {
        const name = /^[pP](?:\{\^?([^}]*)\}|(.))/s.exec(rest);
        const property = name?.[1] ?? name?.[2] ?? "";
        return take(PROPERTIES.test(property) ? name : null, `\\${char} names no known class of characters`);
      }
      default:
        if (/[A-Za-z]/.test(char) && !ESCAPES_WITHOUT_MORE.test(char)) return `\\${char} means nothing`;
        if (inClass && /[bBAGZzRX]/.test(char)) return `\\${char} means nothing in [ ]`;
        this.#at += 2;
        return undefined;
    }
  }
}
