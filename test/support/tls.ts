import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import tls from 'node:tls';

/** What a TLS server presents, in the form `node:tls` takes. */
export interface ServerIdentity {
  readonly key: string;
  readonly cert: string;
}

/** What goes into a certificate that signs itself. */
export interface CertificateSubject {
  /** The one address the certificate is good for. */
  readonly ip: readonly [number, number, number, number];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

const DAY = 86_400_000;

/**
 * Makes a self-signed X.509 v3 certificate (RFC 5280 §4.1) and its key. Written
 * out here because Node reads certificates but makes none, and a private key in
 * a repository alarms people.
 */
export function selfSignedCertificate({
  ip,
  notBefore = new Date(Date.now() - DAY),
  notAfter = new Date(Date.now() + DAY),
}: CertificateSubject): ServerIdentity {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });
  const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
  const name = distinguishedName(`key server ${ip.join('.')}`);
  const tbsCertificate = sequence(
    der(0xa0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(8)])),
    ecdsaWithSha256,
    name,
    sequence(time(notBefore), time(notAfter)),
    name,
    publicKey.export({ format: 'der', type: 'spki' }),
    der(0xa3, sequence(subjectAlternativeName(ip))),
  );
  const certificate = sequence(
    tbsCertificate,
    ecdsaWithSha256,
    bitString(sign('sha256', tbsCertificate, privateKey)),
  );
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    cert: pem(certificate),
  };
}

/**
 * Adds certificates to those this process trusts, for global `fetch` too. Node
 * 20 has no public way to do that after start-up, so every new TLS context gets
 * them here.
 *
 * @returns a function that takes the trust back
 */
export function trustCertificates(certificates: readonly string[]): () => void {
  const original = tls.createSecureContext;
  tls.createSecureContext = (options) => {
    const secureContext = original(options);
    for (const certificate of certificates) {
      secureContext.context.addCACert(certificate);
    }
    return secureContext;
  };
  return () => {
    tls.createSecureContext = original;
  };
}

function der(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const header =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(header), content]);
}

const sequence = (...items: Uint8Array[]): Buffer => der(0x30, ...items);
const integer = (bytes: Uint8Array): Buffer => der(0x02, bytes);
const bitString = (bytes: Uint8Array): Buffer => der(0x03, Buffer.of(0), bytes);
const octetString = (bytes: Uint8Array): Buffer => der(0x04, bytes);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));

function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '');
  return der(0x18, Buffer.from(digits));
}

function distinguishedName(commonName: string): Buffer {
  const attribute = sequence(oid('550403'), der(0x0c, Buffer.from(commonName)));
  return sequence(der(0x31, attribute));
}

function subjectAlternativeName(ip: CertificateSubject['ip']): Buffer {
  const ipAddress = der(0x87, Buffer.from(ip));
  return sequence(oid('551d11'), octetString(sequence(ipAddress)));
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return [
    '-----BEGIN CERTIFICATE-----',
    ...lines,
    '-----END CERTIFICATE-----\n',
  ].join('\n');
}
