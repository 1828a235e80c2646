// A change of a person, as an event or a row of a file tells it, with the rules that it breaks.
import { findBrokenAddressRule, lookalikeRule } from './addressRule.ts';
import { findBrokenNumberRule, normalizePhoneNumber } from './phoneNumber.ts';
import { domainForms, isShortEmail, normalizeEmail, spellingsOf } from './user.ts';

/** The rule that each field breaks: a sentence without its subject, and nothing of the person. */
export type BrokenRules = { email?: string; phoneNumber?: string };

/** The state that a person has from a revision on. */
export type PersonChange = {
  /** The address under which the person is shown. */
  email: string;
  /** The address as it was sent, at most 254 characters. An adopted table may have the person under this spelling. */
  spelling: string;
  /** Null when the person is deleted. */
  phoneNumber: string | null;
  revision: string;
  /** A broken rule for addresses counts for who is unknown alone; absent when no rule is broken. */
  broken?: BrokenRules;
};

type SentChange = {
  /** The address by the rule `email`; that of a file without what is around it. */
  email: string;
  /** The cell of a file as it is. */
  cell?: string;
  /** The number by the rule `phoneNumber`; null when the person is deleted. */
  phoneNumber: string | null;
  revision: string;
};

const nameOf = (email: string, cell: string, rule: string | undefined) => {
  if (rule === lookalikeRule) return { email, spelling: email };
  const [spelling = ''] = spellingsOf(cell);
  const normalized = normalizeEmail(email);
  return { email: isShortEmail(normalized) ? normalized : spelling, spelling };
};

export const createChange = ({
  email,
  cell = email,
  phoneNumber: sent,
  revision,
}: SentChange): PersonChange => {
  const rule = findBrokenAddressRule(email);
  const phoneNumber = sent === null ? null : normalizePhoneNumber(sent);
  const numberRule = phoneNumber === null ? undefined : findBrokenNumberRule(phoneNumber);
  const broken = { ...(rule && { email: rule }), ...(numberRule && { phoneNumber: numberRule }) };
  return {
    ...nameOf(email, cell, rule),
    phoneNumber,
    revision,
    ...((rule || numberRule) && { broken }),
  };
};

/** Whether the address would reach somebody whose address has other letters. */
export const isLookalike = ({ broken }: PersonChange): boolean => broken?.email === lookalikeRule;

/** All spellings under which the directory may have the person. */
export const spellingsOfChange = (change: PersonChange): string[] =>
  isLookalike(change)
    ? [change.spelling]
    : change.spelling === change.email
      ? spellingsOf(change.email)
      : [...new Set([...spellingsOf(change.spelling), change.email, ...spellingsOf(change.email)])];

/** The spellings under which the person stays: both forms of an internationalized domain, the ASCII form first. */
export const keptSpellingsOf = (change: PersonChange): string[] => {
  const forms = isLookalike(change) ? [] : domainForms(change.email).filter(isShortEmail);
  return forms.length > 0 ? forms : [change.email];
};
