import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Addresses at which another machine could reach this one. */
export function outsideAddresses(): string[] {
  return Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ internal }) => !internal)
      .map((each) =>
        // A link-local address says nothing without its interface.
        each.family === 'IPv6' && each.scopeid
          ? `${each.address}%${name}`
          : each.address,
      ),
  );
}

/** Whether something accepts connections there. */
export async function isServed(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
