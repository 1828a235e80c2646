// Waits until MySQL runs a statement.
import { parameters, string } from './parameters.ts';
import processList from './processList.ts';
import type { Members } from './stacks/stack.ts';

type Execute = (sql: string, more?: Members) => Promise<Members>;

const sql = `SELECT COUNT(*) FROM ${processList} WHERE INFO LIKE :pattern`;

/** The statement ends with the comment `/* text *\/`. */
export const untilRuns = async (text: string, execute: Execute): Promise<void> => {
  const pattern = parameters({ pattern: string(`%/* ${text} */`) });
  const isRunning = async () => (await execute(sql, { parameters: pattern })).records[0][0].longValue === 1;
  while (!(await isRunning()));
};
