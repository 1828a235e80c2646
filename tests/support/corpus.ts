// Addresses and phone numbers as people send them, and the rules that the bad ones break.
import { lookalikeRule } from '#layers/people/addressRule.ts';

const x = (count: number) => 'x'.repeat(count);

/** Of people who are new, by events and files alike; each is another person. */
export const goodAddresses: readonly string[] = [
  // RFC 5321 and 5322, without address literals.
  'simple@example.com',
  'very.common@example.com',
  'o@example.com',
  'long.address-with-hyphens@and.subdomains.example.com',
  'user.name+tag+sorting@example.com',
  'name/surname@example.com',
  'admin@localhost',
  'mailhost!username@example.org',
  'user%example.com@example.org',
  'user-@example.org',
  '" "@example.org',
  '"john..doe"@example.org',
  '"john doe"@x',
  '"Joe\\\\Blow"@example.com',
  '"Abc\\@def"@example.com',
  '"very.(),:;<>[]\\".VERY.\\"very@\\\\ \\"very\\".unusual"@strange.example.com',
  "!#$%&'*+-/?^_`{}~@example.org",
  "o'neil@example.com",
  'd’arcy@example.com',
  'ann@x',
  'ann@my_host.local',
  'ann@1.example',
  'ann@127.0.0.1',
  // Real, though RFC 5321 has no such dots.
  'an..n@example.com',
  '.ann.@example.com',
  `${x(64)}@example.com`,
  `ann@${x(63)}.${x(63)}.${x(63)}.${x(58)}`,
  // RFC 6531.
  'pelé@example.com',
  'jose\u0301@example.com',
  '用户@例子.公司',
  'δοκιμή@παράδειγμα.δοκιμή',
  'чебурашка@ящик-с-апельсинами.рф',
  'संपर्क@डाटामेल.भारत',
  'אני@דוגמה.קום',
  'مثال@موقع.عر',
  '二ノ宮@黒川.日本',
  'ＦＵＬＬ@example.com',
  'lukáš@example.com',
  'ann@bücher.example',
  'ann@xn--strae-oqa.example',
  'ann@l·l.example',
  'ann@น้ำ.example',
  '😀@example.com',
  'ann@💩.example',
  // Joiners that shape letters.
  'ශ්\u200dරී@example.com',
  'क्\u200dष@example.com',
  'ann@نامه\u200cای.example',
];

const around = 'must not have white space, invisible characters or quotes around it';
const invisible = 'must not contain white space, control or invisible characters';
const alone = 'must be an address alone, without < > ( ) [ ] , ; : | =';
const twice = 'must not contain more than one @';
const none = 'must contain an @';
const local = 'must have 1 to 64 bytes before the @';
const letters = "must have letters, digits and .!#$%&'*+-/?^_`{}~ before the @, or a text in quotes";
const domain = 'must have a domain after the @: letters, digits, - and _, between single dots';
const misread = 'must not contain characters that were read in a wrong encoding';

/** Addresses by which nobody gets in, with the rule that each breaks. */
export const badAddresses: readonly (readonly [address: string, rule: string])[] = [
  ['ann', none],
  ['ann(at)example.com', alone],
  ['Total 2026', none],
  ['@', local],
  ['@example.com', local],
  [`${x(65)}@example.com`, local],
  [`${'é'.repeat(33)}@example.com`, local],
  ['ann@', domain],
  ['ann@example.com\u2024', lookalikeRule],
  ['ann@example\u2026com', lookalikeRule],
  ['ann\u2800lee@example.com', invisible],
  ['ann@exa\u2800mple.com', invisible],
  ['ann@example.com.', domain],
  ['ann@.example.com', domain],
  ['ann@example..com', domain],
  ['ann@-', domain],
  ['ann@-example.com', domain],
  ['ann@example-.com', domain],
  ['ann@a/b', domain],
  ['ann@x?subject=hello', alone],
  ['ann@x#fragment', domain],
  ['ann@50%off', domain],
  ['ann@x\\y', domain],
  ["ann@x'", domain],
  ['ann@“x”', domain],
  ['ann@@example.com', twice],
  ['a@b@c', twice],
  ['"a"@b@c', twice],
  ['ann@example.com/bob@example.com', twice],
  [`ann@${'é'.repeat(126)}`, 'must not be longer than 254 bytes'],
  // Names, lists, URIs and markup.
  ['"Ann Example" <ann@example.com>', alone],
  ['Ann Example <ann@example.com>', alone],
  ['<ann@example.com>', alone],
  ['ann@example.com (Ann)', alone],
  ['[ann@example.com]', alone],
  ['ann@[192.0.2.1]', alone],
  ['mailto:ann@example.com', alone],
  ['SMTP:ann@example.com', alone],
  ['mail=ann@example.com', alone],
  ['https://example.com/@ann', alone],
  ['<a href="mailto:ann@example.com">', alone],
  ['ann@example.com,bob@example.com', alone],
  ['ann@example.com;bob@example.com', alone],
  ['ann@example.com|', alone],
  ['ann@example.com, bob@example.com', alone],
  ['ann@example.com ::: bob@example.com', alone],
  ['ann@example.com bob@example.com', twice],
  ['Ann ann@example.com', invisible],
  ['a\\b@example.com', letters],
  ['a"b@example.com', letters],
  ['"a"b@example.com', letters],
  ['"a@example.com', letters],
  // White space, control and invisible characters.
  ['ann @ example.com', invisible],
  ['ann@exam ple.com', invisible],
  ['nbsp\u00a0mid@example.com', invisible],
  ['zw\u200bmid@example.com', invisible],
  ['soft\u00adhyphen@example.com', invisible],
  ['word\u2060joiner@example.com', invisible],
  ['filler\u3164mid@example.com', invisible],
  ['joined\u200dletters@example.com', invisible],
  ['a\u0000b@example.com', invisible],
  ['"a\tb"@example.com', invisible],
  ['"a\u00a0b"@example.com', invisible],
  // Read in a wrong encoding.
  ['jÃ¼rgen@example.com', misread],
  ['Ð¸Ð²Ð°Ð½@example.com', misread],
  ['j\ufffdrgen@example.com', misread],
  // Other letters that become ASCII ones.
  ['\u212aim@example.com', lookalikeRule],
  ['al\u0130@example.com', lookalikeRule],
  ['alI\u0307@example.com', lookalikeRule],
  ['a\u037eb@example.com', lookalikeRule],
  ['a\u1fefb@example.com', lookalikeRule],
  ['ann@ban\u212a.example', lookalikeRule],
  ['ann@ｅｘａｍｐｌｅ.com', lookalikeRule],
  ['ann@of\ufb01ce.example', lookalikeRule],
  ['ann@example\uff0ecom', lookalikeRule],
];

