import { StepUp, type StepUpOptions } from 'nestjs-cognito-auth';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { codeOf, refusalOf, userWith } from './users.fixture.js';

const now = 1_800_000_000;
const required = 'step_up_required';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: now * 1000 });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('@StepUp() with maxAge', () => {
  const recent = StepUp({ maxAge: 300 });
  const signedIn = (authTime: unknown) => userWith({ auth_time: authTime });

  it('lets a sign-in of exactly that age in, and no older one', async () => {
    expect(await codeOf(signedIn(now - 300), recent)).toBeUndefined();
    expect(await codeOf(signedIn(now), recent)).toBeUndefined();

    vi.setSystemTime(now * 1000 + 1);
    expect(await codeOf(signedIn(now - 300), recent)).toBe(required);
  });

  it('takes a sign-in that lies as far in the future for a mistake', async () => {
    expect(await codeOf(signedIn(now + 300), recent)).toBeUndefined();
    expect(await codeOf(signedIn(now + 301), recent)).toBe(required);
  });

  it.each([undefined, null, '1800000000', 0, Infinity])(
    'keeps a sign-in at %s out',
    async (authTime) => {
      expect(await codeOf(signedIn(authTime), recent)).toBe(required);
    },
  );

  it('does not take the time of the token for that of the sign-in', async () => {
    expect(await codeOf(userWith({ iat: now }), recent)).toBe(required);
  });

  it.each([0, -1, 1.5, NaN, Infinity, '300', null])(
    'cannot be %s',
    (maxAge) => {
      expect(() => StepUp({ maxAge } as StepUpOptions)).toThrow(
        new Error('@StepUp() takes a whole number of seconds as maxAge'),
      );
    },
  );
});

describe('@StepUp() with acr', () => {
  const strong = StepUp({ acr: ['urn:loa:3', 'urn:loa:4'] });

  it.each(['urn:loa:3', 'urn:loa:4'])('lets %s in', async (acr) => {
    expect(await codeOf(userWith({ acr }), strong)).toBeUndefined();
  });

  it.each([undefined, null, '', 'urn:loa:1', 'URN:LOA:3', ['urn:loa:3'], 3])(
    'keeps %j out',
    async (acr) => {
      expect(await codeOf(userWith({ acr }), strong)).toBe(required);
    },
  );

  it('can be one value', async () => {
    const one = StepUp({ acr: 'urn:loa:3' });

    expect(await codeOf(userWith({ acr: 'urn:loa:3' }), one)).toBeUndefined();
    expect(await codeOf(userWith({ acr: 'urn:loa:4' }), one)).toBe(required);
  });
});

describe('@StepUp() with amr', () => {
  const strong = StepUp({ amr: ['pwd', 'otp'] });

  it('lets in who used all of them', async () => {
    expect(
      await codeOf(userWith({ amr: ['otp', 'mfa', 'pwd'] }), strong),
    ).toBeUndefined();
  });

  it.each([
    undefined,
    null,
    [],
    ['pwd'],
    ['otp'],
    ['PWD', 'OTP'],
    'pwd otp',
    { includes: 'pwd' },
  ])('keeps %j out', async (amr) => {
    expect(await codeOf(userWith({ amr }), strong)).toBe(required);
  });

  it('can be one value', async () => {
    const one = StepUp({ amr: 'otp' });

    expect(await codeOf(userWith({ amr: ['otp'] }), one)).toBeUndefined();
    expect(await codeOf(userWith({ amr: ['pwd'] }), one)).toBe(required);
  });
});

describe('@StepUp()', () => {
  it('requires all that it names', async () => {
    const all = StepUp({ maxAge: 300, acr: 'urn:loa:3', amr: 'otp' });
    const claims = { auth_time: now, acr: 'urn:loa:3', amr: ['otp'] };

    expect(await codeOf(userWith(claims), all)).toBeUndefined();
    expect(await codeOf(userWith({ ...claims, auth_time: 0 }), all)).toBe(
      required,
    );
    expect(await codeOf(userWith({ ...claims, acr: 'a' }), all)).toBe(required);
    expect(await codeOf(userWith({ ...claims, amr: [] }), all)).toBe(required);
  });

  it('tells the client what to ask of the user (RFC 9470)', async () => {
    const acr = ['urn:loa:3', 'urn:loa:4'];

    expect(
      await refusalOf(userWith(), StepUp({ maxAge: 300, acr, amr: 'otp' })),
    ).toMatchObject({
      status: 401,
      challenge: {
        error: 'insufficient_user_authentication',
        maxAge: 300,
        acrValues: 'urn:loa:3 urn:loa:4',
      },
    });
    expect(await refusalOf(userWith(), StepUp({ amr: 'otp' }))).toMatchObject({
      challenge: { maxAge: undefined, acrValues: undefined },
    });
  });
});

describe('The options of @StepUp()', () => {
  it('must require something', () => {
    expect(() => StepUp({})).toThrow(
      new Error('@StepUp() needs maxAge, acr or amr'),
    );
    expect(() => StepUp({ maxAge: undefined, acr: undefined })).toThrow(
      '@StepUp() needs maxAge, acr or amr',
    );
  });

  it.each(['acr', 'amr'])('takes an %s that fits into a challenge', (name) => {
    const message =
      '@StepUp() takes lists of acr and amr that are not empty, of values without spaces, " and \\';

    for (const value of ['', 'a b', ' a', 'a\n', 'a"', 'a\\', 'ü', '\u007f']) {
      const options: StepUpOptions[] = [
        { [name]: value },
        { [name]: ['urn:a', value] },
      ];
      for (const given of options) {
        expect(() => StepUp(given)).toThrow(new Error(message));
      }
    }
    expect(() => StepUp({ maxAge: 300, [name]: [] })).toThrow(
      new Error(message),
    );
  });

  it.each(['!', '#', '[', ']', '~', 'urn:cognito:loa:3'])(
    'takes "%s" for one',
    async (value) => {
      const decorator = StepUp({ acr: value, amr: value });

      expect(
        await codeOf(userWith({ acr: value, amr: [value] }), decorator),
      ).toBeUndefined();
    },
  );

  it('keeps what it was given', async () => {
    const acr = ['urn:a'];
    const decorator = StepUp({ acr });
    acr.push('urn:b');

    expect(await codeOf(userWith({ acr: 'urn:b' }), decorator)).toBe(
      'step_up_required',
    );
  });

  it('stands once on a target', () => {
    class Decorated {}
    StepUp({ maxAge: 300 })(Decorated);

    expect(() => StepUp({ amr: 'otp' })(Decorated)).toThrow(
      '@StepUp() stands twice on one target',
    );
  });
});
