// Writes SQL text in one line without the values in it.

/** Strings, quoted names, comments, numbers outside of names, and white space. */
const tokens =
  /(?<string>'(?:[^'\\]|\\.|'')*'?|"(?:[^"\\]|\\.|"")*"?)|(?<name>`(?:[^`]|``)*`?|[:@]?[A-Za-z_$][\w$]*|:\d\w*)|(?<comment>--(?=\s|$)[^\n]*|#[^\n]*|\/\*.*?(?:\*\/|$))|(?<number>(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\w*)|(?<space>\s+)/gis;

/** A string that follows these letters is theirs: `x'00ff'`, `_utf8mb4'text'`. */
const introducer = /\b(?:x|b|n|_\w+)\?/gi;

/** Strings and numbers become `?`, as in MySQL's statement digests; placeholders and names stay, comments go. */
export const withoutValues = (sql: string): string =>
  sql
    .replace(tokens, (text, ...rest) => {
      const { string, comment, number, space } = rest.at(-1) as Record<string, string | undefined>;
      if (string !== undefined || number !== undefined) return '?';
      return comment !== undefined || space !== undefined ? ' ' : text;
    })
    .replace(introducer, '?')
    .replaceAll(/ +/g, ' ')
    .trim();
