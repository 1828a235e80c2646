import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readReason } from './readReason.ts';

const folder = mkdtempSync(join(tmpdir(), 'data-api-emulator-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

const reasonOf = (text: string, offset = 0): string | undefined => {
  const file = join(folder, 'server.log');
  writeFileSync(file, text);
  return readReason(file, offset);
};

const aborting = '2026-11-30 22:13:35 0 [ERROR] Aborting\n';

test('the reason is the first error of MariaDB, not its consequences', () => {
  const log = '2026-11-30 22:13:35 0 [Note] Starting\n2026-11-30 22:13:35 0 [ERROR] InnoDB: Invalid flags.\n';
  expect(reasonOf(log + aborting)).toBe('InnoDB: Invalid flags');
});

test('the reason is the first error of MySQL, without its code and subsystem', () => {
  const log = '2026-11-30T22:13:35.1Z 1 [ERROR] [MY-012646] [InnoDB] File ./ibdata1: open failed\n';
  expect(reasonOf(log + aborting)).toBe('File ./ibdata1: open failed');
});

test('an error of an earlier start is no reason', () => {
  expect(reasonOf(aborting, aborting.length)).toBeUndefined();
  expect(reasonOf('')).toBeUndefined();
});
