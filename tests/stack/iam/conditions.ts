// The Condition element of a policy's statement.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
import { hasArnPattern, hasPattern } from './patterns.ts';

/** Values of condition keys; a list where the key has several at once. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

export type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

type Compare = (wanted: string, given: string) => boolean;

const equal: Compare = (wanted, given) => wanted === given;
const equalIgnoringCase: Compare = (wanted, given) => wanted.toLowerCase() === given.toLowerCase();

const operators: Readonly<Record<string, Compare>> = {
  StringEquals: equal,
  StringEqualsIgnoreCase: equalIgnoringCase,
  StringLike: hasPattern,
  ArnEquals: hasArnPattern,
  ArnLike: hasArnPattern,
  Bool: equalIgnoringCase,
};

const listOf = (value: unknown): string[] => [value].flat().map(String);

/** Names of keys are the same in every letter case. */
const read = (context: Context, key: string): readonly string[] | undefined => {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase());
  return found && [found[1]].flat();
};

type Operator = { quantifier: string; name: string; negated: boolean; ifExists: boolean };

/** `ForAllValues:StringNotLikeIfExists` in its parts. Throws where the operator is unknown. */
const parse = (text: string): Operator => {
  const [, quantifier = '', kind = '', not = '', comparison = '', suffix = ''] =
    /^(?:(ForAllValues|ForAnyValue):)?(String|Arn|Bool|Null)(Not)?(\w*?)(IfExists)?$/.exec(text) ?? [];
  const name = `${kind}${comparison}`;
  if (name !== 'Null' && !operators[name]) throw new Error(`unknown condition operator ${text}`);
  return { quantifier, name, negated: not !== '', ifExists: suffix !== '' };
};

const matches = ({ quantifier, name, negated }: Operator, wanted: string[], given: readonly string[]) => {
  const compare = operators[name] as Compare;
  const one = (value: string) => wanted.some((pattern) => compare(pattern, value)) !== negated;
  if (quantifier === '' && given.length > 1) throw new Error(`${name} compares one value, not a list`);
  return quantifier === 'ForAnyValue' ? given.some(one) : given.every(one);
};

const holds = (text: string, key: string, value: unknown, context: Context): boolean => {
  const operator = parse(text);
  const given = read(context, key);
  if (operator.name === 'Null') return listOf(value).includes(String(given === undefined));
  if (given !== undefined) return matches(operator, listOf(value), given);
  return operator.quantifier === 'ForAllValues' || operator.ifExists || operator.negated;
};

/**
 * Whether all conditions hold. A key that the context lacks makes a condition false, except behind `…IfExists`,
 * `ForAllValues:` and a negated operator. Throws where an operator is unknown.
 */
export const conditionsHold = (conditions: Conditions, context: Context): boolean =>
  Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, value]) => holds(operator, key, value, context)),
  );
