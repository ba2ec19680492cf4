import {
  subscribe,
  unsubscribe,
  type ChannelListener,
} from 'node:diagnostics_channel';

type Name = 'admitted' | 'refused' | 'keys' | 'revocations';

/** A message as a subscriber gets it. */
export type Message = Readonly<Record<string, unknown>>;

/** Listens to a channel until `stop()`. */
export class Heard {
  readonly messages: Message[] = [];
  private readonly listener: ChannelListener = (message) => {
    this.messages.push(message as Message);
  };

  constructor(private readonly name: Name) {
    subscribe(this.channel, this.listener);
  }

  /** The messages without what differs between two runs. */
  get plain(): Message[] {
    return this.messages.map(({ ...message }) => {
      const { durationMs: _, error: __, cause: ___, ...rest } = message;
      return rest;
    });
  }

  get events(): unknown[] {
    return this.messages.map(({ event }) => event);
  }

  stop(): void {
    unsubscribe(this.channel, this.listener);
  }

  private get channel(): string {
    return `nestjs-cognito-auth:${this.name}`;
  }
}
