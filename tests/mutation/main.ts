// `npm run test:mutation`: changes functions/ and layers/; a unit test must notice.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { log, runCommand } from '../../tools/command.ts';
import { root, stateFolder } from '../../tools/paths.ts';
import { UserError } from '../../tools/userError.ts';
import { readReport, type TestedMutant } from './readReport.ts';
import { type Survivor, survivors } from './survivors.ts';

const leastScore = 90;

/**
 * All of functions/, and each folder of layers/ without the folders in it. The tests of a room kill the mutants of that room.
 */
const rooms = ['functions/**', ...new Set(globSync('layers/**/*.ts', { cwd: root }).map(dirname).sort())];

const command = {
  name: 'npm run test:mutation',
  description: `Changes the code of functions/ and layers/ in small ways, one at a time, and runs the unit tests that lie in
    the same folder. Exits with 1 when fewer than ${leastScore} % of the changes break a test, when a change that breaks
    none is not listed in tests/mutation/survivors.ts, or when a listed one breaks a test by now. Takes more than an hour on
    two idle cores.`,
  arguments: { room: { multiple: true, description: 'a folder, all by default', choices: rooms } },
} as const;

const stryker = join(import.meta.dirname, 'node_modules/@stryker-mutator/core/bin/stryker.js');
const config = 'tests/mutation/stryker.config.json';

const mutate = (room: string): TestedMutant[] => {
  log(`\n${room}`);
  const files = `${room}/*.ts,!${room}/*.test.ts`;
  const env = { ...process.env, MUTATED_ROOM: room };
  const options = { cwd: root, env, stdio: 'inherit' } as const;
  const { status } = spawnSync(process.execPath, [stryker, 'run', config, '--mutate', files], options);
  if (status !== 0) throw new UserError('Stryker failed; its message is above.');
  return readReport(join(stateFolder, 'mutation.json'));
};

/** Prints a list under its heading; nothing when the list is empty. */
const complain = (heading: string, lines: readonly string[]): void => {
  if (lines.length > 0) log([heading, ...lines.map((line) => `  ${line}`)].join('\n'));
};

const isSurvivor = ({ file, change }: TestedMutant, survivor: Survivor): boolean =>
  survivor.file === file && survivor.mutant === change;

/** The listed survivors of the files that were tested, that have no mutant any more or only killed ones. */
const findStale = (mutants: readonly TestedMutant[], alive: readonly TestedMutant[]): Survivor[] =>
  survivors
    .filter(({ file }) => mutants.some((mutant) => mutant.file === file))
    .filter((survivor) => !alive.some((mutant) => isSurvivor(mutant, survivor)));

/** Prints what a room's mutants show that survivors.ts does not say. Returns whether there is such a thing. */
const compare = (mutants: readonly TestedMutant[]): boolean => {
  const alive = mutants.filter(({ isKilled }) => !isKilled);
  const unlisted = alive.filter((mutant) => !survivors.some((survivor) => isSurvivor(mutant, survivor)));
  const stale = findStale(mutants, alive);
  complain(
    'Break no test, and are not listed:',
    unlisted.map(({ file, line, change }) => `${file}:${line}  ${change}`),
  );
  complain(
    'Are listed, and break a test by now:',
    stale.map(({ file, mutant }) => `${file}  ${mutant}`),
  );
  return unlisted.length + stale.length > 0;
};

const judge = (tested: readonly TestedMutant[], differs: boolean): void => {
  const killed = tested.filter(({ isKilled }) => isKilled).length;
  const score = (100 * killed) / tested.length;
  log(`${killed} of ${tested.length} mutants killed: ${score.toFixed(1)} % (at least ${leastScore} %)`);
  if (differs || score < leastScore) process.exitCode = 1;
};

await runCommand(command, async ({ room: named }) => {
  const tested: TestedMutant[] = [];
  let differs = false;
  for (const room of named.length > 0 ? named : rooms) {
    const mutants = mutate(room);
    tested.push(...mutants);
    // Told of at once: the rooms behind it take long.
    differs = compare(mutants) || differs;
  }
  judge(tested, differs);
});
