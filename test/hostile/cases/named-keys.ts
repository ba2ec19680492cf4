import { createPublicKey } from 'node:crypto';
import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { claimsOf, headerOf, type Members } from '../harness/forge.js';
import { show, type HostileCase } from '../harness/hostile-case.js';

/**
 * Tokens that bring their own key or name its address (RFC 7515 §4.1.2 to
 * 4.1.8), signed with it by an impostor.
 *
 * @param url of a server that would hand out the impostor's keys
 */
export function* namedKeyCases(
  pool: TestUserPool,
  impostor: TestUserPool,
  url: string,
): Generator<HostileCase> {
  const claims = claimsOf(pool.accessToken());
  const ids = {
    "the pool's": headerOf(pool.accessToken()),
    "the impostor's": headerOf(impostor.accessToken()),
  };
  for (const member of namingMembers(impostor, url)) {
    for (const [whose, { kid }] of Object.entries(ids)) {
      yield {
        name: `${show(member)}, under ${whose} key id`,
        token: impostor.sign({ claims, header: { ...member, kid } }),
        expected: 'signature_invalid',
      };
    }
    yield {
      name: `${show(member)}, without a key id`,
      token: impostor.sign({ claims, header: { ...member, kid: undefined } }),
      expected: 'token_malformed',
    };
    yield {
      name: `${show(member)}, beside a genuine signature`,
      token: pool.sign({ claims, header: member }),
      expected: 'let in',
    };
  }
  for (const kid of [url, `${url}/jwks.json`, `${url}#0`, { jku: url }]) {
    yield {
      name: `${show(kid)} as the key id`,
      token: impostor.sign({ claims, header: { kid } }),
      expected:
        typeof kid === 'string' ? 'signature_invalid' : 'token_malformed',
    };
  }
  for (const iss of [url, `${url}/${pool.userPoolId}`, `${url}/`]) {
    yield {
      name: `${show(iss)} as the issuer`,
      token: impostor.sign({ claims: { ...claims, iss, jku: url } }),
      expected: 'issuer_unknown',
    };
  }
}

function namingMembers(impostor: TestUserPool, url: string): Members[] {
  const { kid } = headerOf(impostor.accessToken());
  const { keys } = impostor.jwks();
  const [key] = keys.filter((jwk) => jwk.kid === kid);
  const spki = createPublicKey({ key: { ...key }, format: 'jwk' })
    .export({ format: 'der', type: 'spki' })
    .toString('base64');
  const addresses = [
    url,
    `${url}/jwks.json`,
    `${url}/${impostor.userPoolId}/.well-known/jwks.json`,
    url.replace('127.0.0.1', 'localhost'),
    impostor.issuer.replace('https://', `${url}/`),
    'file:///dev/null',
    'data:application/json,{"keys":[]}',
  ];
  return [
    { jwk: key },
    { jwk: { ...key, kid: undefined } },
    { jwk: JSON.stringify(key) },
    { jwk: { kty: 'oct', k: 'AAAA' } },
    { jwk: null },
    { jwks: { keys } },
    { keys },
    { x5c: [spki] },
    { x5c: spki },
    { x5c: [] },
    { x5t: 'AAAA', 'x5t#S256': 'AAAA' },
    ...addresses.flatMap((address) => [{ jku: address }, { x5u: address }]),
    { jku: [url], x5u: { url }, jwks_uri: url, iss: url },
    { jwk: key, jku: url, x5u: url, x5c: [spki] },
  ];
}
