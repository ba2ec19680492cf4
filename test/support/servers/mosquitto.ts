import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  dataDirectory,
  freePort,
  startServer,
  type TestServer,
} from './server.js';

/** CONNECT of MQTT 3.1.1 §3.1: clean session, no client id. */
const connectPacket = Buffer.from('100c00044d5154540402003c0000', 'hex');

/** Starts `mosquitto`, for MQTT 3.1.1 and 5, without persistence. */
export async function startMosquitto(): Promise<TestServer> {
  const [port, directory] = await Promise.all([freePort(), dataDirectory()]);
  const configuration = join(directory, 'mosquitto.conf');
  await writeFile(
    configuration,
    [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous true',
      'persistence false',
      // Otherwise root becomes another user, who cannot read this folder.
      'user root',
      '',
    ].join('\n'),
  );
  return startServer({
    program: 'mosquitto',
    args: ['-c', configuration],
    port,
    directory,
    greeting: connectPacket,
  });
}
