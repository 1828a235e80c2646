// The versions that the plugin runs with.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export type Versions = { node: string; framework: string; serverlessOffline: string };

/** The version of serverless-offline, whose description is not among its exports. */
const readOfflineVersion = (): string => {
  const entry = createRequire(import.meta.url).resolve('serverless-offline');
  return JSON.parse(readFileSync(join(entry, '../../package.json'), 'utf8')).version;
};

export const readVersions = (framework: string): Versions => ({
  node: process.versions.node,
  framework,
  serverlessOffline: readOfflineVersion(),
});

const isBelow = (version: string, least: readonly number[]): boolean => {
  const parts = version.split(/[.-]/).map(Number);
  const differing = least.findIndex((part, index) => parts[index] !== part);
  return differing !== -1 && (parts[differing] ?? 0) < (least[differing] as number);
};

/** Returns a sentence about the first version that is too old or unknown. */
export const findUnsupported = ({ node, framework, serverlessOffline }: Versions): string | undefined => {
  if (isBelow(node, [22, 13])) return `serverless-offline-cloud needs Node.js 22.13 or newer, not ${node}.`;
  if (!framework.startsWith('4.'))
    return `serverless-offline-cloud needs version 4 of the Serverless Framework (osls), not ${framework}.`;
  if (isBelow(serverlessOffline, [14, 8, 2]))
    return `serverless-offline-cloud needs serverless-offline 14.8.2 or newer, not ${serverlessOffline}.`;
  return undefined;
};
