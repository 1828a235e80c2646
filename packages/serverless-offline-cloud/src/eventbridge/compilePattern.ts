// Event patterns of EventBridge: which events a rule takes.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
import { parseNestedJson } from '../server/nestedJson.ts';
import { toLeafTest } from './leafTest.ts';
import { PatternError } from './patternError.ts';

type Json = Record<string, unknown>;

/** `present` tells a field that is null from one that is not there. */
type Test = (value: unknown, present: boolean) => boolean;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field takes an event when one of its values does; an array in the event has several. */
const compileLeaf = (alternatives: readonly unknown[], path: string): Test => {
  if (alternatives.length === 0) throw new PatternError(`${path}: an empty list takes no event.`);
  const tests = alternatives.map((alternative) => toLeafTest(alternative, path));
  return (value, present) => {
    const values = Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value];
    return tests.some(({ test, ofAbsence }) =>
      ofAbsence ? test(value, present) : present && values.some((one) => test(one, true)),
    );
  };
};

const compileOr = (alternatives: unknown, path: string): Test => {
  if (!Array.isArray(alternatives) || alternatives.length < 2) {
    throw new PatternError(`${path}$or: must be a list of two patterns or more.`);
  }
  const tests = alternatives.map((alternative) => compileObject(alternative, path));
  return (value, present) => tests.some((test) => test(value, present));
};

const compileField = (name: string, pattern: unknown, path: string): Test => {
  const test = Array.isArray(pattern)
    ? compileLeaf(pattern, `${path}${name}`)
    : compileObject(pattern, `${path}${name}.`);
  return (value) => {
    const fields = isObject(value) ? value : {};
    const present = Object.hasOwn(fields, name);
    return test(present ? fields[name] : undefined, present);
  };
};

/** All fields of a pattern must fit. Of an array of objects, one element must fit all of them. */
const compileObject = (pattern: unknown, path: string): Test => {
  if (!isObject(pattern)) throw new PatternError(`${path}: must be an object or a list.`);
  const tests = Object.entries(pattern).map(([name, field]) =>
    name === '$or' ? compileOr(field, path) : compileField(name, field, path),
  );
  if (tests.length === 0) throw new PatternError(`${path}: an empty object takes no event.`);
  const takes = (value: unknown) => tests.every((test) => test(value, value !== undefined));
  return (value) => (Array.isArray(value) ? value.some(takes) : takes(value));
};

/** Returns the test of an event. Throws PatternError naming the field and the operator that is not known. */
export const compilePattern = (pattern: string): ((event: object) => boolean) => {
  let parsed: unknown;
  try {
    parsed = parseNestedJson(pattern);
  } catch (error) {
    throw new PatternError(`The event pattern is not JSON: ${(error as Error).message}`);
  }
  const test = compileObject(parsed, '');
  return (event) => test(event, true);
};
