// The people of one run, under a domain of their own, and the events about them.
import { randomBytes } from 'node:crypto';

/** Each is asked for by one check, so that checks do not meet. */
const names = [
  'homer',
  'marge',
  'moved',
  'shuffled',
  'redriven',
  'poison',
  'imported',
  'counted',
  'exported',
  'erased',
] as const;

export type PersonName = (typeof names)[number];

/** RFC 2606 keeps `.example` for such uses: nobody has an address there. */
export const createDomain = (): string => `verify-${randomBytes(4).toString('hex')}.example`;

/** Whether a run may have made the domain. */
export const isDomain = (text: string): boolean => /^verify-[\da-f]{8}\.example$/.test(text);

export type PersonEvent = {
  specversion: '1.0';
  type: string;
  source: string;
  id: string;
  time: string;
  data: { email: string; phoneNumber?: string; version: number };
};

const hourMs = 3_600_000;

/** The versions of a run are small; a removal's is greater than all of them. */
const lastVersion = 1_000_000_000;

export class People {
  readonly domain: string;
  readonly #startedMs: number;

  /** `now` returns milliseconds. */
  constructor(domain: string, now: () => number = Date.now) {
    this.domain = domain;
    this.#startedMs = now();
  }

  address(name: PersonName): string {
    return `${name}@${this.domain}`;
  }

  get addresses(): string[] {
    return names.map((name) => this.address(name));
  }

  /** An event with both orders, so that every directory takes it: a later `version` has a later time, too. */
  upserted(name: PersonName, phoneNumber: string, version = 1): PersonEvent {
    const timeMs = this.#startedMs - hourMs + version * 1_000;
    return this.#event('directory.user.upserted.v1', timeMs, {
      email: this.address(name),
      phoneNumber,
      version,
    });
  }

  deleted(name: PersonName, version: number): PersonEvent {
    const timeMs = this.#startedMs - hourMs + version * 1_000;
    return this.#event('directory.user.deleted.v1', timeMs, { email: this.address(name), version });
  }

  /** Deletes everybody, whatever came before. `nowMs` is the time of the removal. */
  removal(nowMs: number): PersonEvent[] {
    return this.addresses.map((email) =>
      this.#event('directory.user.deleted.v1', nowMs, { email, version: lastVersion }),
    );
  }

  #event(type: string, timeMs: number, data: PersonEvent['data']): PersonEvent {
    const id = `${data.email} ${data.version}`;
    return {
      specversion: '1.0',
      type,
      source: 'https://verify.example',
      id,
      time: new Date(timeMs).toISOString(),
      data,
    };
  }
}
