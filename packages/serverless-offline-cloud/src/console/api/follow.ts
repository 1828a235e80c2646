// Lines of JSON that go on while something changes (NDJSON).
import { Readable } from 'node:stream';
import type { Answer } from '../../server/startServer.ts';

/** Changes of this time are one. */
const delayMs = 30;

/** A line without content, so that a connection that nobody reads any more is noticed. */
const keepAliveMs = 15_000;

export type Follow = {
  first: readonly object[];
  /** Calls back with the key of what changed; returns the function that ends it. */
  subscribe(listener: (key: string) => void): () => void;
  /** What is to be told of a change; undefined for nothing. */
  read(key: string): object | readonly object[] | undefined;
};

const toLine = (value: object): string => `${JSON.stringify(value)}\n`;

export const follow = ({ first, subscribe, read }: Follow): Answer => {
  const stream = new Readable({ read: () => {} });
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    timer = undefined;
    const lines = [...changed].flatMap((key) => read(key) ?? []).map(toLine);
    changed.clear();
    if (lines.length > 0) stream.push(lines.join(''));
  };
  const unsubscribe = subscribe((key) => {
    changed.add(key);
    timer ??= setTimeout(tell, delayMs);
  });
  const keepAlive = setInterval(() => stream.push('\n'), keepAliveMs).unref();
  stream.once('close', () => {
    unsubscribe();
    clearInterval(keepAlive);
    clearTimeout(timer);
  });
  const headers = { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' };
  return { status: 200, headers, body: first.map(toLine).join(''), stream };
};
