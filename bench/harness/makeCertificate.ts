// Makes a certificate for this machine's loopback address alone, with openssl.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type LoopbackCertificate = { key: Buffer; cert: Buffer; certificateFile: string };

/** Valid for a day, so each run makes its own. */
export const makeCertificate = (folder: string): LoopbackCertificate => {
  mkdirSync(folder, { recursive: true });
  const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-subj', '/CN=bench', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const output = ['-keyout', keyFile, '-out', certificateFile];
  execFileSync('openssl', ['req', '-x509', ...curve, '-days', '1', ...output, ...subject], {
    stdio: 'ignore',
  });
  return { key: readFileSync(keyFile), cert: readFileSync(certificateFile), certificateFile };
};
