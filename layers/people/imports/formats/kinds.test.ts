// Files of each kind that people have: who gets in, what is left out, what is rejected and why.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { encodeText } from '#tests/support/encodeText.ts';
import { createInMemoryImports } from '#tests/support/inMemoryImports.ts';
import { importFile } from '../importFile.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };

const importBytes = async (bytes: string | Buffer, metadata: Record<string, string> = {}) => {
  const imports = createInMemoryImports();
  const version = imports.store.put('incoming/a', bytes, metadata);
  const { state, reason, progress, job } = await importFile(imports.services, version, call);
  const users = await imports.readAll();
  const { file, onlyPossible } = JSON.parse(imports.read(`results/${job}.json`) ?? '{}');
  const [rejects] = [...imports.store.objects].filter(([key]) => key.startsWith('rejects/'));
  return {
    state,
    reason,
    people: users.map(({ email, phoneNumber }) => `${email} ${phoneNumber}`),
    violations: progress.violations,
    file,
    onlyPossible,
    rejects: rejects && String(rejects[1].body),
  };
};

const peopleOf = async (bytes: string | Buffer, metadata?: Record<string, string>) => {
  const { people, violations, reason } = await importBytes(bytes, metadata);
  return { people, ...(Object.keys(violations).length > 0 && { violations }), ...(reason && { reason }) };
};

const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
const table = 'E-Mail-Adresse;Telefon\r\njürgen@x.example;+49 30 1\r\n';
const jürgen = { people: ['jürgen@x.example +49 30 1'] };

describe('encodings', () => {
  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(table)],
    ['UTF-8 with BOM', Buffer.from(`\ufeff${table}`)],
    ['Windows-1252', Buffer.from(table, 'latin1')],
    ['UTF-16 LE', Buffer.from(table, 'utf16le')],
    ['UTF-16 LE with BOM', Buffer.from(`\ufeff${table}`, 'utf16le')],
    ['UTF-16 BE', swapped(table)],
    ['UTF-16 BE with BOM', swapped(`\ufeff${table}`)],
    ['UTF-8 in gzip', gzipSync(table)],
    ['UTF-16 in gzip', gzipSync(Buffer.from(`\ufeff${table}`, 'utf16le'))],
    ['Windows-1252 in gzip', gzipSync(Buffer.from(table, 'latin1'))],
  ])('%s is told from others', async (_name, bytes) => {
    expect(await peopleOf(bytes)).toEqual(jürgen);
  });

  test('of which the first letters that are not ASCII decide for the whole file, wherever they stand', async () => {
    const rows = Array.from({ length: 9_000 }, (_, index) => `a@x;+49 30 ${index}\n`).join('');
    const late = Buffer.from(`email;phone\n${rows}jürgen@x.example;+49 30 1\n`, 'latin1');
    const { file, people } = await importBytes(late);
    expect(file).toMatchObject({ encoding: 'windows-1252', separator: ';' });
    expect(people).toContain('jürgen@x.example +49 30 1');
  });

  // The second byte of ソ, 表, 能, 岤 and 功 is a backslash or a bar in its encoding.
  test.each([
    ['windows-1250', 'Adres e-mail;Telefon komórkowy\nłucja.żak@x.example;+48 601\n'],
    ['windows-1251', 'Адрес электронной почты;Мобильный телефон\nборис@x.example;+48 601\n'],
    ['windows-1252', 'Adresse électronique;Téléphone\nzoë@x.example;+48 601\n'],
    ['shift_jis', '電子メール アドレス,携帯電話,名前\nソ表ポ@x.example,+48 601,"表,ポ"\n'],
    ['shift_jis', '電子ﾒｰﾙ ｱﾄﾞﾚｽ,携帯電話\n十能@x.example,+48 601\n'],
    ['gbk', '电子邮件地址,移动电话\n岤王@x.example,+48 601\n'],
    ['big5', '電子郵件地址,行動電話\n功許@x.example,+48 601\n'],
    ['utf-16le', 'Adres e-mail;Telefon komórkowy\nłucja.żak@x.example;+48 601\n'],
  ])('%s is read where it is chosen: %s', async (encoding, text) => {
    const bytes = encoding === 'utf-16le' ? Buffer.from(text, encoding) : encodeText(text, encoding);
    const person = `${/^.*@x.example/m.exec(text)?.[0]} +48 601`;
    const { people, file } = await importBytes(bytes, { encoding });
    expect(people).toEqual([person]);
    expect(file).toMatchObject({ encoding });
  });

  test('that nobody has chosen are named where the header tells nothing', async () => {
    const bytes = encodeText('Адрес электронной почты;Мобильный телефон\nb@x;+48 601\n', 'windows-1251');
    expect((await importBytes(bytes)).reason).toMatch(
      / If its letters are not those of Windows-1252, .* --encoding\.$/,
    );
    const ascii = Buffer.from('Who;Where\nb@x;+48 601\n');
    expect((await importBytes(ascii)).reason).not.toContain('--encoding');
  });

  test('that nobody reads are refused', async () => {
    expect(await peopleOf(table, { encoding: 'klingon' })).toEqual({
      people: [],
      reason: expect.stringMatching(/^The encoding must be one of utf-8, /),
    });
  });
});

