// Asks the API for somebody's number.
import type { System } from '../system/system.ts';

/** Null for somebody who is not there; `status 503` and so on for any other answer. */
export const findNumber = async ({ request }: System, email: string): Promise<string | null> => {
  const response = await request('/search', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
  });
  if (response.status === 404) return null;
  if (!response.ok) return `status ${response.status}`;
  return ((await response.json()) as { phoneNumber: string }).phoneNumber;
};
