// CloudFormation's intrinsic functions, with local values.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
import type { Template } from './template.ts';

/** Values of `!Ref <name>` and `!GetAtt <name>.<attribute>`, by `<name>` and `<name>.<attribute>`. */
export type References = ReadonlyMap<string, string>;

/** Undefined is what refers to something without a local value, and `AWS::NoValue`; within an object it is left out. */
export type Resolve = (value: unknown) => unknown;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `!Sub text`, or `!Sub [text, values]`; undefined when a name in it has no value. `${!Literal}` is `${Literal}`. */
const substitute = (argument: unknown, resolve: Resolve, references: References): string | undefined => {
  const [text, own = {}] = [argument].flat() as [string, Record<string, unknown>?];
  let isKnown = true;
  const result = text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_match, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    const value = Object.hasOwn(own, name) ? resolve(own[name]) : references.get(name);
    if (value === undefined) isKnown = false;
    return String(value);
  });
  return isKnown ? result : undefined;
};

/** The resources, or functions, whose condition holds. */
export const keepPresent = <Declared extends { Condition?: string; condition?: string }>(
  declared: Readonly<Record<string, Declared>>,
  resolve: Resolve,
): Record<string, Declared> =>
  Object.fromEntries(
    Object.entries(declared).filter(([, { Condition, condition = Condition }]) =>
      condition === undefined ? true : resolve({ 'Fn::If': [condition, true, false] }),
    ),
  );

export const createResolver = (template: Template, references: References): Resolve => {
  const list = (value: unknown): unknown[] => [value].flat().map(resolve);

  const holds = (condition: unknown): boolean => {
    if (typeof condition === 'string') return holds(template.Conditions?.[condition]);
    const [[name, argument] = []] = Object.entries(Object(condition));
    const parts = [argument].flat();
    switch (name) {
      case 'Condition':
        return holds(argument);
      case 'Fn::Equals':
        return new Set(parts.map((part) => JSON.stringify(resolve(part)))).size === 1;
      case 'Fn::Not':
        return !parts.some(holds);
      case 'Fn::And':
        return parts.every(holds);
      case 'Fn::Or':
        return parts.some(holds);
      default:
        return false;
    }
  };

  const functions: Readonly<Record<string, (argument: never) => unknown>> = {
    Ref: (name: string) => references.get(name) ?? template.Parameters?.[name]?.Default,
    'Fn::GetAtt': (path: string | string[]) => references.get([path].flat().join('.')),
    'Fn::Sub': (argument: unknown) => substitute(argument, resolve, references),
    'Fn::Join': ([separator, parts]: [string, unknown]) => {
      const resolved = [resolve(parts)].flat();
      return resolved.includes(undefined) ? undefined : resolved.join(separator);
    },
    'Fn::Split': ([separator, text]: [string, unknown]) => {
      const resolved = resolve(text);
      return typeof resolved === 'string' ? resolved.split(separator) : undefined;
    },
    'Fn::Select': ([index, parts]: [number | string, unknown]) => list(resolve(parts))[Number(index)],
    'Fn::If': ([condition, then, otherwise]: [string, unknown, unknown]) =>
      resolve(holds(condition) ? then : otherwise),
    'Fn::ImportValue': () => undefined,
  };

  const resolve: Resolve = (value) => {
    if (Array.isArray(value)) return value.map(resolve).filter((item) => item !== undefined);
    if (!isObject(value)) return value;
    const entries = Object.entries(value);
    const [name = '', argument] = entries.length === 1 ? (entries[0] as [string, unknown]) : [];
    if (Object.hasOwn(functions, name)) return functions[name]?.(argument as never);
    const resolved = entries.map(([key, item]) => [key, resolve(item)] as const);
    return Object.fromEntries(resolved.filter(([, item]) => item !== undefined));
  };
  return resolve;
};
