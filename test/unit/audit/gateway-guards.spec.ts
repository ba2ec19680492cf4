import 'reflect-metadata';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runsGlobalGuardsForGateways } from '../../../lib/audit/gateway-guards.js';

const path = '@nestjs/websockets/socket-module.js';

afterEach(() => {
  vi.doUnmock(path);
  vi.resetModules();
});

describe('Global guards of gateways', () => {
  it('run on the version of Nest that these tests have', async () => {
    expect(await runsGlobalGuardsForGateways()).toBe(true);
  });

  it('do not run if gateways are not given the configuration', async () => {
    vi.doMock(path, () => ({
      SocketModule: class {
        getContextCreator(container: unknown) {
          return container;
        }
      },
    }));
    expect(await runsGlobalGuardsForGateways()).toBe(false);
  });

  it('do not count if the package cannot be loaded', async () => {
    vi.doMock(path, () => {
      throw new Error('Cannot find package');
    });
    expect(await runsGlobalGuardsForGateways()).toBe(false);
  });
});
