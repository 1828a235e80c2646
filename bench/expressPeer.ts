// Starts the Express and MySQL peer on a real database, as a server of its own. Called by main.ts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '#tools/paths.ts';
import type { ColdStart } from './cold.ts';
import type { Exchange } from './events.ts';
import { cpuTimeMs } from './processUsage.ts';

const program = join(root, 'bench/peers/expressService.mjs');

export type ExpressPeer = { url: string; cpuTimeMs(): number; stop(): void };

export const startExpressPeer = async (databaseUrl: string): Promise<ExpressPeer> => {
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl, NODE_ENV: 'production' };
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = await once(child.stdout, 'data');
  return {
    url: `http://127.0.0.1:${Number(port)}`,
    cpuTimeMs: () => cpuTimeMs(child.pid as number),
    stop: () => {
      child.kill('SIGKILL');
    },
  };
};

/** A cold start: until the server listens, and its first answer. */
export const coldExpressPeer = async (databaseUrl: string, { path, body }: Exchange): Promise<ColdStart> => {
  const started = performance.now();
  const peer = await startExpressPeer(databaseUrl);
  try {
    const initMs = peer.cpuTimeMs();
    const response = await fetch(`${peer.url}${path}`);
    const text = await response.text();
    const coldMs = peer.cpuTimeMs();
    if (text !== body) throw new Error(`The Express peer answered ${response.status}: ${text.slice(0, 200)}`);
    return { initMs, firstMs: coldMs - initMs, coldMs, wallMs: performance.now() - started };
  } finally {
    peer.stop();
  }
};
