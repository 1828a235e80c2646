// Describes a call to the person at the terminal, in one line.
import type { CompletedCall } from '../http/completedCall.ts';
import { withoutValues } from '../sql/withoutValues.ts';

/** Longer SQL text is cut. */
const longestSql = 300;

/** Where MySQL's messages quote a value, or a piece of the statement. */
const quotedValue = /\b(entry|values?:?|near) '(.*?)'(?= for | at |;|$)/gis;

/** `Duplicate entry 'homer@…' for key 'email'` → `Duplicate entry ? for key 'email'` */
const messageWithoutValues = (message: string): string =>
  message.replace(quotedValue, (_quoted, word: string, text: string) =>
    word.toLowerCase() === 'near' ? `near '${withoutValues(text)}'` : `${word} ?`,
  );

/** What a client sent must neither break the line nor steer the terminal. */
const inOneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');

const describeRows = (rows: number): string => `${rows} ${rows === 1 ? 'row' : 'rows'}`;

const describeSql = (sql: string): string => {
  const text = withoutValues(sql);
  return text.length > longestSql ? `${text.slice(0, longestSql)}…` : text;
};

const describeError = ({ name, message }: { name: string; message: string }): string =>
  message ? `${name}: ${messageWithoutValues(message)}` : name;

/** Operation, duration, rows or error, and the SQL text; neither the values in it nor those of parameters. */
export const describeCall = (call: CompletedCall, isColoured: boolean): string => {
  const { operation, sql, rows, error, fault, isAnswered, durationMs } = call;
  const failure = error ? describeError(error) : isAnswered ? undefined : 'no answer';
  const red = (text: string): string => (isColoured ? `\u001b[31m${text}\u001b[39m` : text);
  const parts = [
    inOneLine(operation),
    `${durationMs.toFixed(1)} ms`,
    ...(fault ? [`fault ${fault}`] : []),
    ...(failure ? [red(inOneLine(failure))] : []),
    ...(rows === undefined ? [] : [describeRows(rows)]),
    ...(sql === undefined ? [] : [inOneLine(describeSql(sql))]),
  ];
  return `${parts.join('  ')}\n`;
};
