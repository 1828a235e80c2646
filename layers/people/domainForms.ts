// The two forms of an internationalized domain name: `bücher.example` is `xn--bcher-kva.example`.
import { domainToASCII, domainToUnicode } from 'node:url';

const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text);

// The conversion parses its input as the host of a URL: `1.2.3` becomes `1.2.0.3`, and `a/b` becomes `a`.
const isConvertible = (domain: string): boolean =>
  /^[\w.\u0080-\u{10ffff}-]+$/u.test(domain) && (!isAscii(domain) || /xn--/i.test(domain));

/**
 * The address with the ASCII form (`xn--…`) of its domain, then with the Unicode form. None of another domain, nor of one
 * that has no ASCII form (RFC 5891, UTS 46).
 */
export const domainForms = (email: string): string[] => {
  const at = email.lastIndexOf('@') + 1;
  const domain = email.slice(at);
  const ascii = isConvertible(domain) ? domainToASCII(domain) : '';
  if (!ascii.includes('xn--')) return [];
  const unicode = domainToUnicode(ascii);
  // Letters may become the beginning of a label that is none.
  if (![ascii, unicode].every((form) => domainToASCII(form) === ascii)) return [];
  return [ascii, unicode].map((form) => email.slice(0, at) + form);
};

/** The address with its domain in the form, of the two, in which it was sent. */
export const normalizeDomain = (email: string): string => {
  const [ascii, unicode] = domainForms(email);
  return (isAscii(email.slice(email.lastIndexOf('@'))) ? ascii : unicode) ?? email;
};
