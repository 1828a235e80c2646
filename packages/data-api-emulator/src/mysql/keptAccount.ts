// The port and the password of a private server, kept in its folder.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './ports.ts';

type KeptAccount = { port: number; password: string };

const read = (file: string): KeptAccount | undefined => {
  try {
    const { port, password } = JSON.parse(readFileSync(file, 'utf8'));
    // The password becomes part of a statement's text.
    return Number.isInteger(port) && /^[\da-f]{24}$/.test(password) ? { port, password } : undefined;
  } catch {
    return undefined;
  }
};

/** Any free port while the kept one is taken. */
export const keepAccount = async (folder: string): Promise<KeptAccount> => {
  const file = join(folder, 'account.json');
  const kept = read(file);
  if (kept) return { ...kept, port: await freePort(kept.port) };
  const account = { port: await freePort(), password: randomBytes(12).toString('hex') };
  writeFileSync(file, JSON.stringify(account), { mode: 0o600 });
  return account;
};
