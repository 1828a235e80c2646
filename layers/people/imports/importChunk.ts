// Applies the rows of a chunk, each of which is applied, changes nothing or is rejected.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { type ChangeOutcome, isOfData, type PeopleRepository } from '#layers/people/peopleRepository.ts';
import type { PersonChange } from '#layers/people/personChange.ts';
import { ChangeRefusal } from '#layers/people/planWrite.ts';
import { type RowContext, RowRejected, readChange } from './readChange.ts';
import type { CsvChunk } from './readChunks.ts';
import type { CsvRow } from './readRows.ts';
import type { RejectedRow } from './rejects.ts';

/** Applies changes, or only says what would become of them. */
export type RowWriter = PeopleRepository['apply'];

/** How many rows were applied and changed nothing, and which were rejected. */
export type ChunkResult = { applied: number; unchanged: number; rejected: RejectedRow[] };

type ReadRow = { row: CsvRow; result: PersonChange | RowRejected };

const readRow = (context: RowContext, row: CsvRow): ReadRow => {
  try {
    return { row, result: readChange(context, row) };
  } catch (error) {
    if (error instanceof RowRejected) return { row, result: error };
    throw error;
  }
};

/** A blank line is no row. */
const isBlank = ({ cells }: CsvRow): boolean => cells.length === 1 && cells[0]?.length === 0;

const write = async (writeRows: RowWriter, changes: PersonChange[], call: CallContext) => {
  const outcomes = await writeRows(changes, call);
  const failure = outcomes.find((outcome) => outcome instanceof DatabaseError && !isOfData(outcome));
  if (failure) throw failure;
  return outcomes;
};

const toRejection = (outcome: ChangeOutcome | RowRejected | undefined): RowRejected | undefined => {
  if (outcome instanceof DatabaseError) return new RowRejected('row must be one that the database takes');
  if (!(outcome instanceof ChangeRefusal)) return outcome instanceof RowRejected ? outcome : undefined;
  const [[field, rule] = []] = Object.entries(outcome.broken);
  return new RowRejected(`${field} ${rule}`);
};

/** Throws DatabaseError when the database did not take the chunk, which can be tried again. */
export const importChunk = async (
  writeRows: RowWriter,
  context: RowContext,
  { rows }: CsvChunk,
  call: CallContext,
): Promise<ChunkResult> => {
  const read = rows.filter((row) => !isBlank(row)).map((row) => readRow(context, row));
  const changes = read.flatMap(({ result }) => (result instanceof RowRejected ? [] : [result]));
  const outcomes = await write(writeRows, changes, call);
  const left = outcomes.values();
  const rejected = read.flatMap(({ row, result }) => {
    const rejection = toRejection(result instanceof RowRejected ? result : left.next().value);
    return rejection ? [{ row, reason: rejection.message }] : [];
  });
  const unchanged = outcomes.filter((outcome) => outcome === 'stale').length;
  // A row that is repeated was applied by a run that was killed before it could count it.
  return { applied: read.length - rejected.length - unchanged, unchanged, rejected };
};
