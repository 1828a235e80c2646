// The names that programs give to columns of e-mail addresses and phone numbers, in 13 languages.

/** Letters of a name alone: no blanks, punctuation or digits, in lower case, half-width letters as full-width ones. */
export const toKey = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\[[^\]]*\]\s*$/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}]/gu, '');

/** Names in order of preference, one group a line: names of one group mean the same. */
const emailGroups = [
  `email, mail, e-mail address, email addresses, mail address, primary email, user email, E-mail - Value, Person - Email,
  E-Mail-Adresse, Primäre E-Mail-Adresse, Mailadresse,
  Adresse de messagerie, Adresse électronique, Adresse électronique principale, Adresse e-mail, Adresse mail, Courriel,
  Dirección de correo electrónico, Dirección del correo electrónico, Dirección de correo electrónico principal,
  Correo electrónico, Correo, Dirección de correo,
  Indirizzo posta elettronica, Indirizzo di posta elettronica, Indirizzo e-mail, Indirizzo email, Email primaria,
  Email principale, Posta elettronica,
  E-mailadres, Mailadres, Adres e-mail, Adres email, Adres poczty elektronicznej,
  Endereço de email, Endereço de correio eletrónico, E-mail primário, E-mail principal,
  电子邮件地址, 电子邮件, 邮箱, 电子邮箱, 電子郵件地址, 電子郵件, 主要 Email, 電子信箱,
  電子メール アドレス, 電子メール, メールアドレス, メール, Eメール, Eメールアドレス,
  Адрес электронной почты, Электронная почта, Эл. почта, Почта, Email адрес,
  E-mailová adresa, Ensisijainen sähköposti, Sähköposti, Sähköpostiosoite`,
  'Person - Email - Work, work email, email (work), business email, E-mail geschäftlich, E-Mail dienstlich',
  'Person - Email - Home, home email, email (home), personal email, private email, E-mail privat',
  `Person - Email - Other, other email, secondary email, additional email addresses, alternate email, billing email,
  Sekundäre E-Mail-Adresse, Adresse électronique secondaire, Dirección de correo electrónico secundaria,
  Email secondaria, E-mail secundário, 次要 Email, Альтернативный адрес электронной почты, Ďalšia e-mailová adresa,
  Toissijainen sähköposti`,
];

/** Addresses that count where the others of a row are empty. */
const signInGroups = ['userPrincipalName', 'proxyAddresses'];

const phoneGroups = [
  `mobile phone, mobile, mobile number, mobile no., mobile phone number, cell, cell phone, cell phone number, cellphone,
  phone (mobile), work mobile, business mobile, Telefon (mobil), Mobil dienstlich, Mobilnummer (dienstlich), Natel, GSM,
  Person - Phone - Mobile, Mobiltelefon, Handy, Handynummer, Funktelefon, Mobil-Tel.-Nr., Mobil, Mobilnummer,
  Mobiltelefonnummer, Tél. mobile, Téléphone mobile, Téléphone portable, Portable, Numéro de portable, Numéro de mobile,
  Teléfono móvil, Móvil, Teléfono celular, Número de móvil, Cellulare, Numero cellulare, Telefono cellulare,
  Mobiele telefoon, Mobiel, Mobiel nummer, Telefon komórkowy, Komórka, Telefone celular, Celular, Telemóvel,
  移动电话, 手机, 手机号, 手机号码, 行動電話, 手機, 手機號碼, 携帯電話, 携帯, 携帯電話番号,
  Номер сотового телефона, Мобильный телефон, Мобильный, Сотовый телефон, Mobilný telefón, Matkapuhelinnumero,
  Matkapuhelin`,
  'home mobile, personal mobile, private mobile, Mobil privat, Handy privat, Mobilnummer (privat)',
  `work phone, business phone, business phones, office phone, work number, office number, phone (work), line URI,
  Person - Phone - Work, Telefon geschäftlich, Tel. dienstlich, Telefon dienstlich, Tel. geschäftlich, Téléphone (bureau), Téléphone bureau,
  Téléphone professionnel, Tél. professionnel, Teléfono del trabajo, Teléfono (Trabajo), Ufficio, Telefono lavoro,
  Telefono ufficio, Telefoon op werk, Telefoon werk, Telefon służbowy, Telefone Comercial, Fone comercial,
  Fone de trabalho, Telefone de trabalho, 商务电话, 办公电话, 商務電話, 会社電話, 勤務先電話, TEL会社, Рабочий телефон,
  Telefón do práce, Työpuhelin`,
  'TEL直通',
  'TEL部門',
  `phone, phone number, tel, telephone, telephone number, tel. no., phone no., Phone - Value, Telefon, Telefonnummer,
  Rufnummer, Tel.-Nr., Téléphone, Numéro de téléphone, Tél, Teléfono, Número de teléfono, Telefono, Numero di telefono,
  Telefoon, Telefoonnummer, Numer telefonu, Telefone, Número de telefone, Fone, 电话, 电话号码, 電話, 電話號碼, 電話番号,
  Телефон, Номер телефона, Telefón, Telefónne číslo, Puhelin, Puhelinnumero`,
  `home phone, home number, phone (home), Person - Phone - Home, Telefon privat, Tel. privat, Téléphone (domicile),
  Téléphone domicile, Teléfono particular, Particular, Abitazione, Telefono casa, Telefono abitazione, Telefoon thuis,
  Telefon domowy, Telefone residencial, Fone de casa, 住宅电话, 家庭电话, 住家電話, 自宅電話, Домашний телефон,
  Telefón domov, Kotipuhelin`,
  `primary phone, main phone, Person - Phone, Haupttelefon, Téléphone principal, Teléfono principal, Hoofdtelefoon,
  Telefon główny, Telefone principal, 主要电话, 代表電話, Primárny telefón, Recovery Phone`,
  `other phone, other telephone, Person - Phone - Other, Weiteres Telefon, Telefon (Sonstiges), Téléphone (autre),
  Otro teléfono, Andere telefoon, 其他电话, 其他電話, その他電話, ip phone`,
  'billing phone',
  'car phone, Autotelefon',
  'radio phone',
];

