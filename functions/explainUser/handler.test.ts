// explainUser in process, over a directory in memory.
import { expect, test } from '@jest/globals';
import { toRevision } from '#layers/people/revision.ts';
import type { EventServices } from '#layers/services.ts';
import { createInvoke } from '#tests/support/createInvoke.ts';
import { createInMemoryDirectory } from '#tests/support/inMemoryDirectory.ts';
import { people } from '#tests/support/people.ts';
import { explainUser } from './handler.ts';
import { explainUserSchema } from './schema.ts';

const directory = createInMemoryDirectory(people);
const invokeWith = (services: EventServices) => createInvoke(explainUserSchema, explainUser, () => services);
const invoke = invokeWith({ people: directory.people, order: 'version' });

test('tells who is unknown, and who was there before the first event', async () => {
  expect((await invoke({ email: 'mr.burns@thesimpsons.com' })).answer).toStrictEqual({ state: 'unknown' });
  expect((await invoke({ email: 'Homer@TheSimpsons.com' })).answer).toStrictEqual({ state: 'present' });
});

test('tells the version of what was applied last', async () => {
  const revision = toRevision({ rank: 7, deleted: true, source: '/hr', id: '1' });
  const bart = 'bart@thesimpsons.com';
  await directory.people.apply([{ email: bart, spelling: bart, phoneNumber: null, revision }], {
    deadlineMs: 0,
  });
  expect((await invoke({ email: bart })).answer).toEqual({ state: 'deleted', version: 7 });
});

test('tells times in ISO 8601', async () => {
  const known = {
    subject: 's',
    state: 'present' as const,
    isShown: true,
    revision: toRevision({ rank: Date.UTC(2026, 0, 1, 8), deleted: false, source: '/hr', id: '1' }),
    appliedAt: '2026-01-01 08:00:01.234567',
  };
  const services = { people: { ...directory.people, explain: async () => known }, order: 'time' as const };
  expect((await invokeWith(services)({ email: 'a@x' })).answer).toEqual({
    state: 'present',
    time: '2026-01-01T08:00:00.000Z',
    appliedAt: '2026-01-01T08:00:01.234Z',
  });
});

test('logs no address, and refuses a request without one', async () => {
  const { lines } = await invoke({ email: 'homer@thesimpsons.com' });
  expect(JSON.stringify(lines)).not.toContain('homer');
  await expect(invoke({})).rejects.toMatchObject({ name: 'InvalidRequest', message: 'email is required.' });
  await expect(invoke('homer')).rejects.toMatchObject({ message: 'request must be an object.' });
});