describe('separators and lines before the header', () => {
  test.each([
    ['commas', 'email,phone\na@x,+49 1\n'],
    ['semicolons', 'email;phone\na@x;+49 1\n'],
    ['tabs', 'email\tphone\na@x\t+49 1\n'],
    ['bars', 'email|phone\na@x|+49 1\n'],
    ['commas in quotes between semicolons', '"Name, first, last";email;phone\n"A, B, C";a@x;+49 1\n'],
    ["Excel's sep=", 'sep=;\r\nemail;phone\r\na@x;+49 1\r\n'],
    ["PowerShell's #TYPE", '#TYPE Selected.X\r\n"mail","telephoneNumber"\r\n"a@x","+49 1"\r\n'],
    ['blank lines', '\n\n \nemail,phone\na@x,+49 1\n'],
    ['comments', '# from HR\nemail,phone\na@x,+49 1\n'],
    ['a title', 'People of 2026\n\nemail,phone\na@x,+49 1\n'],
    ['spaces before quotes', 'email, phone\n"a@x", "+49 1"\n'],
    ['single quotes', "'email';'phone'\n'a@x';'+49 1'\n"],
    ['typographic quotes', 'email,phone\n\u201ca@x\u201d,\u201c+49 1\u201d\n'],
    ['quotes that keep Excel from changing them', 'email,phone\n="a@x","=""+49 1"""\n'],
    ['columns without a name', 'email,phone,,\na@x,+49 1,,\n,,,\n'],
    ['rows of separators alone', 'email,phone\na@x,+49 1\n,\n,\n'],
    ['rows without their last, empty cells', 'email,phone,Note\na@x,+49 1\n'],
  ])('%s', async (_name, text) => {
    // A number needs three digits.
    expect(await peopleOf(text.replaceAll('+49 1', '+49 301'))).toEqual({ people: ['a@x +49 301'] });
  });
});

