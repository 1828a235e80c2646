import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type * as z from 'zod';
import { encodeCursor } from '#functions/getUsers/cursor.ts';
import { getUsersSchema } from '#functions/getUsers/schema.ts';
import { searchUserSchema } from '#functions/searchUser/schema.ts';
import { directoryEvent } from '#functions/syncUsers/schema.ts';
import { exampleEvents } from './examples.ts';
import { type Json, toJsonSchema } from './toJsonSchema.ts';

// Formats are told in patterns too, since many validators ignore them.
const ajv = new Ajv2020({ strict: false, formats: { 'date-time': true } });

const [upserted, deleted] = directoryEvent.def.options;
const { type: _, ...example } = exampleEvents('directory.user.upserted.v1')[0] as unknown as Json;

/** Spellings at the edge of every rule, beside those that fast-check makes up. */
const edges = [
  '',
  ' ',
  '  ',
  '@',
  ' @ ',
  'a@b',
  'a\u0000@b',
  'a@b\n',
  '\ud800@b',
  '😀@b',
  `${'a'.repeat(252)}@b`,
  `${'a'.repeat(253)}@b`,
  `${'😀'.repeat(252)}@b`,
  ...['1', '+1 888', '7'.repeat(64), '7'.repeat(65)],
  ...['2026-01-01T00:00:00Z', '2026-12-31T23:59:59.123456+23:59', '2026-13-01T00:00:00Z', '2026-01-01'],
  ...['2026-01-01T00:00:00', '2026-01-01t00:00:00z', '2026-01-01T24:00:00Z', '2026-01-01T00:00:60Z'],
  ...['application/json', 'application/cloudevents+json; charset=utf-8', 'text/plain', '1.0'],
];
const anyText = fc.oneof(
  fc.constantFrom(...edges),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom(' ', 'a', '@', '\n', '\ud800'), maxLength: 5 }),
);
const anyNumber = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, 1, 1_000, 1_001, 1e15, 1e15 + 1, -1),
);
const anything = fc.oneof(anyText, anyNumber, fc.constantFrom(null, true, [], {}, [1], undefined));

/** The text as the service keeps it, and as documents tell senders to write it. */
const isPlain = (text: string): boolean => text === text.trim().normalize('NFC');
const isUnforgiven = (value: unknown): boolean =>
  typeof value !== 'string' || (isPlain(value) && !/^\d{4}-\d\d-\d\d[Tt]|^application/i.test(value));

/** An example without `type`, with one member replaced, which may be in `data`. */
const withMember = (path: readonly string[], value: unknown): Json => {
  const [name = '', ...rest] = path;
  const copy: Json = structuredClone(example);
  if (rest.length === 0) copy[name] = value;
  else (copy[name] as Json)[rest[0] as string] = value;
  return JSON.parse(JSON.stringify(copy));
};

const accepts = (schema: z.core.$ZodType) => {
  const checked = (input: unknown) => (schema as z.ZodType).safeParse(input).success;
  return { checked, published: ajv.compile(toJsonSchema(schema)) };
};

const attributes = ['specversion', 'type', 'source', 'id', 'time', 'datacontenttype', 'data'];
const members = ['data.email', 'data.phoneNumber', 'data.version'];
const paths = [...attributes, ...members].map((label) => ({ label, names: label.split('.') }));

describe.each([
  ['directory.user.upserted.v1', upserted],
  ['directory.user.deleted.v1', deleted],
] as const)('%s', (type, option) => {
  const { checked, published } = accepts(option);

  test.each(paths)('accepts $label where its document does, and nowhere else', ({ names }) => {
    fc.assert(
      fc.property(anything, (value) => {
        const event = { type, ...withMember(names, value) };
        const allowed = published(event);
        if (allowed) expect(checked(event)).toBe(true);
        if (isUnforgiven(value)) expect(checked(event)).toBe(allowed);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the parameters of HTTP requests', () => {
  test('email is accepted where its document allows it, and nowhere else', () => {
    const { checked, published } = accepts(searchUserSchema.request);
    fc.assert(
      fc.property(anything, (email) => {
        const allowed = published({ email });
        if (allowed) expect(checked({ email })).toBe(true);
        if (typeof email === 'string' && isPlain(email)) expect(checked({ email })).toBe(allowed);
      }),
      { numRuns: 500 },
    );
  });

  test('limit is accepted where its document allows it, as digits too', () => {
    const { checked, published } = accepts(getUsersSchema.request);
    fc.assert(
      fc.property(anyNumber, (limit) => {
        const allowed = published({ limit });
        expect(checked({ limit })).toBe(allowed);
        if (Number.isSafeInteger(limit)) expect(checked({ limit: String(limit) })).toBe(allowed);
      }),
    );
  });

  test('every cursor that is sent is one that its document allows', () => {
    const { published } = accepts(getUsersSchema.request);
    fc.assert(
      fc.property(fc.bigInt(1n, 2n ** 63n - 1n), (id) => {
        expect(published({ after: encodeCursor(id) })).toBe(true);
      }),
    );
  });
});