/** What alone may be anything, such as the name of an office: an address in the same language must stand beside it. */
const beside: Readonly<Record<string, RegExp>> = {
  ufficio: /indirizzo|emailprim|emailprincipale|postaelettronica/,
  abitazione: /indirizzo|emailprim|emailprincipale|postaelettronica/,
  particular: /correo/,
};

const toRanks = (groups: readonly string[]): ReadonlyMap<string, number> =>
  new Map(groups.flatMap((names, rank) => names.split(',').map((name) => [toKey(name), rank] as const)));

const emails = toRanks(emailGroups);
const signIns = toRanks(signInGroups);
const phones = toRanks(phoneGroups);

/** The rank of the bare names, which a kind in the row makes another. */
export const unknownKindRank = phoneGroups.length;

/** The lower, the sooner it is used. */
export const findEmailRank = (name: string): number | undefined => emails.get(toKey(name));
export const findSignInRank = (name: string): number | undefined => signIns.get(toKey(name));

/** `keys` are those of all columns. */
export const findPhoneRank = (name: string, keys: readonly string[]): number | undefined => {
  const key = toKey(name);
  const language = Object.hasOwn(beside, key) ? beside[key] : undefined;
  return !language || keys.some((other) => language.test(other)) ? phones.get(key) : undefined;
};

/** Kinds of numbers that stand in the rows of Google's files, in the language of their user. */
const kinds: readonly (readonly [words: RegExp, rank: number | undefined])[] = [
  [
    /fax|факс|faks|传真|傳真|ファックス|ファクス|pager|busca|寻呼|呼叫器|ポケベル|пейджер|assistant|assistent/,
    undefined,
  ],
  [
    /mobil|móvil|móvel|celular|cellulare|^cell|handy|portable|mobiel|komórk|matkapuhelin|сотов|мобил|手机|手機|移动|行動|携帯/,
    0,
  ],
  [
    /work|business|office|arbeit|geschäft|dienst|travail|bureau|professionnel|trabajo|lavoro|ufficio|werk|praca|służb/,
    2,
  ],
  [/trabalho|comercial|työ|práca|рабоч|工作|公司|单位|商务|商務|会社|勤務先|職場/, 2],
  [
    /home|privat|zuhause|domicile|casa|abitazione|thuis|domow|domov|residencial|particular|koti|дом|住宅|家庭|自宅|住家/,
    6,
  ],
  [/main|primary|haupt|principal|hoofd|główn|основн|主要|代表|メイン/, 7],
];

/** Undefined for a kind that is no number to call, as a fax. */
export const rankOfKind = (text: string): number | undefined => {
  const key = toKey(text);
  const kind = kinds.find(([words]) => words.test(key));
  return kind ? kind[1] : unknownKindRank;
};
