// Tables of invented people in each format that imports read.
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { benchFolder } from '#bench/harness/bench.ts';
import { makeTable } from '#tests/support/makeZip.ts';

export const formats = {
  plain: 'UTF-8, commas',
  semicolons: 'Windows-1252, semicolons',
  utf16: 'UTF-16, tabs',
  gzip: 'UTF-8 in gzip',
  workbook: '.xlsx',
} as const;

export type Format = keyof typeof formats;

const cellsAt = (index: number): string[] => [
  `user${String(index).padStart(8, '0')}@example.com`,
  `+49 30 ${10_000_000 + index}`,
  index % 7 === 0 ? 'Jürgen' : 'Ann',
];

const header = ['E-Mail', 'Mobiltelefon', 'Vorname'];

const toText = (count: number, separator: string): string =>
  [header, ...Array.from({ length: count }, (_, index) => cellsAt(index))]
    .map((cells) => `${cells.join(separator)}\r\n`)
    .join('');

const encoders: Readonly<Record<Format, (count: number) => Buffer>> = {
  plain: (count) => Buffer.from(toText(count, ',')),
  semicolons: (count) => Buffer.from(toText(count, ';'), 'latin1'),
  utf16: (count) => Buffer.from(`\ufeff${toText(count, '\t')}`, 'utf16le'),
  gzip: (count) => gzipSync(toText(count, ',')),
  workbook: (count) => makeTable([header, ...Array.from({ length: count }, (_, index) => cellsAt(index))]),
};

const folder = join(benchFolder, 'imports');

/** Writes the file once; returns its path. */
const makeOnce = async (name: string, write: (file: string) => Promise<void>): Promise<string> => {
  const file = join(folder, name);
  if (existsSync(file)) return file;
  await mkdir(folder, { recursive: true });
  await write(`${file}.part`);
  await rename(`${file}.part`, file);
  return file;
};

export const makeFile = (format: Format, count: number): Promise<string> =>
  makeOnce(`${count}.${format}`, (file) => writeFile(file, encoders[format](count)));

/** A plain file that no memory needs to hold. */
export const makeLongFile = (bytes: number): Promise<string> =>
  makeOnce(`${bytes}.bytes`, async (file) => {
    const stream = createWriteStream(file);
    stream.write(`${header.join(',')}\r\n`);
    let written = 0;
    for (let index = 0; written < bytes; index += 1_000) {
      const lines = Array.from({ length: 1_000 }, (_, line) => `${cellsAt(index + line).join(',')}\r\n`).join(
        '',
      );
      written += Buffer.byteLength(lines);
      if (!stream.write(lines)) await once(stream, 'drain');
    }
    stream.end();
    await once(stream, 'close');
  });
