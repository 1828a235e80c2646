// Takes the cells out of refused rows that name somebody who is erased.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { ErasedPeople } from '#layers/people/erasedPeople.ts';
import { findAddresses } from './findAddresses.ts';
import type { RejectedRow } from './rejects.ts';

/** A row of more is taken for one that names somebody: it is no row of a person, and each address costs a look-up. */
const maxAddresses = 20;

const withhold = ({ row, reason }: RejectedRow): RejectedRow => ({
  reason,
  row: { ...row, cells: row.cells.map(() => Buffer.alloc(0)) },
});

/** Returns the same rows; of who is erased, the line and the reason alone are left. Throws DatabaseError. */
export const withholdErased = async (
  erasedPeople: ErasedPeople,
  rejected: readonly RejectedRow[],
  call: CallContext,
): Promise<RejectedRow[]> => {
  const found = rejected.map((row) => ({ row, addresses: findAddresses(row.row.cells) }));
  const asked = found.filter(({ addresses }) => addresses.length <= maxAddresses);
  const addresses = [...new Set(asked.flatMap((row) => row.addresses))];
  const erased = addresses.length > 0 ? await erasedPeople.find(addresses, call) : new Set<string>();
  return found.map(({ row, addresses }) =>
    addresses.length > maxAddresses || addresses.some((address) => erased.has(address)) ? withhold(row) : row,
  );
};
