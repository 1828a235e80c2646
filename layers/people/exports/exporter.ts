// Writes the directory to the bucket as a file with a manifest, in constant memory.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { ObjectStoreError } from '#layers/aws/s3/objectStore.ts';
import { PublicError } from '#layers/base/errors/publicError.ts';
import { asOfMetadata, type ExportManifest, exportKey, manifestKey } from '#layers/people/bucketLayout.ts';
import { type Writer, withLease } from '#layers/people/leases/withLease.ts';
import type { WriterLeases } from '#layers/people/leases/writerLeases.ts';
import type { OrderKind } from '#layers/people/revision.ts';
import type { UsersRepository } from '#layers/people/usersRepository.ts';
import { contentTypeOf, ExportFile, type ExportFormat } from './exportFile.ts';
import { readPages } from './readPages.ts';

export type Exported = ExportManifest & {
  /** The key of the file. */
  key: string;
};

export interface Exporter {
  /**
   * Writes the file, then its manifest; a file without a manifest is no export. Starts again when an erasure aborts it. Throws DatabaseError, ObjectStoreError, and the PublicError `ExportUnfinished` when the
   * time does not suffice: then there is neither file nor manifest.
   */
  export(format: Pick<ExportFormat, 'form'>, call: CallContext): Promise<Exported>;
}

type Options = {
  users: Pick<UsersRepository, 'getUsers'>;
  store: Writer;
  leases: WriterLeases;
  order: OrderKind;
  now: () => number;
  newId?: (() => string) | undefined;
};

/** A failed read of the directory comes out of the bucket's upload. */
const throwReason = (error: unknown): never => {
  const { cause } = Object(error);
  throw cause instanceof DatabaseError || cause instanceof PublicError ? cause : error;
};

/** Erasures may abort an export as often as this, less one. */
const maxStarts = 3;

/** What was read before an erasure may hold the person. */
const wasAborted = (error: unknown): boolean => error instanceof ObjectStoreError && error.kind === 'missing';

export const createExporter = ({ users, store, leases, order, now, newId }: Options): Exporter => {
  const write = async (to: Writer, { form }: Pick<ExportFormat, 'form'>, call: CallContext) => {
    const time = new Date(now()).toISOString();
    const file = new ExportFile({ order, form });
    const blocks = async function* () {
      yield file.begin();
      for await (const page of readPages({ users, now }, call)) yield file.rows(page);
      yield file.end();
    };
    const key = exportKey(time, form);
    // With the moment at which the file was right, a copy of it can be imported.
    const options = { contentType: contentTypeOf(form), metadata: { [asOfMetadata]: time } };
    await to.writeStream(key, blocks(), options, call).catch(throwReason);
    const manifest = file.manifest();
    const body = `${JSON.stringify(manifest, null, 2)}\n`;
    await to.write(manifestKey(key), body, { contentType: 'application/json' }, call);
    return { key, ...manifest };
  };

  return {
    async export(format, call) {
      for (let starts = 1; ; starts += 1) {
        try {
          // A lease for each start: an erasure need not wait for a start that came after it.
          return await withLease({ leases, store, now, newId }, call, (to) => write(to, format, call));
        } catch (error) {
          if (!wasAborted(error) || starts === maxStarts) throw error;
        }
      }
    },
  };
};
