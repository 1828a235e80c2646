// SHA-256 and its HMAC for the signature, in place of @smithy/core/checksum, which brings a second implementation along and
// makes a stream and a key object for each of a request's hashes. Called by rdsDataClient.ts.

const blockBytes = 64;

/** Loads node:crypto, which takes milliseconds, when the first request is signed. */
const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  process.getBuiltinModule('node:crypto').hash('sha256', Buffer.concat(parts), 'buffer');

type Data = string | ArrayBuffer | ArrayBufferView;

const bytes = (data: Data): Uint8Array => {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
};

/** RFC 2104. */
const hmac = (secret: Uint8Array, data: Uint8Array): Buffer => {
  const key = secret.length > blockBytes ? sha256(secret) : secret;
  const padded = (pad: number): Buffer => {
    const block = Buffer.alloc(blockBytes, pad);
    key.forEach((byte, index) => {
      block[index] = byte ^ pad;
    });
    return block;
  };
  return sha256(padded(0x5c), sha256(padded(0x36), data));
};

export class Sha256 {
  readonly #secret: Uint8Array | undefined;
  #data: Uint8Array = Buffer.alloc(0);

  constructor(secret?: Data) {
    this.#secret = secret === undefined ? undefined : bytes(secret);
  }

  update(data: Data): void {
    this.#data = this.#data.length === 0 ? bytes(data) : Buffer.concat([this.#data, bytes(data)]);
  }

  async digest(): Promise<Uint8Array> {
    return this.#secret ? hmac(this.#secret, this.#data) : sha256(this.#data);
  }
}
