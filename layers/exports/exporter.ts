// Writes the directory to the bucket as a CSV file with a manifest, in constant memory.
import type { CallContext } from '#layers/database/database.ts';
import { DatabaseError } from '#layers/database/databaseError.ts';
import { PublicError } from '#layers/errors/publicError.ts';
import { asOfName } from '#layers/imports/asOf.ts';
import type { ObjectStore } from '#layers/objects/objectStore.ts';
import type { OrderKind } from '#layers/repository/revision.ts';
import type { UsersRepository } from '#layers/repository/usersRepository.ts';
import { ExportFile, type ExportFormat, type ExportManifest } from './exportFile.ts';
import { readPages } from './readPages.ts';

export type Exported = ExportManifest & {
  /** Of the CSV file. */
  key: string;
};

export interface Exporter {
  /**
   * Writes `exports/<time>.csv`, then its manifest `exports/<time>.json`; a file without a manifest is no export. Throws
   * DatabaseError, ObjectStoreError, and the PublicError `ExportUnfinished` when the time does not suffice: then there is
   * neither file nor manifest.
   */
  export(format: Pick<ExportFormat, 'guard'>, call: CallContext): Promise<Exported>;
}

type Options = {
  users: Pick<UsersRepository, 'getUsers'>;
  store: Pick<ObjectStore, 'write' | 'writeStream'>;
  order: OrderKind;
  now: () => number;
};

/** A failed read of the directory comes out of the bucket's upload. */
const throwReason = (error: unknown): never => {
  const { cause } = Object(error);
  throw cause instanceof DatabaseError || cause instanceof PublicError ? cause : error;
};

export const createExporter = ({ users, store, order, now }: Options): Exporter => ({
  async export({ guard }, call) {
    const time = new Date(now()).toISOString();
    const file = new ExportFile({ order, guard });
    const blocks = async function* () {
      yield file.header();
      for await (const page of readPages({ users, now }, call)) yield file.rows(page);
    };
    const key = `exports/${time}.csv`;
    // With the moment at which the file was right, a copy of it can be imported.
    const options = { contentType: 'text/csv', metadata: { [asOfName]: time } };
    await store.writeStream(key, blocks(), options, call).catch(throwReason);
    const manifest = file.manifest();
    const body = `${JSON.stringify(manifest, null, 2)}\n`;
    await store.write(`exports/${time}.json`, body, { contentType: 'application/json' }, call);
    return { key, ...manifest };
  },
});
