// Which rules a message breaks for the function of its queue, in the words of the function's log.
import { directoryEvent } from '#functions/syncUsers/schema.ts';
import { parseInput } from '#layers/errors/invalidRequest.ts';
import { PublicError } from '#layers/errors/publicError.ts';
import { unwrapEvent } from '#layers/events/unwrapEvent.ts';
import { readMessages, UnknownMessage } from '#layers/imports/readMessages.ts';

const judgeEvent = (body: string): string[] => {
  const event = unwrapEvent(body);
  if (event === undefined) return ['body must be JSON'];
  try {
    parseInput(directoryEvent, event);
    return [];
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
 * `body` is a message of SQS, with envelopes or without. Quotes nothing of it; empty for a message that the function can
 * read, and for a function whose messages are not known.
 */
export const brokenRules = (functionName: string, body: string): string[] =>
  judges.get(functionName)?.(body) ?? [];
