// The CloudEvents of a file: one, arrays of them, or one per line (JSON Lines).
import * as z from 'zod';
import { parseNestedJson } from '#offline-cloud/server/nestedJson.ts';
import { describeJsonError } from '#operate/describeJsonError.ts';
import { UserError } from '#tools/userError.ts';

/** What a bus needs of an event; `syncUsers` judges the rest. */
const cloudEvent = z.looseObject({ type: z.string().min(1), source: z.string().min(1) });

export type ReadEvent = z.output<typeof cloudEvent>;

const parse = (text: string, subject: string): unknown => {
  try {
    return parseNestedJson(text);
  } catch (error) {
    const advice = subject.endsWith('.csv') ? ` CSV files are imported: npm run import -- ${subject}` : '';
    throw new UserError(`${subject} is not JSON: ${describeJsonError(text, error as Error)}.${advice}`);
  }
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** A file whose first line is JSON by itself, and not all of it, has a value per line. */
const parseValues = (text: string, file: string): unknown[] => {
  const lines = text.split(/\r\n|\n|\r/);
  const filled = [...lines.entries()].filter(([, line]) => line.trim() !== '');
  const isLines = filled.length > 1 && isJson(filled[0]?.[1] as string);
  if (!isLines) return [parse(text, file)];
  return filled.map(([index, line]) => parse(line, `Line ${index + 1} of ${file}`));
};

const describe = (value: unknown, { issues }: z.ZodError): string => {
  if (typeof value !== 'object' || value === null) return 'it is not a JSON object';
  const reasons = issues.map(({ path: [member = ''] }) =>
    Object.hasOwn(value, member)
      ? `its ${String(member)} must be a text that is not empty`
      : `it has no ${String(member)}`,
  );
  return reasons.join(', ');
};

/** Throws UserError when the text is not JSON, or holds no event, or something else beside. */
export const readEvents = (text: string, file: string): ReadEvent[] => {
  const values = parseValues(text, file).flat();
  if (values.length === 0) throw new UserError(`${file} holds no event.`);
  return values.map((value, index) => {
    const { success, data, error } = cloudEvent.safeParse(value);
    if (success) return data;
    throw new UserError(`Event ${index + 1} of ${file} is not a CloudEvent: ${describe(value, error)}.`);
  });
};
