import { selfSignedCertificate, trustCertificates } from './tls.js';

const HOUR = 3_600_000;

/** The certificate of a healthy key-set server. */
export const trustedIdentity = selfSignedCertificate({ ip: [127, 0, 0, 1] });

/** Certificates a client must refuse. */
export const badIdentities = {
  'untrusted certificate': selfSignedCertificate({ ip: [127, 0, 0, 1] }),
  'expired certificate': selfSignedCertificate({
    ip: [127, 0, 0, 1],
    notBefore: new Date(0),
    notAfter: new Date(Date.now() - HOUR),
  }),
  'certificate of another host': selfSignedCertificate({ ip: [127, 0, 0, 2] }),
};

/**
 * Trusts all of them but the untrusted one, so that the expired certificate
 * fails for its date alone and the other host's for its name alone.
 *
 * @returns a function that takes the trust back
 */
export const trustIdentities = (): (() => void) =>
  trustCertificates([
    trustedIdentity.cert,
    badIdentities['expired certificate'].cert,
    badIdentities['certificate of another host'].cert,
  ]);
