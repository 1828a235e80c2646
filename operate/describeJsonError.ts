// Where and why a text is not JSON.

const isUnexpectedToken = (text: string): boolean => {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return (error as Error).message.startsWith('Unexpected token');
  }
};

/** The parser names no place of a token that it did not expect. It is the end of the shortest text that has it. */
const findToken = (text: string): number => {
  let [low, high] = [0, text.length];
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (isUnexpectedToken(text.slice(0, middle))) high = middle;
    else low = middle;
  }
  return high - 1;
};

const describePlace = (text: string, position: number): string => {
  const lines = text.slice(0, position).split('\n');
  return `at position ${position} (line ${lines.length} column ${(lines.at(-1)?.length ?? 0) + 1})`;
};

/** `error` is what JSON.parse threw for `text`. The sentence, without a full stop, quotes a character at most. */
export const describeJsonError = (text: string, { message }: Error): string => {
  const [, known] = / at position (\d+)/.exec(message) ?? [];
  const [reason = ''] = message.split(/,? (?:at position|in JSON at position)|, (?="|\.\.\.)/);
  if (known !== undefined) return `${reason} ${describePlace(text, Number(known))}`;
  if (message.startsWith('Unexpected token')) return `${reason} ${describePlace(text, findToken(text))}`;
  return message.includes('end of JSON input')
    ? `it ends too early, ${describePlace(text, text.length)}`
    : reason;
};
