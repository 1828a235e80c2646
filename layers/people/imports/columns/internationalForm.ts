// Writes a phone number in one form, with the calling code of its country.
import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { FileRefused } from '../formats/table.ts';
import type { NumberForm } from './cells.ts';

/** Possible: of a length that the country has. Numbers that are not assigned yet are possible, too. */
const parse = (text: string, country: CountryCode): PhoneNumber | undefined => {
  const number = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  return number?.isPossible() ? number : undefined;
};

/** RFC 3966: `+49301234567;ext=12` */
const format = ({ number, ext }: PhoneNumber): string => (ext ? `${number};ext=${ext}` : number);

/** Whether digits that begin with the calling code are one number with it and another without it. */
const isAmbiguous = (text: string, country: CountryCode): boolean => {
  const code = getCountryCallingCode(country);
  const digits = text.normalize('NFKC').replace(/^[^\p{L}\p{N}+]+/u, '');
  if (!digits.startsWith(code)) return false;
  const [withCode, without] = [parse(`+${digits}`, country), parse(`+${code}${digits}`, country)];
  return withCode !== undefined && without !== undefined && withCode.number !== without.number;
};

/** `code`: ISO 3166-1 alpha-2. Throws FileRefused for a country without phone numbers. */
export const createInternationalForm = (code: string): NumberForm => {
  if (!isSupportedCountry(code))
    throw new FileRefused('The country must be two capital letters of ISO 3166-1, such as DE.');
  return (text) => {
    const found = parse(text.replace(/^\s*00/, '+').replace(/^tel:/i, ''), code);
    if (!found)
      return { rule: `must be a possible number in ${code}, or begin with + and the code of its country` };
    if (isAmbiguous(text, code))
      return {
        rule: `must begin with + or 0, since its digits are a number both with and without the code of ${code}`,
      };
    return { number: format(found), isValid: found.isValid() };
  };
};
