// Wildcards of IAM: `*` for any characters, `?` for one.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html

const compile = (pattern: string, flags: string): RegExp => {
  if (pattern.includes('${')) throw new Error(`a policy variable is not evaluated here: ${pattern}`);
  const source = pattern
    .replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, flags);
};

const createComparison = (flags: string) => {
  const compiled = new Map<string, RegExp>();
  return (pattern: string, text: string): boolean => {
    const known = compiled.get(pattern) ?? compile(pattern, flags);
    compiled.set(pattern, known);
    return known.test(text);
  };
};

/** Whether the whole text has the pattern, in its letter case. Throws where the pattern holds a policy variable. */
export const hasPattern = createComparison('s');

/** Compares as `hasPattern` does, but in every letter case: names of actions have none. */
export const hasPatternInAnyCase = createComparison('si');

/** The six parts of an ARN; the sixth has colons of its own. */
const partsOf = (arn: string): string[] => {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
};

/** Compares part by part, as `ArnLike` does: a wildcard ends where its part ends. */
export const hasArnPattern = (pattern: string, arn: string): boolean => {
  const wanted = partsOf(pattern);
  return partsOf(arn).every((part, index) => hasPattern(wanted[index] ?? '', part));
};
