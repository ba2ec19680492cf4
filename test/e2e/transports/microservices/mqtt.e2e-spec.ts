import { MqttRecordBuilder } from '@nestjs/microservices';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nestMajor } from '../../../support/nest-version.js';
import { startMosquitto } from '../../../support/servers/mosquitto.js';
import { isMissing } from '../../../support/servers/programs.js';
import type { TestServer } from '../../../support/servers/server.js';
import { mqttOptions } from './messaging.fixture.js';
import { OrdersController } from './orders.fixture.js';
import {
  ask,
  bearer,
  connectClient,
  pool,
  refusalOf,
  refused,
  startService,
} from './service.fixture.js';

const alice = pool.accessToken({ sub: 'alice-1' });

/** A message with this user property. A list sends it several times. */
const record = (name: string, value: string | string[]) =>
  new MqttRecordBuilder({})
    .setProperties({ userProperties: { [name]: value as string } })
    .build();

describe.skipIf(nestMajor < 12 || isMissing('mosquitto'))('MQTT', () => {
  let broker: TestServer;

  beforeAll(async () => {
    broker = await startMosquitto();
  });
  afterAll(() => broker?.stop());

  it.each([4, 5] as const)(
    '%i: where a message has its token',
    async (version) => {
      const { server, client: options } = mqttOptions(broker.port, version);
      const definition = { controllers: [OrdersController] };
      const service = await startService(definition, server);
      const client = await connectClient(options);
      try {
        const sent = record('authorization', bearer(alice));
        if (version === 5) {
          expect(await ask(client, 'orders.news', sent)).toEqual({
            sub: 'alice-1',
          });
          const twice = record('authorization', [bearer(alice), bearer(alice)]);
          expect(await refusalOf(client, 'orders.news', twice)).toEqual(
            refused('request_malformed'),
          );
        } else {
          // Version 4 has no properties: the client drops them.
          expect(await refusalOf(client, 'orders.mine', sent)).toEqual(
            refused('token_missing'),
          );
        }
      } finally {
        await client.close();
        await service.close();
      }
    },
  );
});
