// Which rules a message breaks for the function of its queue, in the words of the function's log.
import { directoryEvent } from '#functions/syncUsers/schema.ts';
import { PublicError, parseInput } from '#layers/base/errors/publicError.ts';
import { unwrapEvent } from '#layers/entry/events/cloudEvent.ts';
import { readMessages, UnknownMessage } from '#layers/entry/files/readMessages.ts';
import { createChange } from '#layers/people/personChange.ts';
import { lowestRevision } from '#layers/people/revision.ts';

const judgeEvent = (body: string): string[] => {
  const event = unwrapEvent(body);
  if (event === undefined) return ['body must be JSON'];
  try {
    const { data } = parseInput(directoryEvent, event);
    const number = 'phoneNumber' in data ? data.phoneNumber : null;
    const { broken = {} } = createChange({
      email: data.email,
      phoneNumber: number,
      revision: lowestRevision,
    });
    return Object.entries(broken).map(([field, rule]) => `data.${field} ${rule}`);
  } catch (error) {
    if (!(error instanceof PublicError)) throw error;
    return error.violations.map(({ parameter, detail }) => `${parameter} ${detail}`);
  }
};

const judgeImport = (body: string): string[] => {
  try {
    readMessages(body);
    return [];
  } catch (error) {
    if (!(error instanceof UnknownMessage)) throw error;
    return [error.message.replace(/\.$/, '')];
  }
};

const judges = new Map([
  ['syncUsers', judgeEvent],
  ['importUsers', judgeImport],
]);

/**
 * `body` is a message of SQS, with envelopes or without. A rule for addresses counts for who is not in the directory alone. Quotes nothing of it; empty for a message that the function can
 * read, and for a function whose messages are not known.
 */
export const brokenRules = (functionName: string, body: string): string[] =>
  judges.get(functionName)?.(body) ?? [];
