// Writes one column's values as JSON text, straight from MySQL's text form.
import { ApiError } from '../apiError.ts';
import type { ColumnType, FieldKind } from './columnTypes.ts';

/** How numbers that JSON readers round are returned: API_ResultSetOptions. */
export type ResultSetOptions = {
  decimalReturnType?: 'STRING' | 'DOUBLE_OR_LONG' | null;
  longReturnType?: 'STRING' | 'LONG' | null;
};

/** A value as JSON, and the member of Field it belongs to. */
export type ValueWriter = { member: string; write: (value: Buffer) => string };

/** What JSON does not write as it is: quotes, backslashes and control characters. */
const escaped = /[^ !#-[\]-\uffff]/;

/** To look for what JSON escapes is faster than to let it. */
const text = (value: Buffer): string => {
  const characters = value.toString();
  return escaped.test(characters) ? JSON.stringify(characters) : `"${characters}"`;
};

/** Only a text this long can be outside signed 64 bits. */
const longestSafeLength = 18;

/**
 * MySQL's digits are JSON's, so that no 64-bit integer is ever rounded; ZEROFILL's leading zeros are not. A Field holds
 * a signed long (API_Field), which the rest of BIGINT UNSIGNED and of DECIMAL exceeds.
 */
const integer = (value: Buffer): string => {
  const digits = value.toString('latin1').replace(/^(-?)0+(?=\d)/, '$1');
  if (digits.length <= longestSafeLength || BigInt.asIntN(64, BigInt(digits)).toString() === digits)
    return digits;
  throw new ApiError(
    'UnsupportedResultException',
    'The result contains an integer outside 64 bits; return it as a string.',
  );
};
const double = (value: Buffer): string => JSON.stringify(Number(value.toString('latin1')));

/** A java.sql.Time has milliseconds: the tests of customink/activerecord-aurora-serverless-adapter read no more. */
const time = (value: Buffer): string => `"${value.toString('latin1').replace(/(\.\d{3})\d+$/, '$1')}"`;

/** A date, as its column metadata says (Connector/J's yearIsDateType), and as krotscheck/go-rds-driver parses it. */
const year = (value: Buffer): string => `"${value.toString('latin1')}-01-01"`;

const base64 = (value: Buffer): string => `"${value.toString('base64')}"`;

/** TINYINT(1) arrives as digits, BIT as bytes; anything but zero is true. */
const boolean = (value: Buffer): string => String(value.some((byte) => byte !== 0 && byte !== 0x30));

const writers: Record<Exclude<FieldKind, 'decimal' | 'unsupported'>, ValueWriter> = {
  boolean: { member: 'booleanValue', write: boolean },
  long: { member: 'longValue', write: integer },
  double: { member: 'doubleValue', write: double },
  string: { member: 'stringValue', write: text },
  time: { member: 'stringValue', write: time },
  year: { member: 'stringValue', write: year },
  blob: { member: 'blobValue', write: base64 },
  null: { member: 'isNull', write: () => 'true' },
};

export const valueWriter = (
  { kind, typeName }: ColumnType,
  scale: number,
  options: ResultSetOptions,
): ValueWriter => {
  if (kind === 'unsupported') {
    throw new ApiError(
      'UnsupportedResultException',
      `The result contains the unsupported data type ${typeName}`,
    );
  }
  if (kind === 'long' && options.longReturnType === 'STRING') return writers.string;
  if (kind === 'decimal' && options.decimalReturnType !== 'DOUBLE_OR_LONG') return writers.string;
  if (kind === 'decimal') return scale === 0 ? writers.long : writers.double;
  return writers[kind];
};
