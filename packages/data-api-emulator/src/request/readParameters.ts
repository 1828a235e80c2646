// Checks the parameters of a statement.
import { ApiError } from '../apiError.ts';
import { readMembers } from './readMembers.ts';

export const typeHints = ['JSON', 'UUID', 'TIMESTAMP', 'DATE', 'TIME', 'DECIMAL'] as const;
export type TypeHint = (typeof typeHints)[number];

/** The union of API_Field, less `arrayValue`, which is refused. */
export type ApiField = {
  isNull?: boolean;
  booleanValue?: boolean;
  longValue?: number | bigint;
  doubleValue?: number;
  stringValue?: string;
  blobValue?: string;
};

export type SqlParameter = { name: string; value: ApiField; typeHint?: TypeHint };

const isLong = (value: unknown): boolean =>
  Number.isSafeInteger(value) || (typeof value === 'bigint' && BigInt.asIntN(64, value) === value);

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** How the protocol writes doubles that JSON has not: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
const notFinite = ['NaN', 'Infinity', '-Infinity'];

/** What each member of the union holds in JSON. */
const memberChecks: Record<keyof ApiField, (value: unknown) => boolean> = {
  isNull: (value) => typeof value === 'boolean',
  booleanValue: (value) => typeof value === 'boolean',
  longValue: isLong,
  doubleValue: (value) =>
    typeof value === 'number' || typeof value === 'bigint' || notFinite.includes(value as string),
  stringValue: (value) => typeof value === 'string',
  blobValue: (value) => typeof value === 'string' && base64.test(value),
};

const invalid = (message: string): ApiError => new ApiError('ValidationException', message);

const readField = (name: string, value: Record<string, unknown>): ApiField => {
  const members = Object.keys(value).filter((member) => value[member] !== null);
  // "Array parameters are not supported." API_ExecuteStatement
  if (members.includes('arrayValue')) throw invalid('Array parameters are not supported.');
  const [member, ...others] = members as (keyof ApiField)[];
  if (!member || others.length > 0 || !Object.hasOwn(memberChecks, member)) {
    throw invalid(`The value of parameter ${name} must have exactly one member of the Field union.`);
  }
  if (!memberChecks[member](value[member])) {
    throw new ApiError('SerializationException', `The ${member} of parameter ${name} is not of that type.`);
  }
  if (member === 'isNull') return { isNull: true };
  return (member === 'doubleValue' ? { doubleValue: Number(value[member]) } : value) as ApiField;
};

type Members = { name?: string | null; value?: Record<string, unknown> | null; typeHint?: TypeHint | null };

/** No member of API_SqlParameter is required. A value that is absent is NULL. */
const readParameter = (parameter: unknown): SqlParameter[] => {
  const { name, value, typeHint } = readMembers<Members>(
    parameter,
    {
      name: { type: 'string' },
      value: { type: 'structure' },
      typeHint: { type: 'string', values: typeHints },
    },
    'parameters.member.',
  );
  const field = readField(name ?? '', value ?? { isNull: true });
  if (!name) return [];
  return [typeHint ? { name, value: field, typeHint } : { name, value: field }];
};

/** Leaves out parameters without a name, which no placeholder can have. */
export const readParameters = (parameters: unknown[] | null | undefined): SqlParameter[] =>
  (parameters ?? []).flatMap(readParameter);
