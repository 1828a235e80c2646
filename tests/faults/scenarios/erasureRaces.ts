// Erasures at random moments of exports and imports: nothing written later holds the person.
import { createHash } from 'node:crypto';
import { importUsers } from '#functions/importUsers/handler.ts';
import { type ObjectStore, ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import type { Certificate } from '#layers/people/erasures/certificate.ts';
import { createEraser } from '#layers/people/erasures/eraser.ts';
import { createExporter } from '#layers/people/exports/exporter.ts';
import type { ImportMessage } from '#layers/people/imports/importFile.ts';
import type { OpenLeases } from '#layers/people/leases/writerLeases.ts';
import { createInMemoryImports, type InMemoryImports } from '#tests/support/inMemoryImports.ts';
import { Attempt } from '../simulation/attempt.ts';
import { Simulator } from '../simulation/simulator.ts';
import { newTally, type Tally } from '../tally.ts';

const people = Array.from({ length: 12 }, (_, index) => ({ email: `user${index}@x.co`, phoneNumber: '1' }));
const [exports, imports, erasures] = [5, 3, 4];
/** Within which everything begins. */
const spanMs = 30_000;
const pageUsers = 1;
/** Lines of one file; a run of 65 s imports a chunk of 1,000. */
const manyRows = 1_200;

type World = {
  simulator: Simulator;
  imports: InMemoryImports;
  leases: OpenLeases;
  /** When each file was uploaded, by key. */
  uploads: Map<string, number>;
  /** When each person was erased first, by address. */
  erased: Map<string, number>;
  problems: Set<string>;
  tally: Tally;
};

const createWorld = (seed: number, tally: Tally): World => {
  const simulator = new Simulator(seed);
  const inMemory = createInMemoryImports({ users: people }, simulator.now);
  // Its stream would need the event loop, whose turns no seed repeats.
  inMemory.store.read = async (key) => {
    const object = inMemory.store.objects.get(key);
    if (!object) throw new ObjectStoreError('missing', 'NoSuchKey');
    const { body } = object;
    return (async function* () {
      yield new Uint8Array(body);
    })();
  };
  const empty = { uploads: new Map(), erased: new Map(), problems: new Set<string>() };
  return { simulator, imports: inMemory, leases: inMemory.leases, ...empty, tally };
};

const writer = { killedWithinMs: 40_000, maxCallMs: 2_000 };
/** Faster than writers, so that these are at work when it has listed the files. */
const eraserOptions = { lastsMs: 900_000, killedWithinMs: 4_000, maxCallMs: 100 };

const count = ({ tally }: World, { faults }: Attempt): void => {
  tally.injected += faults;
};

/** A bucket that takes a stream in one request, as S3's client sends a small one: nobody can abort it. */
const inOneRequest = (store: ObjectStore): ObjectStore => ({
  ...store,
  async writeStream(key, blocks, options, call) {
    const sent: Buffer[] = [];
    for await (const block of blocks) sent.push(block);
    return store.write(key, Buffer.concat(sent), options, call);
  },
});

const exportPeople = async (world: World, index: number): Promise<void> => {
  const { simulator, imports: inMemory } = world;
  await simulator.sleep(simulator.between(0, spanMs));
  const attempt = new Attempt(simulator, { ...writer, lastsMs: 900_000 });
  const users = attempt.use(inMemory.directory.users);
  const exporter = createExporter({
    users: { getUsers: (page, call) => users.getUsers({ ...page, limit: pageUsers }, call) },
    store: attempt.use(index % 2 === 0 ? inOneRequest(inMemory.store) : inMemory.store),
    leases: attempt.use(inMemory.leases.exports),
    order: 'time',
    now: simulator.now,
  });
  await attempt.run(() => exporter.export({ form: 'plain' }, attempt.call));
  count(world, attempt);
};

/** Good rows, and bad ones of each kind that may name somebody. */
const createFile = ({ simulator }: World, rows: number): string => {
  const lines = Array.from({ length: rows }, (_, index) => {
    const { email } = people[simulator.between(0, people.length - 1)] as (typeof people)[number];
    const kinds = [
      `${email},${index}`,
      `${email},`,
      `mailto:${email}?,1`,
      `,${email}`,
      `${email.toUpperCase()},`,
    ];
    return index % 10 === 0 || rows < 20 ? kinds[simulator.between(0, 4)] : `row${index}@x.co,1`;
  });
  return `email,phoneNumber\n${lines.join('\n')}\n`;
};

/** Messages come again until one is done with. */
const importPeople = async (world: World, index: number): Promise<void> => {
  const { simulator, imports: inMemory } = world;
  await simulator.sleep(simulator.between(0, spanMs));
  const key = `${index === 2 ? 'dry-run' : 'incoming'}/${index}.csv`;
  inMemory.store.put(key, createFile(world, index === 0 ? manyRows : 12));
  world.uploads.set(key, simulator.now());
  const messages: ImportMessage[] = [{ key }];
  for (let message = messages.shift(); message; message = messages.shift()) {
    const attempt = new Attempt(simulator, { ...writer, lastsMs: 65_000 });
    const services = {
      ...inMemory.services,
      store: attempt.use(inMemory.store),
      jobs: attempt.use(inMemory.services.jobs),
      people: attempt.use(inMemory.directory.people),
      erased: attempt.use(inMemory.directory.erased),
      leasesOf: (of: string) => attempt.use(inMemory.leases.importsOf(of)),
      queue: { send: async (body: string) => void messages.push(JSON.parse(body)), postpone: async () => {} },
    };
    const known = message;
    const outcome = await attempt.run(() => importUsers(services)(known, attempt.call, undefined));
    count(world, attempt);
    await simulator.sleep(simulator.between(0, 20_000));
    if (!outcome) messages.push(known);
  }
};

/** Keys of objects that hold the person and were not uploaded after the erasure. */
const findHeld = ({ imports: { store }, uploads, erased }: World, email: string): string[] =>
  [...store.objects].flatMap(([key, { body }]) => {
    const isLater = (uploads.get(key) ?? 0) > (erased.get(email) ?? 0);
    return !isLater &&
      body
        .toString()
        .toLowerCase()
        .split(/[^\w.@]+/)
        .includes(email)
      ? [key]
      : [];
  });

const expectGone = (world: World, email: string, when: string): void => {
  for (const key of findHeld(world, email)) world.problems.add(`${key} holds ${email} ${when}`);
};

/** Erases until the certificate is complete. */
const erase = async (world: World, index: number): Promise<void> => {
  const { simulator, imports: inMemory, erased } = world;
  const { email } = people[index] as (typeof people)[number];
  await simulator.sleep(simulator.between(0, spanMs));
  const deleted = new Set<string>();
  let certificate: Certificate | undefined;
  while (!certificate?.complete) {
    const attempt = new Attempt(simulator, eraserOptions);
    const objects = {
      ...inMemory.store,
      delete: async (key: string) => {
        if (inMemory.store.objects.has(key) && !/^(certificates|exports\/.*json$)/.test(key))
          deleted.add(key);
        await inMemory.store.delete(key, attempt.call);
      },
    };
    const rows = {
      ...inMemory.directory.erasures,
      erase: async (of: string) => {
        const found = await inMemory.directory.erasures.erase(of, attempt.call);
        if (!erased.has(of)) erased.set(of, simulator.now());
        return found;
      },
    };
    const eraser = createEraser({
      erasures: attempt.use(rows),
      objects: attempt.use(objects),
      leases: attempt.use(world.leases),
      jobs: attempt.use(inMemory.services.jobs),
      log: () => {},
      retention: { backupDays: 1, eventArchiveDays: 0 },
      now: simulator.now,
      sleep: simulator.sleep,
    });
    certificate = await attempt.run(() => eraser.erase(email, attempt.call));
    count(world, attempt);
    await simulator.sleep(simulator.between(0, 20_000));
  }
  expectGone(world, email, 'after the certificate');
  if (certificate.rows !== 1) world.problems.add(`the certificate of ${email} says ${certificate.rows} rows`);
  for (const key of deleted)
    if (!certificate.files.deleted.includes(key)) world.problems.add(`${key} is not in the certificate`);
};

/** A manifest that has no file, or tells another count or sum. */
const checkExports = ({ imports: { store }, problems }: World): void => {
  for (const [key, { body }] of store.objects) {
    if (!/^exports\/.*json$/.test(key)) continue;
    const file = store.objects.get(key.replace(/json$/, 'csv'))?.body;
    const sha256 = createHash('sha256')
      .update(file ?? '')
      .digest('hex');
    const lines = (file?.toString().split('\r\n').length ?? 0) - 2;
    const manifest = JSON.parse(body.toString());
    if (!file || manifest.sha256 !== sha256 || manifest.count !== lines) problems.add(`${key} is wrong`);
  }
};

const simulate = async (seed: number, hasLeases: boolean, tally: Tally): Promise<ReadonlySet<string>> => {
  const world = createWorld(seed, tally);
  if (!hasLeases) world.leases = { list: async () => [], isImporting: async () => false };
  const times = (length: number) => Array.from({ length }, (_, index) => index);
  const actors = Promise.all([
    ...times(exports).map((index) => exportPeople(world, index)),
    ...times(imports).map((index) => importPeople(world, index)),
    ...times(erasures).map((index) => erase(world, index)),
  ]);
  await world.simulator.run(actors);
  for (const email of world.erased.keys()) expectGone(world, email, 'at the end');
  const listed = await world.imports.readAll();
  for (const { email } of listed) if (world.erased.has(email)) world.problems.add(`${email} is listed`);
  checkExports(world);
  return world.problems;
};

/** So many seeds from the first on. `hasLeases` is false for the control, in which no erasure waits. */
export const erasureRaces = async (seeds: number, first: number, hasLeases = true): Promise<Tally> => {
  const tally = newTally();
  for (let seed = first; seed < first + seeds; seed += 1) {
    const problems = await simulate(seed, hasLeases, tally);
    tally.requests += 1;
    if (problems.size === 0) tally.right += 1;
    else tally.wrong += 1;
    if (hasLeases && problems.size > 0)
      process.stderr.write(`erasureRaces, seed ${seed}: ${[...problems].join('; ')}\n`);
  }
  return tally;
};
