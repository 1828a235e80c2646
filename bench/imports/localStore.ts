// A bucket that has one file of this machine, and keeps what is written in memory.
import { open, stat } from 'node:fs/promises';
import type { ObjectStore } from '#layers/aws/s3/objectStore.ts';
import { createInMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';

/** Every key is the file. */
export const createLocalStore = (file: string, metadata: Readonly<Record<string, string>>): ObjectStore => ({
  ...createInMemoryObjectStore(),
  async describe() {
    const { size, mtimeMs } = await stat(file);
    return { etag: 'file', sizeBytes: size, modifiedMs: mtimeMs, metadata };
  },
  async readRange(_version, { from, to }) {
    await using handle = await open(file);
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(Math.min(to, size) - from);
    await handle.read(bytes, 0, bytes.length, from);
    return bytes;
  },
});
