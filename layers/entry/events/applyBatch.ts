// Checks each record of a batch by itself and applies all valid ones together.
import type * as z from 'zod/mini';
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { createInvalidRequest, PublicError, parseInput } from '#layers/base/errors/publicError.ts';
import type { Batch, RecordOutcome } from './batch.ts';
import { unwrapEvent } from './unwrapEvent.ts';

export type EventUseCase<Event, Change> = {
  /** Returns what a valid event changes. Throws InvalidRequest when this directory cannot take it. */
  read(event: Event, nowMs: number): Change;
  /** Applies all changes and returns an outcome for each, in their order, by the call's deadline. */
  apply(changes: readonly Change[], call: CallContext): Promise<RecordOutcome[]>;
};

const readChange = <Schema extends z.ZodMiniType, Change>(
  schema: Schema,
  { read }: EventUseCase<z.output<Schema>, Change>,
  body: unknown,
  nowMs: number,
): { change: Change } | PublicError => {
  try {
    const event = unwrapEvent(body);
    if (event === undefined) throw createInvalidRequest([{ parameter: 'body', detail: 'must be JSON' }]);
    return { change: read(parseInput(schema, event), nowMs) };
  } catch (error) {
    if (error instanceof PublicError) return error;
    throw error;
  }
};

/** Returns an outcome for each record, in their order. */
export const applyBatch = async <Schema extends z.ZodMiniType, Change>(
  { records, call }: Pick<Batch, 'records' | 'call'>,
  schema: Schema,
  useCase: EventUseCase<z.output<Schema>, Change>,
  nowMs: number,
): Promise<RecordOutcome[]> => {
  const read = records.map(({ body }) => readChange(schema, useCase, body, nowMs));
  const changes = read.flatMap((result) => ('change' in result ? [result.change] : []));
  const applied = (await useCase.apply(changes, call)).values();
  return read.map((result) => ('change' in result ? (applied.next().value as RecordOutcome) : result));
};
