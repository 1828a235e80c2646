// SHA-256 and its HMAC for the signer, in place of @smithy/core/checksum, which brings a second implementation along and
// makes a stream and a key object for each of a request's hashes. Put in by plugins.ts.
import { hash } from 'node:crypto';

const blockBytes = 64;

const sha256 = (...parts: readonly Uint8Array[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer');

const bytes = (data: string | Uint8Array): Uint8Array =>
  typeof data === 'string' ? Buffer.from(data) : data;

/** RFC 2104. */
const hmac = (secret: Uint8Array, data: Uint8Array): Buffer => {
  const key = Buffer.alloc(blockBytes);
  key.set(secret.length > blockBytes ? sha256(secret) : secret);
  const inner = sha256(
    key.map((byte) => byte ^ 0x36),
    data,
  );
  return sha256(
    key.map((byte) => byte ^ 0x5c),
    inner,
  );
};

export class Sha256 {
  readonly #secret: Uint8Array | undefined;
  #data: Uint8Array = Buffer.alloc(0);

  constructor(secret?: string | Uint8Array) {
    this.#secret = secret === undefined ? undefined : bytes(secret);
  }

  update(data: string | Uint8Array): void {
    this.#data = this.#data.length === 0 ? bytes(data) : Buffer.concat([this.#data, bytes(data)]);
  }

  async digest(): Promise<Uint8Array> {
    return this.#secret ? hmac(this.#secret, this.#data) : sha256(this.#data);
  }
}
