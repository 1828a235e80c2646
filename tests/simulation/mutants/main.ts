// `npm run test:simulation`: breaks the service in small ways, and prints which seed notices.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { log, runCommand } from '#tools/command.ts';
import { root } from '#tools/paths.ts';
import { createDatabaseModel } from '../database/execute.ts';
import { Random } from '../random.ts';
import { simulate } from '../simulate.ts';
import { findExecutedCode } from './executedCode.ts';
import { applyMutant, findMutants, type Mutant } from './mutate.ts';

const command = {
  name: 'npm run test:simulation',
  description: `Changes the code of functions/ and layers/ that simulations execute in small ways, drawn by a seed, one at a
    time, and simulates until a seed notices. Prints docs/reports/simulation.md.`,
  examples: ['npm run --silent test:simulation > docs/reports/simulation.md'],
  options: {
    mutants: { type: 'number', min: 1, default: 30, description: 'how many changes' },
    seeds: { type: 'number', min: 1, default: 60, description: 'how many seeds each of them has to pass' },
    seed: { type: 'number', default: 34, description: 'draws the changes' },
  },
} as const;

const copied = [
  'layers',
  'functions',
  'tools',
  'db',
  'tests/simulation',
  'packages/data-api-emulator/src/faults',
  'package.json',
];

/** Longer than every seed of a whole service takes on a busy machine: what takes longer never ends. */
const limitMs = 240_000;

const createCopy = (): string => {
  const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
  for (const path of copied) cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
};

type Verdict = { seed?: number; problem: string; seconds: number };

/** Undefined when no seed notices. */
const test = (copy: string, mutant: Mutant, seeds: number): Verdict | undefined => {
  const file = join(copy, mutant.path);
  const source = readFileSync(file, 'utf8');
  const startMs = Date.now();
  writeFileSync(file, applyMutant(source, mutant));
  const args = [join(copy, 'tests/simulation/mutants/seeds.ts'), String(seeds)];
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: limitMs });
  writeFileSync(file, source);
  const seconds = Math.round((Date.now() - startMs) / 1_000);
  if (stdout) return { ...JSON.parse(stdout), seconds };
  if (status !== 0) return { problem: status === null ? 'never ends' : 'does not start', seconds };
  return undefined;
};

const shorten = (text: string): string =>
  text
    .replace(/[0-9a-f]{32}/g, '…')
    .replaceAll('|', '\\|')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 90);

const describeMutant = ({ path, line, from, to }: Mutant): string =>
  `${path}:${line} | \`${shorten(from) || 'if ('}\` → \`${shorten(to) || 'nothing'}\``;

const draw = (mutants: Mutant[], count: number, seed: number): Mutant[] => {
  const random = new Random(seed, 'mutants');
  return Array.from(
    { length: count },
    () => mutants.splice(random.between(0, mutants.length - 1), 1)[0] as Mutant,
  );
};

await runCommand(command, async ({ mutants: count, seeds, seed }) => {
  const model = await createDatabaseModel();
  const code = await findExecutedCode(async () => {
    for (let first = 1; first <= 10; first += 1) await simulate({ seed: first, model });
  });
  const all = findMutants(code);
  log(`# Simulation

The output of \`npm run --silent test:simulation > docs/reports/simulation.md\`: ${count} of ${all.length} small changes of the code that ten
seeds execute, drawn by the seed ${seed}. Each runs until one of ${seeds} seeds notices. What no seed notices is equivalent, or seen by
another suite: [testing.md](../testing.md).

| where | change | noticed by seed | seconds | what it says |
|---|---|--:|--:|---|`);
  const copy = createCopy();
  let noticed = 0;
  for (const mutant of draw(all, count, seed)) {
    const verdict = test(copy, mutant, seeds);
    if (verdict) noticed += 1;
    const { seed: by = '', seconds = '', problem = '' } = verdict ?? {};
    log(`| ${describeMutant(mutant)} | ${verdict ? by : '**none**'} | ${seconds} | ${shorten(problem)} |`);
  }
  rmSync(copy, { recursive: true });
  log(`\n${noticed} of ${count} changes are noticed.`);
});