/** What programs put around an address: events refuse it, and files take it off. */
export const wrappings: readonly (readonly [before: string, after: string])[] = [
  [' ', ' '],
  ['\t', '\r\n'],
  ['\u00a0', '\u00a0'],
  ['\u200b', '\u200b'],
  ['\ufeff', ''],
  ['\u202a', '\u202c'],
  ['\u200e', ''],
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['„', '“'],
  ['‘', '’'],
  ['«', '»'],
  ['「', '」'],
  ['＂', '＂'],
  [' “ ', '” \u200b'],
];
export const aroundRule = around;

/** Numbers that get in as they are. */
export const goodNumbers: readonly string[] = [
  '110',
  '+49 1',
  '+49 30 1',
  '+49 (0) 30 "x" \\ \'y\' ☎',
  '+49 30 1 x123',
  '+49301 x1012',
  '+49 30 1, +49 30 2',
  '+49 30 1; +49 30 2',
  'tel:+49-30-4;ext=5',
  '1-800-FLOWERS',
  '+49\u201130\u20111',
  '٠١٢٣٤٥٦٧٨٩',
  '۰۹۱۲۳۴۵۶۷۸۹',
  '＋４９　３０　１',
  '01.23.45.67.00',
  '#31#+49301',
  '*123#',
  '15112345678',
  '1900-01-05',
];

const digits = 'must have at least 3 digits';
const spreadsheet =
  'must be as it is dialled, not 4.9E+11 or 49.0: format the column in the spreadsheet as a number without decimals';

export const badNumbers: readonly (readonly [number: string, rule: string])[] = [
  ['4.91512E+11', spreadsheet],
  ['4,91512E+11', spreadsheet],
  ['4.91512345678901E+14', spreadsheet],
  ['4.91512 e +11', spreadsheet],
  ['4.91512E−11', spreadsheet],
  ['٤.٩١٥E+١١', spreadsheet],
  ...['$4.9E+11', '(4.9E+11)', '4.9Ｅ+11', '4.9 × 10^11', '１２３４.０'].map(
    (text) => [text, spreadsheet] as const,
  ),
  ['4915112345678.0', spreadsheet],
  ['4915112345678,00', spreadsheet],
  ['=4915112345678', 'must not be a formula'],
  ['="+4915112345678"', 'must not be a formula'],
  ['＝4915112345678', 'must not be a formula'],
  ['#REF!4915112345678', 'must not be the error of a spreadsheet'],
  ['<a href="tel:+49301">+49301</a>', 'must be a number alone, without < and >'],
  ['+49 30 1\ufffd', 'must not contain characters that were read in a wrong encoding'],
  ['ann123@example.com', 'must not be an e-mail address'],
  ['"+49 30 1"', 'must not be in quotes'],
  ...['#######', '#NAME?', '#N/A', '#REF!', '#DIV/0!', '#NOM?', '#ZAHL!'].map(
    (text) => [text, digits] as const,
  ),
  ...['NULL', '\\N', 'None', 'nan', 'NaN', 'n/a', '-', '0', '12', 'false', 'tbd', 'see HR', '½⅓¼²³'].map(
    (text) => [text, digits] as const,
  ),
];

/** Cells of files that hold addresses among other text, which an event must not have. */
export const cells: readonly (readonly [cell: string, addresses: readonly string[]])[] = [
  ['"Ann Example" <ann@example.com>', ['ann@example.com']],
  ['Ann Example <ann@example.com>', ['ann@example.com']],
  ['<ann@example.com>', ['ann@example.com']],
  ['mailto:ann@example.com', ['ann@example.com']],
  ['SMTP:ann@example.com', ['ann@example.com']],
  ...['/', ',', ';', ', ', ' ::: ', ' '].map(
    (between) =>
      [`ann@example.com${between}bob@example.com`, ['ann@example.com', 'bob@example.com']] as const,
  ),
];
