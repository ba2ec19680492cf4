import { StepUp, type StepUpOptions } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { codeOf, userWith } from './callers.js';

describe('@StepUp()', () => {
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
