/**
 * Lists the DNS suffix of each AWS partition by the prefix of its region names.
 *
 * The suffix of the EU Sovereign Cloud comes from AWS's endpoint rules. No token
 * of that partition has confirmed it, so the option `issuer` can replace it.
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

/** Returns whether a string has the form of an AWS region, such as `us-gov-west-1`. */
export function isRegion(value: string): boolean {
  return regionPattern.test(value);
}

/** Returns the DNS suffix of a region's endpoints. */
export function dnsSuffixOf(region: string): string {
  const partition = dnsSuffixes.find(([prefix]) => region.startsWith(prefix));
  return partition?.[1] ?? commercialDnsSuffix;
}
