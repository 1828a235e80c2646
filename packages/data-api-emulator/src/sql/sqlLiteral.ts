// Writes a parameter's value as a MySQL literal, as Connector/J does on the client's side.
import { ApiError } from '../apiError.ts';
import type { ApiField, TypeHint } from '../request/readParameters.ts';
import { decimalLiteral } from './decimalLiteral.ts';

/** A backslash means itself only under NO_BACKSLASH_ESCAPES; a comment's end would end a version comment around it. */
const special = /\\|\/\*|\*\//;

/**
 * A string in any sql_mode: quotes are doubled, which both modes read alike; a string that holds something special
 * travels as hexadecimal ("Hexadecimal Literals", MySQL manual).
 */
const quoted = (text: string): string =>
  special.test(text) ? `_utf8mb4 x'${Buffer.from(text).toString('hex')}'` : `'${text.replaceAll("'", "''")}'`;

const bytes = (base64: string): string => `x'${Buffer.from(base64, 'base64').toString('hex')}'`;

/** Formats of API_SqlParameter; a fraction may have MySQL's six digits, and a TIME its range of hours. */
const hintedFormats: Partial<Record<TypeHint, RegExp>> = {
  DATE: /^\d{4}-\d{2}-\d{2}$/,
  TIME: /^-?\d{2,3}(:[0-5]\d){2}(\.\d{1,6})?$/,
  TIMESTAMP: /^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?$/,
  DECIMAL: /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i,
  UUID: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
};

/** Whether the calendar has the day that the text begins with; Date counts a 30th of February on. */
const beginsWithDay = (text: string): boolean => {
  const day = text.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ?? false;
};

const hasFormat = (text: string, hint: TypeHint): boolean =>
  hintedFormats[hint]?.test(text) !== false &&
  ((hint !== 'DATE' && hint !== 'TIMESTAMP') || beginsWithDay(text));

/** The types' names in the service's message. */
const typeNames: Record<TypeHint, string> = {
  DATE: 'Date',
  DECIMAL: 'Decimal',
  JSON: 'Json',
  TIME: 'Time',
  TIMESTAMP: 'TimeStamp',
  UUID: 'UUID',
};

const hinted = (text: string, hint: TypeHint): string => {
  if (!hasFormat(text, hint)) {
    const message = `Parse Error for ${typeNames[hint]}: input contains invalid characters`;
    throw new ApiError('DatabaseErrorException', message);
  }
  if (hint === 'DECIMAL') return decimalLiteral(text);
  // Aurora MySQL receives a UUID's 16 bytes, which no text column accepts: jeremydaly/data-api-client#139.
  if (hint === 'UUID') return `x'${text.replaceAll('-', '')}'`;
  return quoted(text);
};

/** The exponent makes it a DOUBLE: without one MySQL reads a DECIMAL. What is not finite is refused in Connector/J's words. */
const double = (value: number): string => {
  if (!Number.isFinite(value)) {
    const message = `'${value}' is not a valid numeric or approximate numeric value`;
    throw new ApiError('DatabaseErrorException', message);
  }
  const text = Object.is(value, -0) ? '-0' : String(value);
  return text.includes('e') ? text : `${text}e0`;
};

export const sqlLiteral = (value: ApiField, hint?: TypeHint): string => {
  if (value.isNull) return 'NULL';
  if (value.stringValue !== undefined)
    return hint ? hinted(value.stringValue, hint) : quoted(value.stringValue);
  if (value.longValue !== undefined) return value.longValue.toString();
  if (value.doubleValue !== undefined) return double(value.doubleValue);
  if (value.booleanValue !== undefined) return value.booleanValue ? 'TRUE' : 'FALSE';
  return bytes(value.blobValue ?? '');
};
