// Writes the text of a DECIMAL parameter as a MySQL literal of that type.

const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;

/** The most digits of a DECIMAL ("Fixed-Point Types", MySQL manual). */
const maxDigits = 65;

/**
 * A literal is a DECIMAL when it has a point and no exponent, which the clients' own decimals may have (`1E-7`). Beyond
 * the digits of a DECIMAL the text stays as it is, a DOUBLE. `text` must be a number.
 */
export const decimalLiteral = (text: string): string => {
  const [, sign = '', whole = '', fraction = '', exponent] = decimal.exec(text) ?? [];
  if (exponent === undefined) return text.includes('.') ? text : `${text}.`;
  const digits = `${whole}${fraction}`;
  const point = whole.length + Number(exponent);
  if (Math.max(point, digits.length - Math.min(point, 0)) > maxDigits) return text;
  const padded = `${'0'.repeat(Math.max(1 - point, 0))}${digits.padEnd(point, '0')}`;
  const at = Math.max(point, 1);
  return `${sign}${padded.slice(0, at)}.${padded.slice(at)}`;
};
