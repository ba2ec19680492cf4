import { HttpException } from '@nestjs/common';
import { CognitoForbiddenException } from 'nestjs-cognito-auth';
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  onTestFinished,
} from 'vitest';
import { platforms } from '../../support/platforms.js';
import {
  bootThrowing,
  guardedPlaces,
  passportPlaces,
  type ThrowingApp,
} from '../../support/throwing-places.js';

const secret = 'no database at 10.0.0.7';

const withStatus = (statusCode: number): Error =>
  Object.assign(new Error(secret), { statusCode, status: statusCode });

type Thrown = readonly [what: string, value: unknown];

const plain: Thrown = ['an error', new Error(secret)];

const exceptions: readonly Thrown[] = [
  ['an exception of Nest', new HttpException('teapot', 418)],
  ['a refusal', new CognitoForbiddenException('group_missing')],
];

/** What must not be taken for an answer. */
const unanswerable: readonly Thrown[] = [
  ['an error with a status', withStatus(404)],
  ['an error with a status of 200', withStatus(200)],
  ['a text', secret],
  ['an object', { statusCode: 404, message: secret }],
  ['nothing', undefined],
];

describe.each(platforms)('What an application throws on $name', (platform) => {
  let app: ThrowingApp;

  const places = [...guardedPlaces, ...passportPlaces];
  describe.each(places)('in $place, without a filter,', (place) => {
    beforeAll(async () => {
      app = await bootThrowing(platform, place);
    });

    afterAll(() => app.close());

    it('is the answer, as an exception of Nest', async () => {
      const { status, body } = await app.ask(new HttpException('teapot', 418));

      expect(status).toBe(418);
      expect(body).toEqual({ statusCode: 418, message: 'teapot' });
    });

    it('is the answer, as a refusal', async () => {
      const { status, body } = await app.ask(
        new CognitoForbiddenException('group_missing'),
      );

      expect(status).toBe(403);
      expect(body).toEqual({
        statusCode: 403,
        error: 'Forbidden',
        message: 'Membership of a required group is missing',
        code: 'group_missing',
      });
    });

    it.each([plain, ...unanswerable])(
      'is 500 without a detail, as %s',
      async (_, error) => {
        const answer = await app.ask(error);

        expect(answer.status).toBe(500);
        expect(answer.body).toEqual({
          statusCode: 500,
          message: 'Internal server error',
        });
        expect(JSON.stringify(answer)).not.toContain(secret);
      },
    );
  });

  describe.each(places)('in $place, with a filter,', (place) => {
    beforeAll(async () => {
      app = await bootThrowing(platform, place, { hasFilter: true });
    });

    beforeEach(() => {
      app.caught.length = 0;
    });

    afterAll(() => app.close());

    it.each([...exceptions, plain])(
      'reaches it as it is, as %s',
      async (_, error) => {
        expect((await app.ask(error)).status).toBe(423);
        expect(app.caught).toHaveLength(1);
        expect(app.caught[0]).toBe(error);
      },
    );

    it.each(unanswerable)('reaches it as a cause, as %s', async (_, error) => {
      expect((await app.ask(error)).status).toBe(423);
      const [caught] = app.caught;
      expect(caught).toBeInstanceOf(Error);
      expect(caught).not.toHaveProperty('statusCode');
      expect((caught as Error).message).toBe('A check failed');
      expect((caught as Error).cause).toBe(error);
    });
  });

  it.each(guardedPlaces)(
    'has its challenge, as a refusal in $place',
    async (place) => {
      app = await bootThrowing(platform, place);
      onTestFinished(() => app.close());

      const refusal = new CognitoForbiddenException('group_missing');
      const { headers } = await app.ask(refusal);

      expect(headers['www-authenticate']).toBe(
        'Bearer realm="api", error="insufficient_scope", ' +
          'error_description="Membership of a required group is missing"',
      );
    },
  );
});
