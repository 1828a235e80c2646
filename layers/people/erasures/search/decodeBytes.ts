// The text of bytes in UTF-8 or Windows-1252, or in both.

/** Windows-1252 from 0x80 to 0x9F; what it leaves undefined stays a control character. */
const upperControls = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const toWindows1252 = (letter: string): string => upperControls[letter.charCodeAt(0) - 0x80] as string;

/** Table 3-7 of the Unicode Standard, over a text that has one character per byte. */
const utf8Runs =
  /(?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})+|[\x80-\x9f]/g;

/** Every byte as Windows-1252. */
export const decodeWindows1252 = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\x80-\x9f]/g, toWindows1252);

/** What is UTF-8 as UTF-8, every other byte as Windows-1252. */
export const decodeBytes = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replace(utf8Runs, (run) =>
      run.length === 1 ? toWindows1252(run) : Buffer.from(run, 'latin1').toString(),
    );
