import { ClientKafka, ServerKafka } from '@nestjs/microservices';
import { expect, vi } from 'vitest';

export type Message = Parameters<ServerKafka['handleMessage']>[0]['message'];
type Produced = { readonly messages: readonly Message[] };

/** Nest's own server without a broker. It gets messages from the tests. */
export class KafkaWithoutBroker extends ServerKafka {
  readonly replies: Message[] = [];

  override listen(callback: () => void): Promise<void> {
    const send = (record: Produced) => {
      this.replies.push(...record.messages);
      return Promise.resolve([]);
    };
    Object.assign(this, { producer: { send } });
    callback();
    return Promise.resolve();
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }

  /** Sends a request, and reads the reply. */
  async ask(
    topic: string,
    headers: Message['headers'],
  ): Promise<{ readonly value: unknown; readonly error: unknown }> {
    this.replies.length = 0;
    await this.receive(topic, {
      kafka_correlationId: Buffer.from('1'),
      kafka_replyTopic: Buffer.from(`${topic}.reply`),
      ...headers,
    });
    await vi.waitFor(() => expect(this.replies).not.toEqual([]), 5_000);
    const [reply] = this.replies;
    const error = reply?.headers?.['kafka_nest-err'];
    const read = (json: unknown): unknown => JSON.parse(String(json));
    return {
      value: reply?.value && read(reply.value),
      error: error && read(error),
    };
  }

  receive(
    topic: string,
    headers: Message['headers'],
    value = '{"item":"tea"}',
  ): Promise<unknown> {
    return this.handleMessage({
      topic,
      partition: 0,
      heartbeat: () => Promise.resolve(),
      pause: () => () => undefined,
      message: {
        key: null,
        value: Buffer.from(value),
        timestamp: '0',
        attributes: 0,
        offset: '0',
        // kafkajs leaves it out for messages of old brokers.
        headers: headers as NonNullable<Message['headers']>,
      },
    });
  }
}

/** Nest's own client without a broker. It keeps what it would send. */
export class KafkaClientWithoutBroker extends ClientKafka {
  readonly sent: Message[] = [];

  override connect(): ReturnType<ClientKafka['connect']> {
    const send = (record: Produced) => {
      this.sent.push(...record.messages);
      return Promise.resolve([]);
    };
    const producer = { send };
    Object.assign(this, { _producer: producer });
    return Promise.resolve(producer) as unknown as ReturnType<
      ClientKafka['connect']
    >;
  }
}
