// Schedule expressions of EventBridge: `rate(5 minutes)`, and `cron(0 6 ? * MON-FRI *)` in UTC.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html

/** `minutes` have passed since the start. */
export type IsDue = (time: Date, minutes: number) => boolean;

const minutesOf: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 24 * 60 };

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

type Field = { of(time: Date): number; least: number; most: number; names?: readonly string[] };

const fields: readonly Field[] = [
  { of: (time) => time.getUTCMinutes(), least: 0, most: 59 },
  { of: (time) => time.getUTCHours(), least: 0, most: 23 },
  { of: (time) => time.getUTCDate(), least: 1, most: 31 },
  { of: (time) => time.getUTCMonth() + 1, least: 1, most: 12, names: months },
  { of: (time) => time.getUTCDay() + 1, least: 1, most: 7, names: weekdays },
  { of: (time) => time.getUTCFullYear(), least: 1970, most: 2199 },
];

const refuse = (expression: string): never => {
  throw new Error(`${expression} is no schedule that is emulated`);
};

/** `*`, `?`, `3`, `1-5`, `MON-FRI`, with a step behind a slash. */
const compilePart = (part: string, { least, most, names = [] }: Field): ((value: number) => boolean) => {
  const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
  const toNumber = (text: string): number =>
    names.includes(text.toUpperCase()) ? names.indexOf(text.toUpperCase()) + least : Number(text);
  const isAny = /^[*?]$/.test(range);
  const [first = Number.NaN, last = step ? most : first] = isAny
    ? [least, most]
    : range.split('-').map(toNumber);
  if (!(first >= least && last <= most && Number(step ?? 1) > 0)) refuse(part);
  return (value) => value >= first && value <= last && (value - first) % Number(step ?? 1) === 0;
};

const compileCron = (expression: string, words: readonly string[]): IsDue => {
  if (words.length !== fields.length) refuse(expression);
  const tests = fields.map((field, index) => {
    const parts = (words[index] as string).split(',').map((part) => compilePart(part, field));
    return (time: Date) => parts.some((fits) => fits(field.of(time)));
  });
  return (time) => tests.every((fits) => fits(time));
};

/** Throws an error for another expression; `L`, `W` and `#` are not emulated. */
export const compileSchedule = (expression: string): IsDue => {
  const [, kind, text = ''] = /^(rate|cron)\((.+)\)$/.exec(expression.trim()) ?? [];
  if (kind === 'cron') return compileCron(expression, text.trim().split(/\s+/));
  const [, count = '', unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(text) ?? [];
  const period = Number(count) * (minutesOf[unit] ?? 0);
  return period > 0 ? (_time, minutes) => minutes > 0 && minutes % period === 0 : refuse(expression);
};
