// The order in which the resources of a template are created: each after those that it names.
import type { Json } from './resolve.ts';

const textsOf = (value: Json): string[] =>
  value === null || typeof value !== 'object'
    ? []
    : Object.entries<Json>(value).flatMap(([key, inner]) => [
        ...(key === 'Ref' ? [inner] : []),
        ...(key === 'Fn::GetAtt' ? [[inner].flat()[0].split('.')[0]] : []),
        ...(key === 'Fn::Sub' ? namesIn([inner].flat()[0]) : []),
        ...textsOf(inner),
      ]);

const namesIn = (text: string): string[] =>
  [...text.matchAll(/\$\{([\w:]+)(\.[\w.]+)?\}/g)].map(([, name]) => name as string);

/** The logical ids that a resource waits for: those that it names, and its `DependsOn`. */
const namedBy = ({ DependsOn = [], ...resource }: Json): string[] => [DependsOn, textsOf(resource)].flat();

/** Logical ids, each after those that it depends on. */
export const creationOrder = (resources: Readonly<Record<string, Json>>): string[] => {
  const ordered = new Set<string>();
  const visit = (id: string, waiting: readonly string[]): void => {
    if (ordered.has(id) || !(id in resources)) return;
    if (waiting.includes(id)) throw new Error(`Circular dependency between resources: ${waiting.join(', ')}`);
    for (const needed of namedBy(resources[id])) visit(needed, [...waiting, id]);
    ordered.add(id);
  };
  for (const id of Object.keys(resources)) visit(id, []);
  return [...ordered];
};
