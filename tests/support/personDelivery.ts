// Sends changes of people to a directory as the events and the files of a sender do.
import { syncUsers } from '#functions/syncUsers/handler.ts';
import { directoryEvent } from '#functions/syncUsers/schema.ts';
import { applyBatch, type RecordOutcome } from '#layers/entry/events/batch.ts';
import { importFile } from '#layers/people/imports/importFile.ts';
import { toCell } from '#layers/people/imports/toCell.ts';
import type { PeopleRepository } from '#layers/people/peopleRepository.ts';
import { createInMemoryImports } from './inMemoryImports.ts';
import { soon } from './testDatabase.ts';

export type SentPerson = { email: string; phoneNumber: string | null; timeMs: number };

const toEvent = ({ email, phoneNumber, timeMs }: SentPerson) => ({
  specversion: '1.0',
  type: `directory.user.${phoneNumber === null ? 'deleted' : 'upserted'}.v1`,
  source: '/test',
  id: '1',
  time: new Date(timeMs).toISOString(),
  data: { email, ...(phoneNumber !== null && { phoneNumber }) },
});

/** Each person in an event of its own, all in one batch; returns an outcome for each. */
export const sendEvents = (people: PeopleRepository, sent: readonly SentPerson[]): Promise<RecordOutcome[]> =>
  applyBatch(
    { records: sent.map((person) => ({ messageId: undefined, body: toEvent(person) })), call: soon() },
    directoryEvent,
    syncUsers({ people, order: 'time' }),
    Date.now(),
  );

/** A row for each person; returns the rules that rows broke, by the number of rows. */
export const sendFile = async (
  people: PeopleRepository,
  sent: readonly { email: string; phoneNumber: string }[],
  timeMs: number,
  call = soon(),
): Promise<Readonly<Record<string, number>>> => {
  const { services, store } = createInMemoryImports();
  const rows = sent.map(({ email, phoneNumber }) => `${toCell(email)},${toCell(phoneNumber)}\n`);
  const metadata = { 'as-of': new Date(timeMs).toISOString() };
  const version = store.put('incoming/a.csv', `email,phoneNumber\n${rows.join('')}`, metadata);
  const { state, progress } = await importFile({ ...services, people }, version, call);
  if (state !== 'done') throw new Error(`The import ended as ${state}.`);
  return progress.violations;
};
