// Creates the handler of a function that imports the S3 objects named in SQS messages.
import type { Context } from 'aws-lambda';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { Receipt } from '#layers/aws/sqs/invokingQueue.ts';
import { type ImportLine, type Logger, writeLogLine } from '#layers/base/logger.ts';
import { describeCause } from '#layers/entry/errors.ts';
import { type Batch, type EventRecord, toBatch } from '#layers/entry/events/batch.ts';
import { createPipeline, type LambdaHandler } from '#layers/entry/invocation.ts';
import type { ImportMessage, ImportOutcome } from '#layers/people/imports/importFile.ts';
import { retryDelayS } from '#layers/people/imports/importReport.ts';
import type { ImportServices } from '#layers/people/imports/importRun.ts';
import { readMessages, UnknownMessage } from './readMessages.ts';

/** Imports an object, or as much of it as there is time for. `receipt` is that of the message, if a queue has it. */
export type ImportUseCase = (
  message: ImportMessage,
  call: CallContext,
  receipt: Receipt | undefined,
) => Promise<ImportOutcome>;

export type ImportHandlerOptions = { log: Logger<ImportLine>; now: () => number };

const levelOf = ({ state, progress }: ImportOutcome): ImportLine['level'] =>
  state === 'failed' || progress.rejected > 0 ? 'warn' : 'info';

const toLine = (outcome: ImportOutcome) => {
  const { job, state, progress } = outcome;
  const { applied, unchanged, rejected, violations, offsetBytes } = progress;
  const counts = { read: applied + unchanged + rejected, applied, unchanged, rejected, bytes: offsetBytes };
  return { level: levelOf(outcome), job, state, ...counts, ...(rejected > 0 && { violations }) };
};

/**
 * A batch of SQS gets the list of the messages that failed, which come again. Any other event is a message's body: it gets
 * the outcomes, or the error is thrown by name.
 */
export const createImportHandler = <Services extends Pick<ImportServices, 'queue'>>(
  useCase: (services: Services) => ImportUseCase,
  getServices: () => Services,
  { log, now }: ImportHandlerOptions = { log: writeLogLine, now: Date.now },
): LambdaHandler => {
  /** A message that is not postponed comes again after the queue's visibility timeout. */
  const postpone = async ({ receipt }: EventRecord, error: unknown, call: CallContext): Promise<void> => {
    // Nobody waits for what no later attempt understands.
    const delayS = error instanceof UnknownMessage ? 0 : retryDelayS(receipt?.receives ?? 1);
    if (receipt) await getServices().queue.postpone(receipt, delayS, call);
  };

  const importRecord = async (record: EventRecord, call: CallContext, context: Context) => {
    const startedMs = now();
    const line = () => ({
      requestId: context.awsRequestId,
      route: context.functionName,
      durationMs: Math.round(now() - startedMs),
    });
    try {
      const outcomes: ImportOutcome[] = [];
      for (const message of readMessages(record.body)) {
        const outcome = await useCase(getServices())(message, call, record.receipt);
        log({ ...line(), ...toLine(outcome) });
        outcomes.push(outcome);
      }
      return outcomes;
    } catch (error) {
      const logError = (failure: unknown) =>
        log({ ...line(), level: 'error', cause: describeCause(failure) });
      logError(error);
      await postpone(record, error, call).catch(logError);
      throw error;
    }
  };

  const importRecords = async ({ records, call }: Batch, context: Context) => {
    const [direct] = records;
    if (direct && direct.messageId === undefined)
      return { outcomes: await importRecord(direct, call, context) };
    const batchItemFailures: { itemIdentifier: string | undefined }[] = [];
    for (const record of records) {
      await importRecord(record, call, context).catch(() => {
        batchItemFailures.push({ itemIdentifier: record.messageId });
      });
    }
    return { batchItemFailures };
  };

  return createPipeline<Batch>({ now, read: toBatch, wayOut: [] }).handler(importRecords) as LambdaHandler;
};
