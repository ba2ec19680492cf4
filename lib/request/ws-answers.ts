/** A client of the package `ws`, which is an emitter of events too. */
interface NativeClient {
  on(event: 'exception', listener: (answer: object) => void): unknown;
  send(frame: string): void;
}

/** The answers that this library has made, and that a client shall get. */
const answers = new WeakSet<object>();

/** The clients that are listened to already. */
const clients = new WeakSet<object>();

/** Returns the frame in which a client of the package `ws` gets a refusal. */
export function exceptionFrame(answer: object): string {
  return JSON.stringify({ event: 'exception', data: answer });
}

/**
 * Sends an answer once the filter of Nest 11 has it. That filter emits the event
 * at the client itself, where nothing sends it. If the application's own filter
 * answers instead, nothing is sent here.
 */
export function answerOnNest11(client: object, answer: object): void {
  answers.add(answer);
  if (clients.has(client)) {
    return;
  }
  clients.add(client);
  const native = client as NativeClient;
  native.on('exception', (emitted) => {
    if (answers.delete(emitted)) {
      native.send(exceptionFrame(emitted));
    }
  });
}
