// The state of the database and its faults over HTTP.
import * as z from 'zod';
import type { ConsoleDatabase } from '../ports/consoleDatabase.ts';
import { type ConsoleOperation, ok, operationWithBody } from './operation.ts';

export const createFaultOperations = (database: ConsoleDatabase): ConsoleOperation[] => [
  {
    key: 'GET /faults',
    summary: 'Whether the database is available, paused or resuming, and the faults in force',
    answer: async () => ok(await database.read()),
  },
  operationWithBody({
    key: 'POST /faults',
    summary: 'Makes calls of the Data API fail; the members are those of data-api-emulator',
    body: z.looseObject({ fault: z.string() }),
    answer: async ({ body }) => ok(await database.addFault(body)),
  }),
  {
    key: 'DELETE /faults',
    summary: 'Ends all faults',
    answer: async () => ok(await database.clearFaults()),
  },
  {
    key: 'POST /pause',
    summary: 'Pauses the database: the next call starts its resume and fails',
    answer: async () => ok(await database.pause()),
  },
];
