// An event that lets a person in, newer than all before.
import { randomUUID } from 'node:crypto';
import type { User } from '#layers/people/user.ts';

export const createEvent = (data: User) => ({
  specversion: '1.0',
  type: 'directory.user.upserted.v1',
  source: '/bench',
  id: randomUUID(),
  time: new Date().toISOString(),
  data,
});
