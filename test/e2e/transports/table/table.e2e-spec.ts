import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isMissing } from '../../../support/servers/programs.js';
import { columns, type Running } from './columns.fixture.js';
import { messageColumns } from './message-columns.fixture.js';
import { badToken, handlerOf, rows } from './rows.fixture.js';

/*
 * One row for each decorator, one column for each transport: what a caller gets
 * without a token, with a bad one, with too little and with enough.
 */
describe.each([...columns, ...messageColumns])(
  '$transport',
  ({ program, boot }) => {
    describe.skipIf(program && isMissing(program))('answers', () => {
      let running: Running;

      beforeAll(async () => {
        running = await boot();
      }, 60_000);

      afterAll(() => running.close());

      it.each(rows.map((row, index) => [row.decorator, index] as const))(
        '%s for each caller',
        async (_decorator, index) => {
          const { withoutToken, withBadToken, tooLittle, enough } = rows[
            index
          ] as (typeof rows)[number];
          const call = (token?: string) =>
            running.call(handlerOf(index), token);

          expect({
            withoutToken: await call(),
            withBadToken: await call(badToken()),
            tooLittle: await call(tooLittle[0]()),
            enough: await call(enough[0]()),
          }).toEqual({
            withoutToken,
            withBadToken,
            tooLittle: tooLittle[1],
            enough: enough[1],
          });
        },
      );
    });
  },
);
