// What the rules know of a CloudFormation template. Used by the rules beside it.

// biome-ignore lint/suspicious/noExplicitAny: a template's properties are free-form; a rule that misreads one fails its own proof
export type Properties = Record<string, any>;

export type Resource = {
  Type: string;
  Properties: Properties;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
};

export type Template = { Resources: Record<string, Resource> };

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
