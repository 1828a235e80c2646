// Erasure: a person is gone, with a certificate, and nothing old or new brings them back.
import { bucketPrefixes } from '#layers/people/bucketLayout.ts';
import { listKeys } from '#operate/files/listKeys.ts';
import type { Check } from '../check.ts';
import { importLines } from './files.ts';
import { findNumber } from './findNumber.ts';
import { syncDirectly } from './syncDirectly.ts';

const number = '+1 888 555 0300';

type Certificate = { complete: boolean; rows: number; files: { deleted: string[] } };

const erasing: Check = {
  what: 'Erasure: the certificate is complete, and the person stays away',
  async run(context) {
    const { system, people, expect } = context;
    const email = people.address('erased');
    const key = `${bucketPrefixes.incoming}${people.domain}-erased.csv`;
    await importLines(context, key, [`${email},${number},1`]);
    expect.same('The number of somebody imported', await findNumber(system, email), number);
    const certificates: Certificate[] = [];
    const erase = async (): Promise<boolean | undefined> => {
      certificates.push((await system.invoke('eraseUser', { email })) as Certificate);
      return certificates.at(-1)?.complete;
    };
    // Exports and imports of others that are under way may hold the person for a while.
    await expect.becomes('Whether the certificate is complete', erase, true);
    const { rows, files } = certificates.at(-1) as Certificate;
    expect.same('The rows of the certificate', rows, 1);
    expect.same('Whether the certificate names the file', files.deleted.includes(key), true);
    for await (const kept of listKeys(system, key)) expect.none([`${kept} is still there.`]);
    expect.same('The number of somebody erased', await findNumber(system, email), null);
    const late = [people.upserted('erased', number, 2), people.upserted('erased', number, 2_000)];
    const outcomes = await syncDirectly(system, late);
    expect.same('Whether an event was applied', outcomes.includes('applied'), false);
    await importLines(context, `${bucketPrefixes.incoming}${people.domain}-back.csv`, [
      `${email},${number},3000`,
    ]);
    expect.same('The number after events and a file', await findNumber(system, email), null);
    const { state } = (await system.invoke('explainUser', { email })) as { state: string };
    expect.same('What explainUser says', state, 'erased');
  },
};

export const erasureChecks: readonly Check[] = [erasing];
