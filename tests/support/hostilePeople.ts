// People whom the rules let in, and whom spreadsheets would change or run.
import fc from 'fast-check';

const marks = ['=', '+', '-', '@', "'", '"', ',', ';', ' ', '\u00a0', '\ufeff', '＝', 'e\u0301', '|', '%'];
const texts = ['=1+1', '""', "''", '\\', '\u2028', '😀', '0', '00', 'true', '\0', '\t', '\r', '\n'];

const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...marks),
      fc.constantFrom(...texts),
      fc.string({ unit: 'binary', maxLength: 3 }).filter((text) => text.isWellFormed()),
    ),
    { maxLength: 4 },
  )
  .map((pieces) => pieces.join(''));

/** Whatever is hostile stands in quotes. */
const quotedAddress = fc
  .tuple(
    fc.constantFrom('=', '+', '-', "'", '@', ',', '|', ' ', '😀', 'e\u0301', '＝', '\\"', '1+1', '%'),
    fc.nat(99),
  )
  .map(([sign, place]) => `"${sign}${place}"@x`);

const bareAddress = fc
  .tuple(fc.constantFrom('', '+', '-', "'", '=', '%', '1e', 'jürgen', '0', 'MAY', '😀'), fc.nat(99))
  .map(([sign, place]) => `${sign}${place}@x.example`);

/** Whatever is hostile stands between digits. */
const markedNumber = fc
  .tuple(fc.constantFrom('', '+', '-', "'", '(', '😀', '"', '％'), hostileText)
  .map(([sign, text]) => `${sign}1${text.replaceAll(/[@\p{Cc}]/gu, '')}23`);

/** Numbers, dates, sums of money and times of day to a spreadsheet. */
const likelyNumber = fc.oneof(
  fc.constantFrom(
    '00123',
    '1-2-3000',
    '12/05/2024',
    'May 2024',
    '1 555 0100',
    '(123)',
    '-123',
    '1,234',
    '1.234',
    '12:34',
  ),
  fc.constantFrom(
    '+49 30 1',
    '0301234567',
    '4915112345678901',
    '12345678901234567890',
    '1.555.0100',
    '$100',
    '100%',
    '1/2 3',
  ),
  fc.constantFrom(
    '２０３',
    '١٢٣٤',
    'tel:+4930123',
    '123 ext. 4',
    '1-800-FLOWERS',
    'JAN 2024',
    '2024-01-02',
    '0x1F3',
    '€ 123',
  ),
);

export const hostilePerson = fc.record({
  email: fc.oneof(quotedAddress, bareAddress),
  phoneNumber: fc.oneof(markedNumber, likelyNumber),
});
