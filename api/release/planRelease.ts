// What a release writes: the version, the contract as it is promised from now on, the change log.
import { UserError } from '#tools/userError.ts';
import type { Contract } from '../contract.ts';
import { isGreater } from './version.ts';

export type ReleaseSources = {
  released: Contract;
  current: Contract;
  /** CHANGELOG.md. */
  changelog: string;
  /** package.json and package-lock.json, by name. */
  packages: Readonly<Record<string, string>>;
  /** `2026-01-31` */
  date: string;
};

const heading = '## Unreleased\n';

/** Throws UserError where nothing is said of the release. */
const renameUnreleased = (changelog: string, version: string, date: string): string => {
  const [before, after = ''] = changelog.split(heading);
  if (!/^\s*[^\s#]/.test(after)) throw new UserError('CHANGELOG.md says nothing under "Unreleased".');
  return `${before}${heading}\n## ${version} (${date})\n${after}`;
};

/** Both files begin with the version of the root package. */
const setVersion = (text: string, version: string): string => {
  const content = JSON.parse(text);
  content.version = version;
  if (content.packages) content.packages[''].version = version;
  return `${JSON.stringify(content, null, 2)}\n`;
};

/**
 * Returns the texts of the files that a release changes, by repository path. Throws UserError for a version that is not
 * greater than the released one, and by `refuseBreaks` where callers would break.
 */
export const planRelease = (
  version: string,
  { released, current, changelog, packages, date }: ReleaseSources,
  refuseBreaks: (released: Contract, current: Contract, version: string) => void,
): ReadonlyMap<string, string> => {
  const before = released.openapi.info.version;
  if (!isGreater(version, before)) throw new UserError(`${version} is not greater than ${before}.`);
  refuseBreaks(released, current, version);
  const openapi = { ...current.openapi, info: { ...current.openapi.info, version } };
  const toText = (document: object) => `${JSON.stringify(document, null, 2)}\n`;
  return new Map([
    ['api/openapi.json', toText(openapi)],
    ['api/released.json', toText({ ...current, openapi })],
    ['CHANGELOG.md', renameUnreleased(changelog, version, date)],
    ...Object.entries(packages).map(([name, text]) => [name, setVersion(text, version)] as const),
  ]);
};
