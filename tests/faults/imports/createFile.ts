// A file of many lines about fewer people, some of them bad, and what must become of it.
import type { Model } from '../events/createHistory.ts';

export type PeopleFile = {
  text: string;
  model: Model;
  /** The numbers of the lines that must be refused. */
  badLines: ReadonlySet<number>;
};

/** So many lines are about one person. */
const linesPerPerson = 4;
/** One line in so many is bad: 4 %. */
const badLineEvery = 25;

export const createFile = (lines: number): PeopleFile => {
  const people = Math.ceil(lines / linesPerPerson);
  const model = new Map<string, string>();
  const badLines = new Set<number>();
  const texts = Array.from({ length: lines }, (_, index) => {
    const email = `user${(index * 7_919) % people}@example.com`;
    if (index % badLineEvery === 0) {
      badLines.add(index + 2);
      return index % 2 ? `${email},\r\n` : `no address ${index},1\r\n`;
    }
    model.set(email, `+1 888 ${index}`);
    return `${index % 3 ? email : email.toUpperCase()},"+1 888 ${index}"\r\n`;
  });
  return { text: `email,phoneNumber\r\n${texts.join('')}`, model, badLines };
};
