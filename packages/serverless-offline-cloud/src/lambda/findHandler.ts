// The source of a function that is deployed as an image, or by the name of its handler.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceFunction } from '../stack/serviceFunction.ts';

const extensions = ['.ts', '.mts', '.mjs', '.js', '.cjs'];

/** `src/orders.handler` → `src/orders.ts.handler`; undefined when there is no such module. */
const withExtension = (taskRoot: string, handler: string): string | undefined => {
  if (/\.[cm]?[jt]s\.[^/]+$/.test(handler)) return handler;
  const [, path = '', exportName = ''] = /^(.*?[^/]*?)\.([^/]+)$/.exec(handler) ?? [];
  const extension = extensions.find((one) => existsSync(join(taskRoot, `${path}${one}`)));
  return extension && `${path}${extension}.${exportName}`;
};

export type FoundHandler = { handler: string } | { reason: string };

/** `named` is a handler that the plugin's options name, for an image whose command does not. */
export const findHandler = (
  { handler, image, runtime }: ServiceFunction,
  taskRoot: string,
  named: string | undefined,
): FoundHandler => {
  if (runtime !== undefined && !runtime.startsWith('nodejs')) return { reason: `${runtime} is not run here` };
  const given = named ?? (typeof image === 'object' ? image.command?.[0] : undefined) ?? handler;
  if (given === undefined)
    return {
      reason: 'its image names no command: name its source under custom.serverless-offline-cloud.handlers',
    };
  const found = withExtension(taskRoot, given);
  return found ? { handler: found } : { reason: `there is no module for ${given}` };
};
