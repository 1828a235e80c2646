// Finds placeholders and statement ends in SQL text, past literals and comments.

/** `texts` has one element more than `names`: text, :name, text, :name, ..., text. */
export type Statement = { texts: string[]; names: string[]; isMulti: boolean; endsWithSemicolon: boolean };

/**
 * What must be told apart, in MySQL's lexical rules ("Literal Values", "Comments", "Schema Object Names"):
 * strings with doubled quotes and backslashes, backticked names, three kinds of comment (`--` needs a space),
 * the `:=` and `::` operators, placeholders and semicolons. Unterminated ones reach to the end of the text.
 */
const tokens =
  /(?<skip>'(?:[^'\\]|\\.|'')*'?|"(?:[^"\\]|\\.|"")*"?|`(?:[^`]|``)*`?|:=|::+)|(?<comment>--(?=\s|$)[^\n]*|#[^\n]*|\/\*.*?(?:\*\/|$))|:(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<end>;)/gs;

/** Stored programs hold statements of their own; MySQL itself refuses a second one after them. */
const storedProgram = /^\s*create\b.*\b(?:procedure|function|trigger|event)\b/is;

export const parseStatement = (sql: string): Statement => {
  const texts: string[] = [];
  const names: string[] = [];
  let textStart = 0;
  let scanned = 0;
  let firstEnd = -1;
  let hasCodeAfterEnd = false;

  const sawCode = (code: string): void => {
    if (firstEnd >= 0 && code.trim() !== '') hasCodeAfterEnd = true;
  };

  for (const token of sql.matchAll(tokens)) {
    const { skip, name, end } = token.groups as Record<string, string | undefined>;
    sawCode(sql.slice(scanned, token.index));
    scanned = token.index + token[0].length;
    if (end && firstEnd < 0) firstEnd = token.index;
    if (skip || name) sawCode(token[0]);
    if (name) {
      texts.push(sql.slice(textStart, token.index));
      names.push(name);
      textStart = scanned;
    }
  }
  sawCode(sql.slice(scanned));
  texts.push(sql.slice(textStart));

  const isMulti = hasCodeAfterEnd && !storedProgram.test(sql.slice(0, firstEnd));
  return { texts, names, isMulti, endsWithSemicolon: firstEnd >= 0 && !hasCodeAfterEnd };
};