describe('columns', () => {
  test.each([
    [
      'Google Contacts',
      'Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value\nA,* ,a@x ::: b@x,Home Fax,+49 001,* Mobile,+49 151 ::: +49 152\n',
      ['a@x +49 151', 'b@x +49 151'],
      ['Name', 'E-mail 1 - Type'],
    ],
    [
      'Google in Portuguese',
      'E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\na@x,Trabalho,+351 21,Telemóvel,+351 91\n',
      ['a@x +351 91'],
      [],
    ],
    [
      'Outlook',
      'First Name,E-mail Address,E-mail Display Name,E-mail 2 Address,Business Fax,Business Phone,Home Phone,Mobile Phone,Pager\nA,a@x,A,b@x,001,+49 301,+49 302,,003\n',
      ['a@x +49 301', 'b@x +49 301'],
      ['First Name', 'E-mail Display Name', 'Business Fax', 'Pager'],
    ],
    [
      'Outlook in German',
      '"Vorname","Mobiltelefon","Telefon geschäftlich","E-Mail-Adresse","E-Mail 2: Adresse"\r\n"A","+49 151","+49 301","a@x",""\r\n',
      ['a@x +49 151'],
      ['Vorname'],
    ],
    [
      'Outlook in Italian',
      'Indirizzo posta elettronica;Ufficio;Abitazione;Cellulare\na@x;+39 061;+39 062;\n',
      ['a@x +39 061'],
      [],
    ],
    [
      'Outlook in Japanese, with half-width letters',
      '電子ﾒｰﾙ ｱﾄﾞﾚｽ,携帯電話,会社電話\na@x,+81 901,+81 301\n',
      ['a@x +81 901'],
      [],
    ],
    [
      'HubSpot',
      'Record ID,Email,Phone Number,Mobile Phone Number\n1,a@x,+49 301,+49 151\n',
      ['a@x +49 151'],
      ['Record ID'],
    ],
    [
      'HubSpot, a row without a mobile',
      'Record ID,Email,Phone Number,Mobile Phone Number\n1,a@x,+49 301,\n',
      ['a@x +49 301'],
      ['Record ID'],
    ],
    [
      'Google Workspace',
      'Email Address [Required],Recovery Email,Mobile Phone\na@x,b@x,+49 151\n',
      ['a@x +49 151'],
      ['Recovery Email'],
    ],
    [
      'Pipedrive',
      'Person - Email - Work,Person - Email - Home,Person - Phone - Work,Person - Phone - Mobile\na@x,b@x,+49 301,+49 151\n',
      ['a@x +49 151', 'b@x +49 151'],
      [],
    ],
    [
      'Personio in German, with mobiles of work and home',
      'E-Mail;Telefon (dienstlich);Mobilnummer (privat);Mobilnummer (dienstlich)\na@x;+49 301;+49 152;+49 151\nb@x;+49 302;+49 153;\n',
      ['a@x +49 151', 'b@x +49 153'],
      [],
    ],
    [
      'Teams',
      '"DisplayName","UserPrincipalName","LineURI"\r\n"A","a@x","tel:+49301;ext=45"\r\n',
      ['a@x tel:+49301;ext=45'],
      ['DisplayName'],
    ],
    [
      'WooCommerce',
      'user_login,user_email,billing_phone,billing_email\na,a@x,+49 301,b@x\n',
      ['a@x +49 301', 'b@x +49 301'],
      ['user_login'],
    ],
    [
      'Microsoft 365, its list of users',
      '\ufeff"Fax","Mobile Phone","Phone number","Proxy addresses","User principal name"\r\n"001","","+49 301","SMTP:a@x+smtp:b@x","a@x"\r\n',
      ['a@x +49 301'],
      ['Fax'],
    ],
    [
      'Google in Spanish, a mobile behind a number of work',
      'E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\na@x,Trabajo,+34 911,Móvil,+34 600\n',
      ['a@x +34 600'],
      [],
    ],
    [
      'a bank, with lines before the header',
      '"Kontakte Export";"";""\r\n"Stand:";"01.12.2026";""\r\n\r\n"Kunde";"E-Mail";"Telefonnummer"\r\n"A, B";"a@x";"030 12345"\r\n',
      ['a@x 030 12345'],
      ['Kunde'],
    ],
    [
      'csvde',
      'DN,objectClass,mail,telephoneNumber,mobile\r\n"CN=A,OU=B,DC=x",user,a@x,+49 301,\r\n',
      ['a@x +49 301'],
      ['DN', 'objectClass'],
    ],
    [
      'Active Directory',
      'mail,userPrincipalName,proxyAddresses,telephoneNumber,facsimileTelephoneNumber\na@x,a@y,,+49 301,001\n,,SMTP:b@x;smtp:b2@x;X500:/o=x,+49 302,\n,c_x#EXT#@y,,+49 303,\n',
      ['a@x +49 301', 'b@x +49 302', 'b2@x +49 302'],
      ['facsimileTelephoneNumber'],
    ],
  ])('%s', async (_name, text, people, leftOut) => {
    const result = await importBytes(text);
    expect(result).toMatchObject({ state: 'done', people });
    expect(result.file.columns.leftOut).toEqual(leftOut);
  });

  test('that a name of an office could be are no numbers beside an address in another language', async () => {
    expect((await importBytes('email,Ufficio\na@x,Roma\n')).reason).toMatch(
      /^The header has no column of phone numbers/,
    );
  });

  test('can be chosen by name', async () => {
    const text = 'Work mail,email,Tel,Mobile\na@x,b@x,+49 301,+49 151\n';
    expect(await peopleOf(text, { map: 'email=Work+mail&phoneNumber=Tel' })).toEqual({
      people: ['a@x +49 301'],
    });
    expect(await peopleOf(text, { phone: 'Tel' })).toEqual({ people: ['b@x +49 301'] });
    expect(await peopleOf(text, { phone: 'Fax' })).toEqual({
      people: [],
      reason: 'The header has no column "Fax" for phoneNumber.',
    });
  });

  test('of refused rows keep their names, and can be mended', async () => {
    const { rejects = '', violations } = await importBytes('Name;E-Mail;Handy\nÄnne;anne;+49 151\n');
    expect(violations).toEqual({ 'email must contain an @': 1 });
    expect(rejects).toBe(
      '\ufeffName;E-Mail;Handy;line;reason\r\nÄnne;anne;"\t+49 151";2;email must contain an @\r\n',
    );
    expect(await peopleOf(rejects.replace(';anne;', ';anne@x;'))).toEqual({ people: ['anne@x +49 151'] });
  });
});

