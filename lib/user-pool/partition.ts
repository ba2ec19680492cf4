/**
 * DNS suffix of each AWS partition, by the prefix of its region names.
 *
 * The EU Sovereign Cloud's suffix is taken from AWS's endpoint rules; no token
 * of that partition was seen yet, so `issuer` can replace what is derived here.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/cognito_identity.html
 */
const dnsSuffixes: readonly (readonly [prefix: string, dnsSuffix: string])[] = [
  ['cn-', 'amazonaws.com.cn'],
  ['eusc-', 'amazonaws.eu'],
  ['us-iso-', 'c2s.ic.gov'],
  ['us-isob-', 'sc2s.sgov.gov'],
  ['eu-isoe-', 'cloud.adc-e.uk'],
  ['us-isof-', 'csp.hci.ic.gov'],
];

const commercialDnsSuffix = 'amazonaws.com';

const regionPattern = /^[a-z]{2,4}(?:-[a-z]+){1,2}-\d{1,2}$/;

/** Whether a text has the form of an AWS region, such as `us-gov-west-1`. */
export function isRegion(text: string): boolean {
  return regionPattern.test(text);
}

/** The DNS suffix under which a region's endpoints live. */
export function dnsSuffixOf(region: string): string {
  const special = dnsSuffixes.find(([prefix]) => region.startsWith(prefix));
  return special?.[1] ?? commercialDnsSuffix;
}
