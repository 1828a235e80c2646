// The matcher of the operator `wildcard` in an event pattern.

/** The texts between the asterisks, with `\\*` and `\\\\` as the characters that they stand for. */
const splitAtAsterisks = (pattern: string): string[] => {
  const parts = [''];
  for (const [token] of pattern.matchAll(/\\[*\\]|[\s\S]/g)) {
    if (token === '*') parts.push('');
    else parts[parts.length - 1] += token.length === 2 ? token.slice(1) : token;
  }
  return parts;
};

/**
 * Returns the test of a text. It takes the first place where each part fits and never goes back: whatever fits behind a
 * later place fits behind the first one too. A regular expression would try all of them.
 */
export const createWildcardTest = (pattern: string): ((value: string) => boolean) => {
  const [start = '', ...others] = splitAtAsterisks(pattern);
  const end = others.pop();
  if (end === undefined) return (value) => value === start;
  return (value) => {
    if (!value.startsWith(start)) return false;
    let from = start.length;
    for (const part of others) {
      const index = value.indexOf(part, from);
      if (index < 0) return false;
      from = index + part.length;
    }
    return value.length - end.length >= from && value.endsWith(end);
  };
};
