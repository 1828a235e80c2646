// The JSON Schema of each type of event that functions take from the bus, draft 2020-12.
import { directoryEvent } from '#functions/syncUsers/schema.ts';
import { exampleEvents } from './examples.ts';
import { type Json, toJsonSchema } from './toJsonSchema.ts';

/** By the event's type. */
export const createEventSchemas = (): [string, Json][] =>
  directoryEvent.def.options.map((option) => {
    const [type] = option.shape.type.def.values as [string];
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: type,
      description: 'A CloudEvents 1.0 event in JSON. Further attributes are allowed and ignored.',
      ...toJsonSchema(option),
      examples: exampleEvents(type),
    };
    return [type, schema];
  });
