// The error of a file that cannot be imported as a whole.

/** `message` is a sentence for whoever sent the file, and quotes nothing of its rows. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
}
