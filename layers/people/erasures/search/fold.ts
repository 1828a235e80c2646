// The fold under which files are searched: it joins at least what any database joins.

/**
 * Folds letter case, and the spellings that Unicode counts as equal. LOWER of MySQL, MariaDB and Aurora has Unicode's simple
 * lower case of each letter by itself, of an older Unicode or a newer one: less than JavaScript's, but for İ, which becomes i,
 * and ς, which stays beside σ at the end of a word. So this joins more than each of them. The price is that a file which holds
 * alİ@x alone is deleted when ali@x is erased, on a database that tells them apart. That is right: the sender still has the
 * file, and a file that is missed would keep the person. About rows the database alone decides.
 */
export const fold = (text: string): string => {
  const folded = text.normalize('NFD').toLowerCase().replaceAll('ς', 'σ');
  return folded.includes('\u0307') ? folded.replace(/(i\p{M}*?)\u0307/gu, '$1') : folded;
};

/** What `fold` leaves of letters and digits of ASCII, in a part of the time. */
export const foldAscii = (text: string): string => text.toLowerCase().replaceAll('\u0307', '');
