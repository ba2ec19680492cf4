import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { forge, type Part } from './forge.js';

/**
 * A published key of a pool whose private half the test holds too: for
 * signatures that no user pool makes.
 */
export class HeldKey {
  readonly kid = 'held';
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;

  constructor() {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.publicKey = pair.publicKey;
    this.privateKey = pair.privateKey;
  }

  get jwk() {
    const { kid } = this;
    const jwk = this.publicKey.export({ format: 'jwk' });
    return { ...jwk, kid, alg: 'RS256', use: 'sig' };
  }

  rs256(signingInput: string): Buffer {
    return sign('sha256', Buffer.from(signingInput), this.privateKey);
  }

  /** A token as the pool would sign it. */
  sign(claims: Part): string {
    const { kid } = this;
    return forge({ alg: 'RS256', kid }, claims, (input) => this.rs256(input));
  }

  /** The pool's module options, with this key among its own. */
  optionsOf({ options }: TestUserPool) {
    const keys = [...options.jwks.keys, this.jwk];
    return { ...options, jwks: { keys } };
  }
}
