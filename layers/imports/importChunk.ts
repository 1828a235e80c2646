// Applies the rows of a chunk, each of which is accepted or rejected.
import type { CallContext } from '#layers/database/database.ts';
import { DatabaseError } from '#layers/database/databaseError.ts';
import { isOfData, type PeopleRepository, type PersonChange } from '#layers/repository/peopleRepository.ts';
import { type RowContext, RowRejected, readChange } from './readChange.ts';
import type { CsvChunk } from './readChunks.ts';
import type { CsvRow } from './readRows.ts';
import type { RejectedRow } from './rejects.ts';

/** Undefined where rows are only counted. */
export type RowWriter = Pick<PeopleRepository, 'apply'> | undefined;

/** Rows of `read`, and what became of them; `read` less `rejected` were accepted. */
export type ChunkResult = { read: number; rejected: RejectedRow[] };

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

const write = async (people: RowWriter, changes: PersonChange[], call: CallContext) => {
  const outcomes = (await people?.apply(changes, call)) ?? [];
  const failure = outcomes.find((outcome) => outcome instanceof DatabaseError && !isOfData(outcome));
  if (failure) throw failure;
  return outcomes.map((outcome) =>
    outcome instanceof DatabaseError ? new RowRejected('row must be one that the database takes') : undefined,
  );
};

/** Throws DatabaseError when the database did not take the chunk, which can be tried again. */
export const importChunk = async (
  people: RowWriter,
  context: RowContext,
  { rows }: CsvChunk,
  call: CallContext,
): Promise<ChunkResult> => {
  const read = rows.filter((row) => !isBlank(row)).map((row) => readRow(context, row));
  const changes = read.flatMap(({ result }) => (result instanceof RowRejected ? [] : [result]));
  const refusals = (await write(people, changes, call)).values();
  const rejected = read.flatMap(({ row, result }) => {
    const refusal = result instanceof RowRejected ? result : refusals.next().value;
    return refusal ? [{ row, reason: refusal.message }] : [];
  });
  return { read: read.length, rejected };
};
