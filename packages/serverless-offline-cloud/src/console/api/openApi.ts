// The OpenAPI document of the console's API, made of its operations.
import * as z from 'zod';
import type { ConsoleOperation } from './operation.ts';

const parametersOf = ({ key, query = {} }: ConsoleOperation): object[] => [
  ...[...key.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  })),
  ...Object.entries(query).map(([name, description]) => ({
    ...{ name, in: 'query', description },
    schema: { type: 'string' },
  })),
];

const toOperation = (operation: ConsoleOperation): object => ({
  summary: operation.summary,
  parameters: parametersOf(operation),
  ...(operation.body && {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: z.toJSONSchema(operation.body, { io: 'input' }) } },
    },
  }),
  responses: { default: { description: 'JSON, or a message of what is wrong' } },
});

export const createOpenApi = (operations: readonly ConsoleOperation[], basePath: string): object => {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const [method = '', path = ''] = operation.key.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: toOperation(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Console of the local cloud',
      version: '1',
      description: 'What the page at /_console shows and does. Only programs of this machine may use it.',
    },
    servers: [{ url: basePath }],
    paths,
  };
};
