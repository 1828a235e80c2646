// One alternative of a field in an event pattern: a value, or an operator with its operand.
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { PatternError } from './patternError.ts';
import { createWildcardTest } from './wildcardTest.ts';

export type LeafTest = {
  test: (value: unknown, present: boolean) => boolean;
  /** Whether it is about a field that may be absent. */
  ofAbsence?: true;
};

type Operator = (operand: unknown, path: string) => LeafTest;

const onText =
  (test: (text: string) => boolean): LeafTest['test'] =>
  (value) =>
    typeof value === 'string' && test(value);

const text = (operand: unknown, path: string): string => {
  if (typeof operand === 'string') return operand;
  throw new PatternError(`${path}: the operand must be text.`);
};

/** `{"prefix": {"equals-ignore-case": "a"}}` takes text in any case. */
const affix =
  (fits: (value: string, affix: string) => boolean): Operator =>
  (operand, path) => {
    const folded = Object(operand)['equals-ignore-case'];
    if (folded === undefined) {
      const wanted = text(operand, path);
      return { test: onText((value) => fits(value, wanted)) };
    }
    const wanted = text(folded, path).toLowerCase();
    return { test: onText((value) => fits(value.toLowerCase(), wanted)) };
  };

/** `*` stands for any text, also none; a backslash takes its meaning, or that of a backslash, from it. */
const wildcard: Operator = (operand, path) => {
  const pattern = text(operand, path);
  if (pattern.includes('**')) throw new PatternError(`${path}: two asterisks in a row are not allowed.`);
  return { test: onText(createWildcardTest(pattern)) };
};

const comparisons: Record<string, (value: number, bound: number) => boolean> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

const numeric: Operator = (operand, path) => {
  const parts = Array.isArray(operand) ? operand : [];
  const tests = Array.from({ length: Math.ceil(parts.length / 2) }, (_, index) => {
    const [sign, bound] = parts.slice(2 * index, 2 * index + 2);
    const compare = typeof sign === 'string' && Object.hasOwn(comparisons, sign) && comparisons[sign];
    if (!compare || typeof bound !== 'number') {
      throw new PatternError(`${path}: "numeric" takes pairs of a comparison and a number.`);
    }
    return (value: number) => compare(value, bound);
  });
  if (tests.length === 0)
    throw new PatternError(`${path}: "numeric" takes pairs of a comparison and a number.`);
  return { test: (value) => typeof value === 'number' && tests.every((test) => test(value)) };
};

const cidr: Operator = (operand, path) => {
  const [address = '', bits = ''] = text(operand, path).split('/');
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  try {
    list.addSubnet(address, Number(bits), family);
  } catch {
    throw new PatternError(`${path}: "cidr" takes a block of addresses.`);
  }
  const isOfFamily = family === 'ipv6' ? isIPv6 : isIPv4;
  return { test: onText((value) => isOfFamily(value) && list.check(value, family)) };
};

const exists: Operator = (operand, path) => {
  if (typeof operand !== 'boolean') throw new PatternError(`${path}: "exists" takes true or false.`);
  return { test: (_value, present) => present === operand, ofAbsence: true };
};

const equalsIgnoreCase: Operator = (operand, path) => {
  const wanted = text(operand, path).toLowerCase();
  return { test: onText((value) => value.toLowerCase() === wanted) };
};

/** Operators whose opposite EventBridge knows. */
const deniable = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'];

/** Any value but those given. A field must be there; each of several operands denies. */
const anythingBut: Operator = (operand, path) => {
  const [name, inner] = Object.entries(Object(operand) as object)[0] ?? [];
  const isOperator = typeof operand === 'object' && operand !== null && !Array.isArray(operand);
  if (isOperator && !deniable.includes(String(name))) {
    throw new PatternError(`${path}: "anything-but" knows no "${name}".`);
  }
  const denied = isOperator ? [inner].flat().map((one) => ({ [String(name)]: one })) : [operand].flat();
  const tests = denied.map((one) => toLeafTest(one, path));
  return { test: (value) => !tests.some(({ test }) => test(value, true)) };
};

const operators: Record<string, Operator> = {
  prefix: affix((value, wanted) => value.startsWith(wanted)),
  suffix: affix((value, wanted) => value.endsWith(wanted)),
  'equals-ignore-case': equalsIgnoreCase,
  wildcard,
  numeric,
  cidr,
  exists,
  'anything-but': anythingBut,
};

/** Throws PatternError for an operator that is not known. */
export const toLeafTest = (alternative: unknown, path: string): LeafTest => {
  if (typeof alternative !== 'object' || alternative === null) {
    return { test: (value) => value === alternative };
  }
  const entries = Object.entries(alternative);
  const [name = '', operand] = entries[0] ?? [];
  const operator = Object.hasOwn(operators, name) && operators[name];
  if (!operator || entries.length !== 1) {
    throw new PatternError(`${path}: ${JSON.stringify(alternative)} is no operator that is emulated.`);
  }
  return operator(operand, path);
};
