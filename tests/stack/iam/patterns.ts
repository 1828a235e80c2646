// Wildcards of IAM: `*` for any characters, `?` for one.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html

const compiled = new Map<string, RegExp>();

const compile = (pattern: string): RegExp => {
  if (pattern.includes('${')) throw new Error(`a policy variable is not evaluated here: ${pattern}`);
  const source = pattern
    .replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
};

/** Whether the whole text has the pattern, in its letter case. Throws where the pattern holds a policy variable. */
export const hasPattern = (pattern: string, text: string): boolean => {
  const known = compiled.get(pattern) ?? compile(pattern);
  compiled.set(pattern, known);
  return known.test(text);
};

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
