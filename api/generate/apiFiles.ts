// The files of the API's contract, as their sources make them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#tools/paths.ts';
import { createClientCodes } from './clientCodes.ts';
import { createEventSchemas } from './eventSchemas.ts';
import { createOpenApi } from './openApi.ts';
import { readRoutes } from './readRoutes.ts';
import type { Json } from './toJsonSchema.ts';

/** The version of the service and its API. */
export const readVersion = (): string => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;

export const toText = (document: Json): string => `${JSON.stringify(document, null, 2)}\n`;

/** By repository path. */
export const createApiFiles = async (): Promise<ReadonlyMap<string, string>> => {
  const events = createEventSchemas().map(
    ([type, schema]) => [`api/events/${type}.schema.json`, toText(schema)] as const,
  );
  const routes = await readRoutes();
  return new Map([
    ['api/openapi.json', toText(createOpenApi(routes, readVersion()))],
    ['packages/users-client/src/problemCodes.ts', createClientCodes(routes)],
    ...events,
  ]);
};
