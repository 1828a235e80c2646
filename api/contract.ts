// The documents of the HTTP API and of the events, as they are and as they were released.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '#tools/paths.ts';
import { UserError } from '#tools/userError.ts';

export type ApiDocument = { info: { version: string }; paths: Record<string, object> };

export type Contract = {
  openapi: ApiDocument;
  /** Schemas by the type of event. */
  events: Readonly<Record<string, object>>;
};

const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

export const currentContract = (): Contract => ({
  openapi: read('api/openapi.json'),
  events: Object.fromEntries(
    globSync('api/events/*.schema.json', { cwd: root })
      .sort()
      .map((path) => [basename(path, '.schema.json'), read(path)]),
  ),
});

export const releasedFile = 'api/released.json';

/** Throws UserError where the file is missing. */
export const releasedContract = (): Contract => {
  if (existsSync(join(root, releasedFile))) return read(releasedFile);
  throw new UserError(
    `${releasedFile} is missing, which breaking changes are found against: git checkout it.`,
  );
};
