// A prompt for SQL, before a connection.
import { Console } from 'node:console';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Connection, FieldPacket, ResultSetHeader, RowDataPacket } from 'mysql2/promise';

export type PromptOptions = {
  connection: Pick<Connection, 'query'>;
  input: Readable;
  output: Writable & { isTTY?: boolean };
};

const showResult = (
  [result, fields]: [unknown, FieldPacket[] | undefined],
  output: Console,
  print: (line: string) => void,
): void => {
  if (!fields) {
    print(`${(result as ResultSetHeader).affectedRows} rows affected`);
    return;
  }
  const rows = (result as RowDataPacket[]).map((row) => ({ ...row }));
  if (rows.length > 0) output.table(rows);
  print(rows.length === 1 ? '1 row' : `${rows.length} rows`);
};

/** Runs each statement that ends with `;` at the end of a line, and prints its rows or MySQL's error, until the input ends. */
export const promptForSql = async ({ connection, input, output }: PromptOptions): Promise<void> => {
  const lines = createInterface({ input, output, terminal: output.isTTY === true, prompt: 'sql> ' });
  const table = new Console(output);
  const print = (line: string): void => void output.write(`${line}\n`);
  let statement = '';
  if (output.isTTY) lines.prompt();
  for await (const line of lines) {
    statement = `${statement}\n${line}`.trim();
    if (/^(?:exit|quit|\\q);?$/i.test(statement)) break;
    if (statement.endsWith(';')) {
      const run = statement.slice(0, -1);
      statement = '';
      await connection
        .query(run)
        .then((result) => showResult(result as unknown as [unknown, FieldPacket[]], table, print))
        .catch((error: Error) => print(error.message));
    }
    lines.setPrompt(statement === '' ? 'sql> ' : '  -> ');
    if (output.isTTY) lines.prompt();
  }
  lines.close();
};
