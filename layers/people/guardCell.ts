// Keeps a spreadsheet from changing the text of a cell, or from running it as a formula.

/**
 * Text to every spreadsheet: words, addresses that begin with a letter, and what is guarded already. `May 2024` is a date, and
 * `e5` may be a number.
 */
const isText = /^(?:\p{L}\P{Nd}*|\p{L}\S*@.*|\t.*)$/su;

/**
 * Puts a tab before a cell that begins with no letter, or has a digit and is no address. No spreadsheet shows it, all keep it
 * when they save, and an import drops white space around every cell:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export const guardCell = (text: string): string => (text === '' || isText.test(text) ? text : `\t${text}`);

/** The cell without its guard. */
export const unguardCell = (cell: string): string => cell.replace(/^\t/, '');
