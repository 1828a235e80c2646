// Parses a request body without rounding 64-bit integers.
import { ApiError } from '../apiError.ts';

/** Only a number this long can exceed 2^53; texts without one take the fast path. */
const longNumber = /\d{16}/;

const integer = /^-?\d+$/;

/** The reviver's third argument (TC39 "JSON.parse source text access", in Node 24) is the number as it was sent. */
const exactInteger = (_key: string, value: unknown, { source }: { source?: string }): unknown =>
  typeof value === 'number' && source !== undefined && !Number.isSafeInteger(value) && integer.test(source)
    ? BigInt(source)
    : value;

/** JSON.parse, but an integer beyond 2^53 arrives as a bigint. */
export const parseJson = (text: string): unknown => {
  try {
    return longNumber.test(text)
      ? JSON.parse(text, exactInteger as (key: string, value: unknown) => unknown)
      : JSON.parse(text);
  } catch (error) {
    throw new ApiError('SerializationException', 'The request body is not valid JSON.', {}, { cause: error });
  }
};
