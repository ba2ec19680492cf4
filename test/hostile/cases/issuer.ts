import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { show, type HostileCase } from '../harness/hostile-case.js';

/** Issuers that are not the pool's, over a signature that is genuine. */
export function* issuerCases(
  pool: TestUserPool,
  otherPool: TestUserPool,
): Generator<HostileCase> {
  const { issuer, userPoolId, region } = pool;
  const host = new URL(issuer).host;
  const sign = (iss: unknown) => pool.accessToken({ claims: { iss } });

  for (const iss of [
    ...variations(issuer),
    ...addresses(host, userPoolId, region),
    ...otherTypes(issuer),
    otherPool.issuer,
    issuer.replace(userPoolId, otherPool.userPoolId),
    otherPool.issuer.replace(otherPool.userPoolId, `${userPoolId}/../`),
  ]) {
    yield {
      name: `iss ${show(iss)}`,
      token: sign(iss),
      expected: 'issuer_unknown',
    };
  }
  for (const iss of [
    issuer,
    issuer.replace('https://cognito-idp.', 'https://issuer-cognito-idp.'),
  ]) {
    yield { name: `iss ${show(iss)}`, token: sign(iss), expected: 'let in' };
  }
}

function variations(issuer: string): string[] {
  return [
    ...['/', '//', '/.', '/..', '/x', '#', '#x', '?', '?x=y', '%00', '\0', ' '],
    ...[
      '\n',
      '\t',
      '.',
      ',',
      ';',
      'x',
      '/.well-known/jwks.json',
      '\u200b',
      '\\',
    ],
  ]
    .map((suffix) => issuer + suffix)
    .concat(
      [
        ' ',
        '\n',
        '\0',
        '\ufeff',
        'x',
        '/',
        'https:',
        'view-source:',
        'URL:',
      ].map((prefix) => prefix + issuer),
      issuer.toUpperCase(),
      issuer.toLowerCase(),
      issuer.replace('https', 'HTTPS'),
      issuer.replace('https', 'http'),
      issuer.replace('https:', ''),
      issuer.replace('https://', ''),
      issuer.replace('amazonaws', 'AmazonAWS'),
      issuer.replace('_', '%5F'),
      issuer.replace('amazonaws.com/', 'amazonaws.com//'),
      issuer.replace('amazonaws.com/', 'amazonaws.com/./'),
      issuer.replace('amazonaws.com/', 'amazonaws.com\\'),
      issuer.replaceAll('/', '\\/'),
      issuer.slice(0, -1),
      issuer.slice(1),
      `${issuer},${issuer}`,
      `${issuer} ${issuer}`,
      `"${issuer}"`,
      `["${issuer}"]`,
      encodeURIComponent(issuer),
      [...issuer].reverse().join(''),
    );
}

/** Addresses that a careless comparison takes for the pool's. */
function addresses(host: string, id: string, region: string): string[] {
  return [
    `https://${host}@example.com/${id}`,
    `https://user@${host}/${id}`,
    `https://user:password@${host}/${id}`,
    `https://${host}:443/${id}`,
    `https://${host}:8443/${id}`,
    `https://${host}./${id}`,
    `https://${host}.example.com/${id}`,
    `https://example.com/${host}/${id}`,
    `https://example.com/?https://${host}/${id}`,
    `https://example.com/#https://${host}/${id}`,
    `https://example.com\\@${host}/${id}`,
    `https://x.${host}/${id}`,
    `https://x${host}/${id}`,
    `https://${host.replaceAll('.', 'x')}/${id}`,
    `https://${host.replace('cognito-idp', 'cognito-idp-fips')}/${id}`,
    `https://${host.replace('cognito-idp', 'cognito-identity')}/${id}`,
    `https://${host.replace('cognito-idp', 'c\u043egnito-idp')}/${id}`,
    `https://${host.replace('amazonaws.com', 'amazonaws.com.cn')}/${id}`,
    `https://${host.replace('amazonaws.com', 'amazonaws.co')}/${id}`,
    `https://${host.replace(region, 'us-east-1')}/${id}`,
    `https://${host}/${id.replace(region, 'us-east-1')}`,
    `https://${host}/${id.toLowerCase()}x`,
    `https://${host}/`,
    `https://${host}`,
    `https://${id}.${host}`,
    ...[
      id,
      host,
      `${host}/${id}`,
      `//${host}/${id}`,
      'https://',
      '',
      '*',
      '.*',
    ],
    ...['null', 'undefined', '__proto__', 'constructor', 'toString', 'size'],
    ...['http://localhost', 'http://169.254.169.254/', 'file:///etc/passwd'],
    'https://accounts.google.com',
  ];
}

function otherTypes(issuer: string): unknown[] {
  return [
    ...[undefined, null, true, false, 0, 1, [], {}],
    ...[[issuer], [issuer, issuer], [[issuer]], ['x', issuer]],
    ...[{ iss: issuer }, { [issuer]: true }, { 0: issuer, length: 1 }],
    { toString: issuer },
  ];
}
