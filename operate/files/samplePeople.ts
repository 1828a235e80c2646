// Invented people as lines of a CSV file, some of which an import refuses.

/** One line of so many is wrong. */
export const badLineEvery = 1_000;

const badLines = [
  'no address,+1 555 0100',
  ',+1 555 0101',
  'someone@example.com,',
  'two@example@com,+1 555 0102',
  'jane@example..com,+1 555 0103',
  'nobody@example.com,NULL',
  'somebody@example.com,1.5550104E+09',
];

const digits = 7;

const lineAt = (index: number): string => {
  const isBad = (index + 1) % badLineEvery === 0;
  if (isBad) return badLines[Math.floor(index / badLineEvery) % badLines.length] as string;
  const number = String(index + 1).padStart(digits, '0');
  return `person${number}@example.com,+1 555 ${number.slice(0, 3)} ${number.slice(3)}`;
};

/** The header, then `count` lines, each with its line end. The same count gives the same lines. */
export function* samplePeople(count: number): Generator<string> {
  yield 'email,phoneNumber\n';
  for (let index = 0; index < count; index += 1) yield `${lineAt(index)}\n`;
}

/** The same people as cells. */
export function* samplePeopleCells(count: number): Generator<readonly [email: string, phoneNumber: string]> {
  for (let index = 0; index < count; index += 1) {
    const [email = '', phoneNumber = ''] = lineAt(index).split(',');
    yield [email, phoneNumber];
  }
}
