// The JSON Schema of a schema's input, with the rules that the schema checks in code.
import * as z from 'zod';
import { getUsersSchema, maxLimit } from '#functions/getUsers/schema.ts';
import { directoryEvent } from '#functions/syncUsers/schema.ts';
import { maxPhoneNumberLength, phoneNumber } from '#layers/people/phoneNumber.ts';
import { maxRank } from '#layers/people/revision.ts';
import { email, maxEmailLength } from '#layers/people/user.ts';

export type Json = Record<string, unknown>;

/** One character that is neither a control character nor half of a surrogate pair. */
const plain = '[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]';

/** Some patterns are stricter than the checks, which forgive unusual spellings: a document says what always works. */
const dateTime =
  '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?' +
  '(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$';

/** What `z.toJSONSchema` cannot see, by the schema that checks it. */
const rules = z.registry<Json>();

rules.add(email, {
  type: 'string',
  maxLength: maxEmailLength,
  pattern: '^[^\\uD800-\\uDFFF]*[^ \\uD800-\\uDFFF][^\\uD800-\\uDFFF]*$',
});
rules.add(phoneNumber, { type: 'string', maxLength: maxPhoneNumberLength, pattern: `^${plain}+$` });
rules.add(getUsersSchema.request.shape.limit, {
  type: 'integer',
  minimum: 1,
  maximum: maxLimit,
  default: maxLimit,
});
rules.add(getUsersSchema.request.shape.after, { type: 'string', pattern: '^[\\w-]+$' });
for (const { shape } of directoryEvent.def.options) {
  rules.add(shape.time, { type: ['string', 'null'], format: 'date-time', pattern: dateTime });
  for (const attribute of [shape.source, shape.id]) rules.add(attribute, { type: 'string', minLength: 1 });
  rules.add(shape.data.shape.version, { type: 'integer', minimum: 0, maximum: maxRank });
}

/** The input of `schema`; draft 2020-12, which OpenAPI 3.1 uses too. */
export const toJsonSchema = (schema: z.core.$ZodType): Json => {
  const { $schema: _, ...published } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const rule = rules.get(zodSchema);
      if (!rule) return;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema];
      Object.assign(jsonSchema, rule);
    },
  });
  return published;
};
