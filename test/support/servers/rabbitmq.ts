import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  dataDirectory,
  freePort,
  startServer,
  type TestServer,
} from './server.js';

/** The header that opens a connection (AMQP 0-9-1 §4.2.2). */
const protocolHeader = Buffer.from('AMQP\0\0\x09\x01', 'latin1');

/**
 * Debian's `/usr/sbin/rabbitmq-server` changes the user and writes to `/var`. The
 * program of RabbitMQ itself does neither.
 */
const folders = ['/usr/lib/rabbitmq/bin'];

/**
 * Starts `rabbitmq-server` with a node, a cookie and data of its own. It takes
 * some seconds, so start it once for a file.
 */
export async function startRabbitMq(): Promise<TestServer> {
  const names = await startNameServer();
  try {
    const [port, distribution] = [await freePort(), await freePort()];
    const directory = await dataDirectory();
    const server = await startServer({
      program: 'rabbitmq-server',
      folders,
      port,
      directory,
      greeting: protocolHeader,
      env: {
        ...(await environment(directory)),
        RABBITMQ_NODENAME: `test-${port}@localhost`,
        RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
        RABBITMQ_NODE_PORT: String(port),
        RABBITMQ_DIST_PORT: String(distribution),
        ERL_EPMD_PORT: String(names.port),
      },
    });
    const stop = async () => {
      await server.stop();
      await names.stop();
    };
    return { port, stop };
  } catch (error) {
    await names.stop();
    throw error;
  }
}

/** Erlang would start a name server that stays behind when the node has ended. */
async function startNameServer(): Promise<TestServer> {
  const [port, directory] = [await freePort(), await dataDirectory()];
  return startServer({
    program: 'epmd',
    args: ['-port', String(port), '-address', '127.0.0.1'],
    port,
    directory,
    // NAMES_REQ of the protocol of Erlang's port mapper.
    greeting: Buffer.from([0, 1, 110]),
  });
}

async function environment(directory: string): Promise<NodeJS.ProcessEnv> {
  const configuration = join(directory, 'rabbitmq.conf');
  const plugins = join(directory, 'enabled_plugins');
  const logs = join(directory, 'log');
  await mkdir(logs);
  await writeFile(configuration, 'log.console = true\nlog.file = false\n');
  await writeFile(plugins, '[].');
  return {
    HOME: directory,
    RABBITMQ_BASE: directory,
    RABBITMQ_CONFIG_FILE: configuration,
    RABBITMQ_CONF_ENV_FILE: join(directory, 'none.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: plugins,
    RABBITMQ_LOG_BASE: logs,
    RABBITMQ_MNESIA_BASE: join(directory, 'mnesia'),
    // One scheduler is enough, and leaves the cores to the tests.
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS:
      '+S 1:1 -kernel inet_dist_use_interface {127,0,0,1}',
  };
}
