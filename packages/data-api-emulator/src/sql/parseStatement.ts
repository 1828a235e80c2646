// Finds placeholders and statement ends in SQL text, past literals and comments.

/** A :name in the text, from its colon to its end. */
export type Placeholder = { name: string; start: number; end: number };

export type Statement = {
  sql: string;
  /** As long as `sql`: comments are spaces, and literals and placeholders are question marks. */
  code: string;
  /** In the order of the text. */
  placeholders: Placeholder[];
  isMulti: boolean;
  endsWithSemicolon: boolean;
};

/**
 * Tokens by MySQL's lexical rules ("Literal Values", "Comments", "Schema Object Names"): strings with doubled quotes and
 * backslashes; quoted names; comments (`--` needs a space), of which only the opening of a version comment counts, as
 * its content is code; the `:=` and `::` operators; placeholders. Unterminated ones reach to the end of the text. A
 * placeholder's name may begin with a digit, but then no word may stand before it: 12:30 is a time.
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
  const placeholders: Placeholder[] = [];
  let code = '';
  for (const token of sql.matchAll(tokens)) {
    const [text] = token;
    const { comment, operator, name } = token.groups as Record<string, string | undefined>;
    const start = token.index;
    code += sql.slice(code.length, start) + (operator ?? (comment ? ' ' : '?').repeat(text.length));
    if (name) placeholders.push({ name, start, end: code.length });
  }
  code += sql.slice(code.length);
  // The end of a version comment.
  code = code.replaceAll('*/', '  ');

  const [first = '', ...others] = code.split(';');
  const hasCodeAfterEnd = others.some((text) => text.trim() !== '');
  return {
    sql,
    code,
    placeholders,
    isMulti: hasCodeAfterEnd && !storedProgram.test(first),
    endsWithSemicolon: others.length > 0 && !hasCodeAfterEnd,
  };
};
