// Versions of the API, by Semantic Versioning: https://semver.org/
import { UsageError } from '#tools/userError.ts';

type Version = readonly [major: number, minor: number, patch: number];

/** Throws UsageError for any other text than three numbers. */
export const parseVersion = (text: string): Version => {
  const [, ...numbers] = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(text) ?? [];
  if (numbers.length !== 3) throw new UsageError(`A version is three numbers, such as 1.4.0, not "${text}".`);
  return numbers.map(Number) as unknown as Version;
};

export const isGreater = (text: string, than: string): boolean => {
  const [left, right] = [parseVersion(text), parseVersion(than)];
  const index = left.findIndex((number, at) => number !== right[at]);
  return index >= 0 && (left[index] as number) > (right[index] as number);
};

export const hasNewMajor = (text: string, than: string): boolean =>
  parseVersion(text)[0] > parseVersion(than)[0];