test.each([
  ['"Ann Example" <a@x>', ['a@x']],
  ['Ann <a@x>, Bob <b@x>', ['a@x', 'b@x']],
  ['<a@x>', ['a@x']],
  ['mailto:a@x?subject=x', ['a@x']],
  ['SMTP:a@x', ['a@x']],
  ['a@x, b@x', ['a@x', 'b@x']],
  ['a@x;b@x', ['a@x', 'b@x']],
  ['a@x b@x', ['a@x', 'b@x']],
  ['a@x/b@x', ['a@x', 'b@x']],
  ['a@x ::: b@x', ['a@x', 'b@x']],
  ['a@x\nA@X', ['a@x']],
  ['"john doe"@x', ['"john doe"@x']],
  ["o'neil@x", ["o'neil@x"]],
  ['a/b@x', ['a/b@x']],
])('the cell %j names %j', async (cell, emails) => {
  const text = `email,phone\n"${cell.replaceAll('"', '""')}",+49 301\n`;
  expect(await peopleOf(text)).toEqual({ people: emails.map((email) => `${email} +49 301`) });
  expect((await peopleOf(text, { 'first-email': 'true' })).people).toHaveLength(1);
});

test('a row of several people is rejected once, when one of them is', async () => {
  const { people, violations } = await importBytes('email,phone\n"a@x,b@x..y",+49 301\n');
  expect(people).toEqual(['a@x +49 301']);
  expect(Object.values(violations)).toEqual([1]);
});

test.each(['ja', 'WAHR', 'Yes', 'x', 'TRUE', '1', 'oui', 'sí', 'prawda', '是', 'はい'])(
  '%s says that the person leaves',
  async (word) => {
    expect(await peopleOf(`email,phone,deleted\na@x,+49 301,\na@x,,${word}\n`)).toEqual({ people: [] });
  },
);

test.each(['FALSCH', 'Nein', 'no', '0', 'non', '否', ''])('%s says that the person stays', async (word) => {
  expect(await peopleOf(`email,phone,deleted\na@x,+49 301,${word}\n`)).toEqual({ people: ['a@x +49 301'] });
});

test('numbers have one form where a country is chosen, and stay as they were sent otherwise', async () => {
  const text = 'email,phone\na@x,030 1234567\nb@x,4915112345678\nc@x,+1 888 123 1111\nd@x,4.9E+11\n';
  expect(await peopleOf(text, { country: 'DE' })).toEqual({
    people: ['a@x +49301234567', 'c@x +18881231111'],
    violations: {
      'phoneNumber must begin with + or 0, since its digits are a number both with and without the code of DE': 1,
      'phoneNumber must be as it is dialled, not 4.9E+11 or 49.0: format the column in the spreadsheet as a number without decimals': 1,
    },
  });
  expect((await peopleOf(text)).people).toEqual([
    'a@x 030 1234567',
    'b@x 4915112345678',
    'c@x +1 888 123 1111',
  ]);
  // No range of the USA begins with 888 123.
  expect((await importBytes(text, { country: 'DE' })).onlyPossible).toBe(1);
  expect((await importBytes(text)).onlyPossible).toBeUndefined();
  expect((await importBytes(text, { country: 'de' })).reason).toMatch(
    /^The country must be two capital letters/,
  );
});
