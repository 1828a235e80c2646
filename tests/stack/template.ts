// A packaged CloudFormation template, and questions that rules ask of it.

// biome-ignore lint/suspicious/noExplicitAny: a template's properties are free-form; a rule that misreads one fails its own proof
export type Properties = Record<string, any>;

export type Resource = {
  Type: string;
  Condition?: string;
  Properties: Properties;
  DependsOn?: string | string[];
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
};

export type Template = { Resources: Record<string, Resource>; Outputs: Record<string, { Value: unknown }> };

/** Resources of a type, by logical id. */
export const ofType = (template: Template, type: string): [string, Resource][] =>
  Object.entries(template.Resources).filter(([, { Type }]) => Type === type);

/** Logical ids of the resources of a type that break a rule. */
export const offenders = (
  template: Template,
  type: string,
  breaks: (properties: Properties, resource: Resource) => boolean,
): string[] =>
  ofType(template, type)
    .filter(([, resource]) => breaks(resource.Properties, resource))
    .map(([id]) => id);

export const listOf = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

const functionSuffix = 'LambdaFunction';

/** `GetUsers`, `Migrate`: what the logical ids of each function's resources begin with. */
export const functionsOf = (template: Template): string[] =>
  ofType(template, 'AWS::Lambda::Function').map(([id]) => id.slice(0, -functionSuffix.length));

export const functionId = (logicalName: string): string => `${logicalName}${functionSuffix}`;

/** Functions that HTTP requests reach. */
export const routedFunctions = (template: Template): string[] =>
  functionsOf(template).filter((name) => template.Resources[`HttpApiIntegration${name}`]);

/** Functions that resources of these types refer to. */
export const referredFunctions = (template: Template, ...types: string[]): string[] =>
  functionsOf(template).filter((name) =>
    types
      .flatMap((type) => ofType(template, type))
      .some(([, { Properties }]) => JSON.stringify(Properties).includes(`"${functionId(name)}"`)),
  );

/** Functions that something invokes by itself: a route, a queue, a schedule, a rule. */
export const reachedFunctions = (template: Template): string[] =>
  referredFunctions(
    template,
    'AWS::Lambda::Permission',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Scheduler::Schedule',
  );

/** What is in only one of two lists. */
export const difference = (a: readonly string[], b: readonly string[]): string[] =>
  [...a, ...b].filter((item) => !(a.includes(item) && b.includes(item)));

/**
 * A rule of this service's own. `broken` changes a good template so that the rule must catch it: a rule that catches
 * nothing proves nothing.
 */
export type Rule = {
  name: string;
  /** Stages in which the rule holds; all when absent. */
  stages?: string[];
  /** Names what breaks the rule. */
  check(template: Template): string[];
  broken(template: Template): void;
};

/** The resource of a good template that a `broken` function changes. */
export const resource = (template: Template, id: string): Resource => {
  const found = template.Resources[id];
  if (!found) throw new Error(`the template has no ${id}`);
  return found;
};

/** Adds a copy of a resource in which one name takes another's place, for a `broken` function. */
export const copyResource = (template: Template, id: string, [from, to]: [string, string]): void => {
  const copy = JSON.stringify(resource(template, id)).replaceAll(from, to);
  template.Resources[id.replaceAll(from, to)] = JSON.parse(copy);
};
