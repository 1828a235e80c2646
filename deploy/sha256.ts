// The hash that the AWS request signer is given. Used by awsCloud.ts.
import { createHash, createHmac } from 'node:crypto';

/** SHA-256, or HMAC with a key, in the form that the signer asks for. */
export class Sha256 {
  readonly #hash;
  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    const bytes = key instanceof ArrayBuffer ? new Uint8Array(key) : key;
    this.#hash = bytes === undefined ? createHash('sha256') : createHmac('sha256', bytes as string);
  }
  update(data: Uint8Array | string): void {
    this.#hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}
