import { describe, expect, it } from 'vitest';
import { dnsSuffixOf, isRegion } from '../../../lib/user-pool/partition.js';

describe('isRegion', () => {
  it.each([
    'eu-west-1',
    'us-gov-west-1',
    'us-iso-east-1',
    'us-isob-east-1',
    'eu-isoe-west-1',
    'eusc-de-east-1',
    'cn-northwest-1',
    'ap-southeast-12',
    'mex-central-1',
  ])('knows %s', (text) => {
    expect(isRegion(text)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['a word', 'local'],
    ['one letter in front', 'e-west-1'],
    ['five letters in front', 'euscx-west-1'],
    ['digits in front', 'e1-west-1'],
    ['no direction', 'eu-1'],
    ['an empty direction', 'eu--1'],
    ['digits as direction', 'eu-123-1'],
    ['four names', 'eu-a-b-c-1'],
    ['no number', 'eu-west'],
    ['an empty number', 'eu-west-'],
    ['letters as number', 'eu-west-a'],
    ['three digits', 'eu-west-123'],
    ['capitals', 'EU-WEST-1'],
    ['text before', 'x.eu-west-1'],
    ['a space before', ' eu-west-1'],
    ['a line break after', 'eu-west-1\n'],
    ['a host after', 'eu-west-1.evil.example'],
  ])('refuses %s', (_what, text) => {
    expect(isRegion(text)).toBe(false);
  });
});

describe('dnsSuffixOf', () => {
  it.each([
    ['eu-west-1', 'amazonaws.com'],
    ['us-east-1', 'amazonaws.com'],
    ['us-gov-west-1', 'amazonaws.com'],
    ['cn-northwest-1', 'amazonaws.com.cn'],
    ['eusc-de-east-1', 'amazonaws.eu'],
    ['us-iso-east-1', 'c2s.ic.gov'],
    ['us-isob-east-1', 'sc2s.sgov.gov'],
    ['eu-isoe-west-1', 'cloud.adc-e.uk'],
    ['us-isof-south-1', 'csp.hci.ic.gov'],
  ])('puts %s under %s', (region, dnsSuffix) => {
    expect(dnsSuffixOf(region)).toBe(dnsSuffix);
  });
});
