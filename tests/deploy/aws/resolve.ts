// CloudFormation's intrinsic functions, as far as the templates of this service use them.

// biome-ignore lint/suspicious/noExplicitAny: a template is free-form JSON
export type Json = any;

export type Scope = {
  stackName: string;
  conditions: Record<string, Json>;
  /** The value of `Ref`. */
  ref(logicalId: string): Json;
  attribute(logicalId: string, name: string): Json;
};

const pseudo = (name: string, { stackName }: Scope): string | undefined =>
  ({
    'AWS::Region': 'eu-central-1',
    'AWS::AccountId': '123456789012',
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stackName,
  })[name];

const reference = (name: string, scope: Scope): Json => {
  const known = pseudo(name, scope);
  if (known !== undefined) return known;
  const [logicalId = '', ...attribute] = name.split('.');
  return attribute.length > 0 ? scope.attribute(logicalId, attribute.join('.')) : scope.ref(logicalId);
};

const substitute = (argument: Json, scope: Scope): string => {
  const [text, variables = {}] = Array.isArray(argument) ? argument : [argument];
  return text.replaceAll(/\$\{([\w:.]+)\}/g, (_match: string, name: string) =>
    name in variables ? resolve(variables[name], scope) : reference(name, scope),
  );
};

const holds = (condition: Json, scope: Scope): boolean => {
  const [[name, argument]] = Object.entries<Json>(condition) as [[string, Json]];
  if (name === 'Condition') return holds(scope.conditions[argument], scope);
  if (name === 'Fn::Not') return !holds(argument[0], scope);
  if (name === 'Fn::Equals')
    return String(resolve(argument[0], scope)) === String(resolve(argument[1], scope));
  throw new Error(`${name} is no condition that is known here.`);
};

export const conditionHolds = (name: string | undefined, scope: Scope): boolean =>
  name === undefined || holds(scope.conditions[name], scope);

const functions: Readonly<Record<string, (argument: Json, scope: Scope) => Json>> = {
  Ref: reference,
  'Fn::GetAtt': (argument, scope) => reference([argument].flat().join('.'), scope),
  'Fn::Sub': substitute,
  'Fn::Join': ([separator, parts], scope) => resolve(parts, scope).join(separator),
  'Fn::Split': ([separator, text], scope) => resolve(text, scope).split(separator),
  'Fn::Select': ([index, list], scope) => resolve(list, scope)[Number(index)],
  'Fn::If': ([name, yes, no], scope) => resolve(conditionHolds(name, scope) ? yes : no, scope),
  'Fn::GetAZs': () => ['eu-central-1a', 'eu-central-1b'],
};

const noValue = (value: Json): boolean => value?.Ref === 'AWS::NoValue';

/** The value with every intrinsic function in it replaced by its result. */
export const resolve = (value: Json, scope: Scope): Json => {
  if (Array.isArray(value)) return value.filter((one) => !noValue(one)).map((one) => resolve(one, scope));
  if (value === null || typeof value !== 'object') return value;
  const [[name, argument] = ['', undefined], ...others] = Object.entries<Json>(value);
  const apply = others.length === 0 ? functions[name] : undefined;
  if (noValue(value)) return undefined;
  if (apply) return apply(argument, scope);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(one, scope)]));
};
