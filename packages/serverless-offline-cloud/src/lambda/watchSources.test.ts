import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { watchSources } from './watchSources.ts';

let folder: string;
let watching: { stop(): void };
let changes: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'users-service-watch-'));
  mkdirSync(join(folder, 'src/deep'), { recursive: true });
  writeFileSync(join(folder, 'src/deep/a.ts'), '1');
  changes = 0;
  watching = watchSources([join(folder, 'src')], () => {
    changes += 1;
  });
});

afterEach(() => {
  watching.stop();
  rmSync(folder, { recursive: true, force: true });
});

const path = (name: string): string => join(folder, 'src', name);

/** Lets all events arrive that have been caused. Returns whether there was any. */
const sees = async (): Promise<boolean> => {
  const before = changes;
  for (let turns = 0; turns < 50 && changes === before; turns += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const seen = changes > before;
  // The last of several events.
  await new Promise((resolve) => setTimeout(resolve, 100));
  return seen;
};

const saves: Record<string, (file: string) => void> = {
  'in place': (file) => writeFileSync(file, '2'),
  'at its end': (file) => appendFileSync(file, '2'),
  'by a rename over the file': (file) => {
    writeFileSync(`${file}~`, '2');
    renameSync(`${file}~`, file);
  },
  'by a rename from elsewhere': (file) => {
    writeFileSync(join(folder, 'elsewhere'), '2');
    renameSync(join(folder, 'elsewhere'), file);
  },
  'by deletion and creation': (file) => {
    unlinkSync(file);
    writeFileSync(file, '2');
  },
  'by sed -i': (file) => {
    execFileSync('sed', ['-i', 's/./2/', file]);
  },
  'with a time of the past': (file) => {
    writeFileSync(file, '2');
    utimesSync(file, 0, 0);
  },
};

test.each(Object.entries(saves))('sees a file saved %s, again and again', async (_how, save) => {
  for (let times = 0; times < 3; times += 1) {
    save(path('deep/a.ts'));
    expect(await sees()).toBe(true);
  }
});

test('sees every way of saving after every other', async () => {
  for (const save of [...Object.values(saves), ...Object.values(saves).toReversed()]) {
    save(path('deep/a.ts'));
    expect(await sees()).toBe(true);
  }
});

test('sees a deletion, a new file, and a file in a new folder', async () => {
  unlinkSync(path('deep/a.ts'));
  expect(await sees()).toBe(true);
  writeFileSync(path('b.ts'), '1');
  expect(await sees()).toBe(true);
  mkdirSync(path('new/newer'), { recursive: true });
  expect(await sees()).toBe(true);
  writeFileSync(path('new/newer/c.ts'), '1');
  expect(await sees()).toBe(true);
  writeFileSync(path('new/newer/c.ts'), '2');
  expect(await sees()).toBe(true);
});

test('sees changes in a folder that was copied in, replaced, or renamed', async () => {
  cpSync(path('deep'), path('copy'), { recursive: true });
  expect(await sees()).toBe(true);
  writeFileSync(path('copy/a.ts'), '2');
  expect(await sees()).toBe(true);

  rmSync(path('deep'), { recursive: true });
  renameSync(path('copy'), path('deep'));
  expect(await sees()).toBe(true);
  writeFileSync(path('deep/a.ts'), '3');
  expect(await sees()).toBe(true);

  renameSync(path('deep'), path('other'));
  expect(await sees()).toBe(true);
  writeFileSync(path('other/a.ts'), '4');
  expect(await sees()).toBe(true);
});

test('calls after the last of many changes', async () => {
  for (let index = 0; index < 200; index += 1) writeFileSync(path(`deep/${index}.ts`), '1');
  expect(await sees()).toBe(true);
  writeFileSync(path('deep/199.ts'), '2');
  expect(await sees()).toBe(true);
});

test('calls no more once it was stopped', async () => {
  watching.stop();
  writeFileSync(path('deep/a.ts'), '2');
  expect(await sees()).toBe(false);
});
