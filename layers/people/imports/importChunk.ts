// The chunks of a file: cuts its rows into them, always at the same places, and applies their rows.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { type ChangeOutcome, isOfData, type PeopleRepository } from '#layers/people/peopleRepository.ts';
import type { PersonChange } from '#layers/people/personChange.ts';
import { ChangeRefusal } from '#layers/people/planWrite.ts';
import { FileRefused, type TablePosition, type TableRow } from './formats/table.ts';
import { type RowChanges, type RowContext, RowRejected, readChanges } from './readChange.ts';
import type { RejectedRow } from './rejects.ts';

export type TableChunk = { rows: readonly TableRow[]; start: TablePosition; end: TablePosition };

/** Rows per chunk, which is one statement. */
export const maxChunkRows = 1_000;

/** Bounds the memory for rows of the greatest length. */
const maxChunkBytes = 4 * 1024 * 1024;

const isFull = ({ rows, start, end }: TableChunk, maxRows: number): boolean =>
  rows.length === maxRows || end.offsetBytes - start.offsetBytes >= maxChunkBytes;

/** Throws what `rows` throws; FileRefused after a chunk of the rows before it. */
export const readChunks = async function* (
  rows: AsyncIterable<TableRow>,
  first: TablePosition,
  maxRows = maxChunkRows,
): AsyncGenerator<TableChunk> {
  let [chunk, start]: [TableRow[], TablePosition] = [[], first];
  let refusal: FileRefused | undefined;
  try {
    for await (const row of rows) {
      chunk.push(row);
      if (!isFull({ rows: chunk, start, end: row.end }, maxRows)) continue;
      yield { rows: chunk, start, end: row.end };
      [chunk, start] = [[], row.end];
    }
  } catch (error) {
    // After any other failure the chunk would end somewhere else in the next attempt.
    if (!(error instanceof FileRefused)) throw error;
    refusal = error;
  }
  const last = chunk.at(-1);
  if (last) yield { rows: chunk, start, end: last.end };
  if (refusal) throw refusal;
};

/** Applies changes, or only says what would become of them. */
export type RowWriter = PeopleRepository['apply'];

/** How many rows were applied and changed nothing, and which were rejected. */
export type ChunkResult = {
  applied: number;
  unchanged: number;
  rejected: RejectedRow[];
  onlyPossible: number;
};

type ReadRow = { row: TableRow; result: RowChanges | RowRejected };

/** A chunk whose rows were read; blank ones are left out. */
export type ReadChunk = Omit<TableChunk, 'rows'> & { read: readonly ReadRow[] };

const readRow = (context: RowContext, row: TableRow): ReadRow => {
  try {
    return { row, result: readChanges(context, row) };
  } catch (error) {
    if (error instanceof RowRejected) return { row, result: error };
    throw error;
  }
};

const isBlankCell = (cell: Buffer): boolean => cell.every((byte) => byte <= 0x20);

/** A row of blank cells is no row. */
const isBlank = ({ cells }: TableRow): boolean => cells.every(isBlankCell);

/** Throws what `chunks` throws. */
export const readRowsOfChunks = async function* (
  chunks: AsyncIterable<TableChunk>,
  context: RowContext,
): AsyncGenerator<ReadChunk> {
  for await (const { rows, start, end } of chunks)
    yield { start, end, read: rows.filter((row) => !isBlank(row)).map((row) => readRow(context, row)) };
};

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

const isOnlyPossible = (result: RowChanges | RowRejected): boolean =>
  !(result instanceof RowRejected) && result.isOnlyPossible;

/** Throws DatabaseError when the database did not take the chunk, which can be tried again. */
export const importChunk = async (
  writeRows: RowWriter,
  { read }: ReadChunk,
  call: CallContext,
): Promise<ChunkResult> => {
  const changes = read.flatMap(({ result }) => (result instanceof RowRejected ? [] : result.changes));
  const outcomes = await write(writeRows, changes, call);
  const rejected: RejectedRow[] = [];
  let [unchanged, onlyPossible, at] = [0, 0, 0];
  for (const { row, result } of read) {
    const count = result instanceof RowRejected ? 0 : result.changes.length;
    const ofRow = result instanceof RowRejected ? [result] : outcomes.slice(at, at + count);
    at += count;
    const rejection = ofRow.map(toRejection).find((reason) => reason !== undefined);
    if (rejection) rejected.push({ row, reason: rejection.message });
    else if (ofRow.every((outcome) => outcome === 'stale')) unchanged += 1;
    if (!rejection && isOnlyPossible(result)) onlyPossible += 1;
  }
  // A row that is repeated was applied by a run that was killed before it could count it.
  return { applied: read.length - rejected.length - unchanged, unchanged, rejected, onlyPossible };
};
