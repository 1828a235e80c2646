// Finds placeholders and statement ends in SQL text, past literals and comments.

/** `texts` has one element more than `names`: text, :name, text, :name, ..., text. */
export type Statement = { texts: string[]; names: string[]; isMulti: boolean; endsWithSemicolon: boolean };

/**
 * Tokens by MySQL's lexical rules ("Literal Values", "Comments", "Schema Object Names"): strings with doubled quotes and
 * backslashes; quoted names; comments (`--` needs a space), of which only the opening of a version comment counts, as
 * its content is code; the `:=` and `::` operators; placeholders; semicolons. Unterminated ones reach to the end of the
 * text. A placeholder's name may begin with a digit, but then no word may stand before it: 12:30 is a time.
 */
const tokens = new RegExp(
  [
    /(?<literal>'(?:[^'\\]|\\.|'')*'?|"(?:[^"\\]|\\.|"")*"?|`(?:[^`]|``)*`?)/,
    /(?<comment>--(?=\s|$)[^\n]*|#[^\n]*|\/\*M?!\d*|\/\*.*?(?:\*\/|$))/,
    /(?<operator>:=|::+)/,
    /:(?<name>[A-Za-z_]\w*|(?<!\w:)\d\w*)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gs',
);

/** Stored programs hold statements of their own; MySQL itself refuses a second one after them. */
const storedProgram =
  /^\s*(?:create(?:\s+or\s+replace)?|alter)(?:\s+definer\s*=\s*[^\s@(]+(?:\s*@\s*\S+|\s*\(\s*\))?)?(?:\s+aggregate)?\s+(?:procedure|function|trigger|event)\b/i;

export const parseStatement = (sql: string): Statement => {
  const texts: string[] = [];
  const names: string[] = [];
  let textStart = 0;
  let scanned = 0;
  // The text without comments, and with a question mark for each literal and placeholder.
  let code = '';

  for (const token of sql.matchAll(tokens)) {
    const { comment, operator, name } = token.groups as Record<string, string | undefined>;
    code += sql.slice(scanned, token.index) + (comment ? ' ' : (operator ?? '?'));
    scanned = token.index + token[0].length;
    if (name) {
      texts.push(sql.slice(textStart, token.index));
      names.push(name);
      textStart = scanned;
    }
  }
  code += sql.slice(scanned);
  texts.push(sql.slice(textStart));

  const [first = '', ...others] = code.replaceAll('*/', ' ').split(';');
  const hasCodeAfterEnd = others.some((text) => text.trim() !== '');
  return {
    texts,
    names,
    isMulti: hasCodeAfterEnd && !storedProgram.test(first),
    endsWithSemicolon: others.length > 0 && !hasCodeAfterEnd,
  };
};
