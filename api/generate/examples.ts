// Examples of people and events, from the files that the tests and the local cloud use too.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { User } from '#layers/people/user.ts';
import { root } from '#tools/paths.ts';

type Event = { type: string; data: User };

const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

export const examplePeople = (): User[] =>
  (read('db/seed.json') as Event[]).map(({ data: { email, phoneNumber } }) => ({ email, phoneNumber }));

/** The example events of this type that lie beside the functions, without an envelope. */
export const exampleEvents = (type: string): Event[] =>
  globSync('functions/*/events/*.json', { cwd: root })
    .sort()
    .map((path) => read(path) as Event)
    .filter((event) => event.type === type);
