// The keyed names of people, under which a deletion is remembered without their address.
import { createHmac } from 'node:crypto';

/** Longer than any e-mail key, so that it is no person's subject. */
const checkText = 'The check value of the secret of a users-service directory. '.repeat(5);

export class Subjects {
  readonly #secret: string;

  /** `secret` must be at least 32 characters that nobody can guess, and the same for as long as the directory exists. */
  constructor(secret: string) {
    if (secret.length < 32) throw new TypeError('The secret of the directory is shorter than 32 characters.');
    this.#secret = secret;
  }

  /** HMAC-SHA-256 of an e-mail key, which the database has folded: 43 characters of base64url. */
  of(emailKey: string): string {
    return createHmac('sha256', this.#secret).update(emailKey).digest('base64url');
  }

  /** Differs for another secret and betrays neither. */
  get checkValue(): string {
    return this.of(checkText);
  }
}
