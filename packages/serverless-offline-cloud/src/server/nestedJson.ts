// JSON from outside, with a bound on its nesting.

/** As deep as EventBridge reads: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export const maxLevels = 1_000;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Level by level, so that no depth exhausts the stack, as functions that call themselves do. */
const isTooDeep = (value: unknown): boolean => {
  let level = [value].filter(isObject);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === maxLevels) return true;
    level = level.flatMap((one) => Object.values(one).filter(isObject));
  }
  return false;
};

/** Throws a SyntaxError for text that is not JSON, or is nested deeper than `maxLevels`. */
export const parseNestedJson = (text: string): unknown => {
  const value: unknown = JSON.parse(text);
  if (isTooDeep(value)) throw new SyntaxError(`JSON is nested deeper than ${maxLevels} levels`);
  return value;
};
